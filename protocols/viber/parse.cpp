#include "protocols/viber/parse.hpp"

#include "protocols/digest.hpp"
#include "protocols/text.hpp"
#include "protocols/viber/content.hpp"
#include "protocols/viber/fields.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace switchboard::protocols::viber {

namespace {

constexpr std::string_view test_event = "webhook";
/// Payments; no channel of ours asks for them.
constexpr std::string_view payment_event = "client_status";

/// Fields whose whole meaning is in the event.
constexpr std::array<std::string_view, 7> event_fields{
    "event", "timestamp", "message_token", "chat_hostname", "user_id", "user", "desc"};
constexpr std::array<std::string_view, 7> message_fields{
    "event", "timestamp", "message_token", "chat_hostname", "sender", "message", "silent"};
constexpr std::array<std::string_view, 6> person_fields{"id",      "name",     "avatar",
                                                        "country", "language", "api_version"};

void give_up(client_event& event, std::string_view why) {
  event.what = not_understood{std::string{why}};
  event.keep_bytes = true;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Two letters, as the standard writes them; else empty.
std::string country_of(const json::object& person) {
  const auto told = text_at(person, "country");
  if (told.size() != 2 || !std::all_of(told.begin(), told.end(), is_letter)) return {};
  std::string code{told};
  for (auto& letter : code) letter = static_cast<char>(letter & ~0x20);
  return code;
}

/// The platform has one name: what stands before the first space is the first name.
profile profile_of(const json::object& person) {
  profile who{.language = clean_text(person, "language"),
              .country = country_of(person),
              .photo = address_at(person, "avatar")};
  auto name = clean_text(person, "name");
  name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
  const auto space = std::min(name.find(' '), name.size());
  const auto rest = std::min(name.find_first_not_of(' ', space), name.size());
  who.last_name = name.substr(rest);
  name.resize(space);
  who.first_name = std::move(name);
  return who;
}

/// Who it is about: a message has a sender, an arrival a user, a receipt only the id.
void address(client_event& event, const json::object& body) {
  for (const std::string_view field : {"sender", "user"}) {
    const auto* person = object_at(body, field);
    if (person == nullptr) continue;
    event.client = user_at(*person, "id");
    event.who = profile_of(*person);
    event.keep_bytes = event.keep_bytes || !only(*person, person_fields);
    if (!event.client.empty()) return;
  }
  event.client = user_at(body, "user_id");
}

void read_message(client_event& event, const json::object& body) {
  const auto* message = object_at(body, "message");
  if (message == nullptr) return give_up(event, "malformed");
  auto found = read_content(*message, truth_at(body, "silent"));
  found.message.external_id = token_at(body);
  event.keep_bytes = event.keep_bytes || !found.complete || event.sent_at == timestamp{} ||
                     !only(body, message_fields);
  event.opens_window = true;
  event.what = std::move(found.message);
}

void read_subscribed(client_event& event, const json::object&) {
  event.what = subscription_changed{true};
}

void read_unsubscribed(client_event& event, const json::object&) {
  event.what = subscription_changed{false};
}

void read_arrival(client_event& event, const json::object& body) {
  event.what = arrived{clean_text(body, "context")};
}

void read_receipt(client_event& event, const json::object& body, enum receipt::kind what) {
  auto token = token_at(body);
  if (token.empty()) return give_up(event, "no_message_id");
  receipt about;
  about.what = what;
  about.external_ids.push_back(std::move(token));
  about.reason = clean_text(body, "desc");
  event.what = std::move(about);
}

void read_delivered(client_event& event, const json::object& body) {
  read_receipt(event, body, receipt::kind::delivered);
}
void read_seen(client_event& event, const json::object& body) {
  read_receipt(event, body, receipt::kind::read);
}
void read_failed(client_event& event, const json::object& body) {
  read_receipt(event, body, receipt::kind::failed);
}

struct reader {
  std::string_view kind;
  void (*read)(client_event&, const json::object&);
};

constexpr std::array readers{
    reader{"message", read_message},
    reader{"delivered", read_delivered},
    reader{"seen", read_seen},
    reader{"failed", read_failed},
    reader{"subscribed", read_subscribed},
    reader{"unsubscribed", read_unsubscribed},
    reader{"conversation_started", read_arrival},
};

/// Names become labels of metrics, so only what looks like one passes.
bool looks_like_a_kind(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void read_event(client_event& event, const json::object& body) {
  const auto kind = text_at(body, "event");
  if (kind.empty()) return give_up(event, "no_event");
  if (looks_like_a_kind(kind)) event.kind = kind;
  event.sent_at = time_at(body, "timestamp");
  address(event, body);
  if (kind == test_event) return give_up(event, "test_call");
  if (kind == payment_event) return give_up(event, "unsupported_kind");
  for (const auto& reader : readers) {
    if (reader.kind != kind) continue;
    if (event.client.empty()) return give_up(event, "no_client");
    reader.read(event, body);
    const bool is_message = kind == "message";
    event.keep_bytes = event.keep_bytes || (!is_message && !only(body, event_fields));
    return;
  }
  give_up(event, "unknown_kind");
}

} // namespace

client_event parse_event(std::string_view bytes) {
  client_event event;
  event.kind = "unknown";
  const json_document document(bytes);
  if (const auto* body = document.object()) {
    read_event(event, *body);
    const auto token = token_at(*body);
    if (!token.empty() && !event.client.empty() && event.kind != "unknown")
      event.key = event.kind + ':' + token + ':' + event.client;
  } else {
    give_up(event, document.root() == nullptr ? "not_json" : "not_an_object");
  }
  if (event.key.empty()) {
    event.key = "sha256:" + sha256_hex(bytes);
    event.keep_bytes = true;
  }
  event.keep_bytes = event.keep_bytes || document.repaired();
  return event;
}

bool is_test_call(std::string_view body) {
  // It has four short fields: no ordinary call is read twice for it.
  constexpr std::size_t longest = 1024;
  if (body.size() > longest || body.find(test_event) == body.npos) return false;
  const json_document document(body);
  const auto* fields = document.object();
  return fields != nullptr && text_at(*fields, "event") == test_event;
}

} // namespace switchboard::protocols::viber
