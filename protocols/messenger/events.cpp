#include "protocols/messenger/events.hpp"

#include "protocols/messenger/content.hpp"
#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

/// An event on its way to ours.
struct reading {
  client_event& event;
  /// The event, and the field that names its kind.
  const json::object& fields;
  const json::object& body;
  const std::string& page;
};

/// Whose event it is; false: nobody's that we could answer. The page never writes to itself.
bool address(const reading& from, std::string_view side) {
  const auto* person = object_at(from.fields, side);
  auto id = person != nullptr ? id_at(*person, "id") : std::string{};
  if (id.empty() || id == from.page) return give_up(from.event, "no_client"), false;
  from.event.client = std::move(id);
  return true;
}

bool by_client(const reading& from) { return address(from, "sender"); }

/// What an m.me link or an advertisement carried, beside another event or as one.
std::string ref_of(const json::object& from) {
  const auto* referral = object_at(from, "referral");
  return referral != nullptr ? clean_text(*referral, "ref") : std::string{};
}

/// `metadata` of our own messages; empty for those of others.
std::string key_of(const json::object& message) {
  const auto metadata = clean_text(message, "metadata");
  return metadata.starts_with(metadata_prefix) ? metadata.substr(metadata_prefix.size())
                                               : std::string{};
}

void read_echo(const reading& from) {
  from.event.kind = "message_echo";
  from.event.keep_bytes = true;
  // The sides are exchanged, but in some material they are not.
  const auto* to = object_at(from.fields, "recipient");
  const bool to_page = to != nullptr && !from.page.empty() && id_at(*to, "id") == from.page;
  if (!address(from, to_page ? "sender" : "recipient")) return;
  auto found = read_content(from.body);
  answered answer{.external_id = from.event.key,
                  .text = std::move(found.text),
                  .attachments = std::move(found.attachments),
                  .content = found.kind,
                  .key = key_of(from.body)};
  // Every app is named, ours too; a person in the page's own inbox is nobody.
  const bool by_app = !id_at(from.body, "app_id").empty();
  answer.by_person = answer.key.empty() && !by_app;
  from.event.keep_bytes = !found.complete || (answer.key.empty() && by_app);
  from.event.what = std::move(answer);
}

void read_message(const reading& from) {
  from.event.key = message_id_at(from.body, "mid");
  if (boolean_at(from.body, "is_echo").value_or(false)) return read_echo(from);
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  auto found = read_content(from.body);
  from.event.keep_bytes = !found.complete || from.fields.size() > 4;
  from.event.opens_window = true;
  from.event.start_payload = ref_of(from.body);
  client_message message{found.kind, std::move(found.text), from.event.key,
                         std::move(found.attachments)};
  if (const auto* quoted = object_at(from.body, "reply_to"))
    message.reply_to = message_id_at(*quoted, "mid");
  from.event.what = std::move(message);
}

/// A press on a button that stays, or on "Get started", which is how a new person comes.
void read_postback(const reading& from) {
  from.event.key = message_id_at(from.body, "mid");
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  from.event.opens_window = true;
  auto payload = clean_text(from.body, "payload");
  if (payload == get_started_payload || object_at(from.body, "referral") != nullptr) {
    from.event.start_payload = ref_of(from.body);
    from.event.what = client_message{content::start, from.event.start_payload, from.event.key};
    return;
  }
  auto label = clean_text(from.body, "title");
  from.event.what =
      client_message{content::button, label.empty() ? std::move(payload) : label, from.event.key};
}

void read_referral(const reading& from) {
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  from.event.opens_window = true;
  from.event.start_payload = clean_text(from.body, "ref");
  from.event.what = arrived{from.event.start_payload};
}

/// The token for marketing messages stays in the bytes. Of the old checkbox only a reference to
/// nobody in particular comes.
void read_optin(const reading& from) {
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  from.event.opens_window = true;
  from.event.start_payload = clean_text(from.body, "ref");
  from.event.what = arrived{from.event.start_payload};
}

void read_receipt(const reading& from, enum receipt::kind what) {
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  receipt told{.what = what};
  if (const auto* list = array_at(from.body, "mids")) {
    for (const auto& one : *list) {
      const auto* text = one.if_string();
      auto id = text != nullptr ? message_id_in(*text) : std::string{};
      if (!id.empty()) told.external_ids.push_back(std::move(id));
    }
  }
  const auto watermark = time_at(from.body, "watermark");
  if (watermark != timestamp{}) told.until = watermark;
  if (told.external_ids.empty() && !told.until) return give_up(from.event, "malformed");
  from.event.keep_bytes = false;
  from.event.what = std::move(told);
}

void read_delivered(const reading& from) { read_receipt(from, receipt::kind::delivered); }
void read_read(const reading& from) { read_receipt(from, receipt::kind::read); }

void read_edit(const reading& from) {
  from.event.keep_bytes = true;
  if (!by_client(from)) return;
  auto id = message_id_at(from.body, "mid");
  if (id.empty()) return give_up(from.event, "no_message_id");
  from.event.what = message_edited{std::move(id), clean_text(from.body, "text")};
}

/// Putting one on is an act of the client's; taking it off is not counted.
void read_reaction(const reading& from) {
  if (!by_client(from)) return;
  from.event.opens_window = text_at(from.body, "action") != "unreact";
  give_up(from.event, "reaction");
}

void read_policy(const reading& from) {
  from.event.kind = "policy_enforcement";
  from.event.keep_bytes = true;
  const auto action = text_at(from.body, "action");
  auto reason = clean_text(from.body, "reason");
  if (action == "warning")
    from.event.what = account_notice{"policy_warning", std::move(reason)};
  else if (action == "block")
    from.event.what = account_notice{"blocked", std::move(reason)};
  else if (action == "unblock")
    from.event.what = account_notice{"", std::move(reason)};
  else
    give_up(from.event, "malformed");
}

void read_linking(const reading& from) {
  if (by_client(from)) give_up(from.event, "account_linking");
}

void read_handover(const reading& from) { give_up(from.event, "handover"); }

struct reader {
  std::string_view kind;
  void (*read)(const reading&);
};
constexpr std::array readers{
    reader{"message", read_message},
    reader{"delivery", read_delivered},
    reader{"read", read_read},
    reader{"postback", read_postback},
    reader{"referral", read_referral},
    reader{"optin", read_optin},
    reader{"message_edit", read_edit},
    reader{"reaction", read_reaction},
    reader{"policy-enforcement", read_policy},
    reader{"policy_enforcement", read_policy},
    reader{"account_linking", read_linking},
    reader{"pass_thread_control", read_handover},
    reader{"take_thread_control", read_handover},
    reader{"request_thread_control", read_handover},
    reader{"app_roles", read_handover},
};

/// Kinds that come to pages for uses other than ours.
constexpr std::array<std::string_view, 10> other_kinds{
    "payment",           "checkout_update", "pre_checkout",    "game_play", "message_request",
    "response_feedback", "message_context", "thread_settings", "order",     "feedback"};

/// Names become labels of metrics, so only what looks like one passes.
bool looks_like_a_kind(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool beside_the_kind(std::string_view name) {
  return name == "sender" || name == "recipient" || name == "timestamp";
}

/// Names the kind of an event that no reader takes.
void name_the_rest(client_event& event, const json::object& fields) {
  for (const auto& reader : readers) {
    if (!fields.contains(reader.kind)) continue;
    event.kind = reader.kind == "policy-enforcement" ? "policy_enforcement" : reader.kind;
    return give_up(event, "malformed");
  }
  for (const auto kind : other_kinds) {
    if (!fields.contains(kind)) continue;
    event.kind = kind;
    return give_up(event, "unsupported_kind");
  }
  for (const auto& field : fields) {
    if (beside_the_kind(field.key()) || !looks_like_a_kind(field.key())) continue;
    event.kind = field.key();
    break;
  }
  give_up(event, "unknown_kind");
}

void read_fields(client_event& event, const json::object& fields, const std::string& page) {
  for (const auto& reader : readers) {
    const auto* value = fields.if_contains(reader.kind);
    const auto* body = value != nullptr ? value->if_object() : nullptr;
    if (body == nullptr) continue;
    event.kind = reader.kind;
    return reader.read({event, fields, *body, page});
  }
  name_the_rest(event, fields);
}

} // namespace

void give_up(client_event& event, std::string_view why) {
  event.what = not_understood{std::string{why}};
  event.keep_bytes = true;
}

client_event read_event(const json::object& fields, const std::string& page, bool standby,
                        timestamp received_at) {
  client_event event;
  event.kind = "unknown";
  event.sent_at = time_at(fields, "timestamp");
  if (event.sent_at == timestamp{}) event.sent_at = received_at;
  read_fields(event, fields, page);
  if (standby && !std::holds_alternative<account_notice>(event.what)) {
    event.start_payload.clear();
    give_up(event, "standby");
  }
  return event;
}

} // namespace switchboard::protocols::facebook
