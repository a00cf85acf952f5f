#include "protocols/telegram/parse.hpp"

#include "protocols/digest.hpp"
#include "protocols/telegram/attachments.hpp"
#include "protocols/telegram/content.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace switchboard::protocols::telegram {

namespace {

/// Kinds the platform has and we do not ask for; a channel connected before may still send them.
constexpr std::array<std::string_view, 21> other_kinds{"business_connection",
                                                       "business_message",
                                                       "channel_post",
                                                       "chat_boost",
                                                       "chat_join_request",
                                                       "chat_member",
                                                       "chosen_inline_result",
                                                       "deleted_business_messages",
                                                       "edited_business_message",
                                                       "edited_channel_post",
                                                       "guest_message",
                                                       "inline_query",
                                                       "managed_bot",
                                                       "message_reaction",
                                                       "message_reaction_count",
                                                       "poll",
                                                       "poll_answer",
                                                       "pre_checkout_query",
                                                       "purchased_paid_media",
                                                       "removed_chat_boost",
                                                       "shipping_query"};

void give_up(client_event& event, std::string_view why) {
  event.what = not_understood{std::string{why}};
  event.keep_bytes = true;
}

std::string clean_text(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  return text.find('\0') == std::string_view::npos ? std::string{text} : storable(text);
}

/// Unix seconds; the epoch when it is not told or no year has it.
timestamp time_at(const json::object& from, std::string_view name) {
  constexpr std::int64_t year_10000 = 253'402'300'800;
  const auto seconds = integer_at(from, name);
  if (!seconds || *seconds <= 0 || *seconds >= year_10000) return {};
  return timestamp{std::chrono::seconds{*seconds}};
}

std::string message_id(const json::object& message) {
  const auto id = integer_at(message, "message_id");
  return id && *id > 0 ? std::to_string(*id) : std::string{};
}

profile profile_of(const json::object& person) {
  return {.first_name = clean_text(person, "first_name"),
          .last_name = clean_text(person, "last_name"),
          .username = clean_text(person, "username"),
          .language = clean_text(person, "language_code")};
}

/// Says whose event it is, by the private chat it happened in. In a private chat the chat is the
/// person; where the sender is not told, the chat has the name too. False: it is nobody's.
bool address(client_event& event, const json::object* chat, const json::object* person) {
  const auto type = chat != nullptr ? text_at(*chat, "type") : std::string_view();
  if (type == "group" || type == "supergroup") return give_up(event, "group_chat"), false;
  if (type == "channel") return give_up(event, "channel_chat"), false;
  if (type != "private") return give_up(event, "no_private_chat"), false;
  const auto id = integer_at(*chat, "id");
  if (!id || *id <= 0) return give_up(event, "no_client"), false;
  event.client = std::to_string(*id);
  const bool told = person != nullptr && integer_at(*person, "id") == *id;
  event.who = profile_of(told ? *person : *chat);
  return true;
}

void read_message(client_event& event, const json::object& message) {
  if (!address(event, object_at(message, "chat"), object_at(message, "from"))) return;
  event.sent_at = time_at(message, "date");
  auto found = read_content(message);
  event.keep_bytes = event.keep_bytes || !found.complete || event.sent_at == timestamp{};
  if (found.kind == content::start) event.start_payload = found.text;
  event.opens_window = true;
  client_message read{found.kind, std::move(found.text), message_id(message)};
  if (auto file = read_attachment(message)) read.attachments.push_back(std::move(*file));
  if (const auto* quoted = object_at(message, "reply_to_message"))
    read.reply_to = message_id(*quoted);
  event.what = std::move(read);
}

void read_edit(client_event& event, const json::object& message) {
  event.keep_bytes = true;
  if (!address(event, object_at(message, "chat"), object_at(message, "from"))) return;
  const auto edited = time_at(message, "edit_date");
  event.sent_at = edited != timestamp{} ? edited : time_at(message, "date");
  auto id = message_id(message);
  if (id.empty()) return give_up(event, "no_message_id");
  // A command is shown as it was typed here: an edit starts nothing.
  auto text = clean_text(message, "text");
  if (text.empty()) text = read_content(message).text;
  event.what = message_edited{std::move(id), std::move(text)};
}

/// The words on the pressed button, as its message shows them.
std::string_view label_of(const json::object& message, std::string_view data) {
  const auto* markup = object_at(message, "reply_markup");
  const auto* rows = markup != nullptr ? array_at(*markup, "inline_keyboard") : nullptr;
  if (rows == nullptr || data.empty()) return {};
  for (const auto& row : *rows) {
    const auto* buttons = row.if_array();
    if (buttons == nullptr) continue;
    for (const auto& button : *buttons) {
      const auto* fields = button.if_object();
      if (fields != nullptr && text_at(*fields, "callback_data") == data)
        return text_at(*fields, "text");
    }
  }
  return {};
}

void read_press(client_event& event, const json::object& query) {
  event.keep_bytes = true;
  event.acknowledge = clean_text(query, "id");
  const auto* person = object_at(query, "from");
  const auto* message = object_at(query, "message");
  std::string_view label;
  if (message != nullptr) {
    if (!address(event, object_at(*message, "chat"), person)) return;
    label = label_of(*message, text_at(query, "data"));
  } else {
    // A button below a message that was sent into somebody else's chat through the bot.
    if (query.contains("inline_message_id")) return give_up(event, "inline_press");
    const auto id = person != nullptr ? integer_at(*person, "id") : std::nullopt;
    if (!id || *id <= 0) return give_up(event, "no_client");
    event.client = std::to_string(*id);
    event.who = profile_of(*person);
  }
  event.opens_window = true;
  event.what = client_message{
      content::button, label.empty() ? clean_text(query, "data") : storable(label), {}};
}

/// The only member of a private chat that can change is the bot: "kicked" = it was blocked.
void read_membership(client_event& event, const json::object& change) {
  event.keep_bytes = true;
  if (!address(event, object_at(change, "chat"), object_at(change, "from"))) return;
  event.sent_at = time_at(change, "date");
  const auto* now = object_at(change, "new_chat_member");
  const auto status = now != nullptr ? text_at(*now, "status") : std::string_view();
  if (status == "kicked" || status == "left")
    event.what = subscription_changed{false};
  else if (status == "member" || status == "administrator" || status == "creator" ||
           status == "restricted")
    event.what = subscription_changed{true};
  else
    give_up(event, "unknown_status");
}

struct reader {
  std::string_view kind;
  void (*read)(client_event&, const json::object&);
};

constexpr std::array readers{reader{"message", read_message}, reader{"edited_message", read_edit},
                             reader{"callback_query", read_press},
                             reader{"my_chat_member", read_membership}};

/// Names become labels of metrics, so only what looks like one passes.
bool looks_like_a_kind(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// Names the kind of an update that no reader takes.
void name_the_rest(client_event& event, const json::object& update) {
  for (const auto& reader : readers) {
    if (!update.contains(reader.kind)) continue;
    event.kind = reader.kind;
    return give_up(event, "malformed");
  }
  for (const auto kind : other_kinds) {
    if (!update.contains(kind)) continue;
    event.kind = kind;
    return give_up(event, "unsupported_kind");
  }
  if (!update.contains("update_id")) return give_up(event, "no_update");
  for (const auto& field : update) {
    if (field.key() == "update_id" || !looks_like_a_kind(field.key())) continue;
    event.kind = field.key();
    break;
  }
  give_up(event, update.size() == 1 ? "no_update" : "unknown_kind");
}

void read_update(client_event& event, const json::object& update) {
  // An update is its id and one more field; what stands beside that is kept with the bytes.
  event.keep_bytes = update.size() != 2 || event.key.empty();
  for (const auto& reader : readers) {
    const auto* fields = object_at(update, reader.kind);
    if (fields == nullptr) continue;
    event.kind = reader.kind;
    return reader.read(event, *fields);
  }
  name_the_rest(event, update);
}

client_event read_root(const json::value* root, std::string_view bytes) {
  client_event event;
  event.kind = "unknown";
  const auto* update = root != nullptr ? root->if_object() : nullptr;
  if (update != nullptr) {
    const auto id = integer_at(*update, "update_id");
    if (id && *id >= 0) event.key = std::to_string(*id);
    read_update(event, *update);
  } else {
    give_up(event, root == nullptr ? "not_json" : "not_an_object");
  }
  if (event.key.empty()) event.key = "sha256:" + sha256_hex(bytes);
  return event;
}

} // namespace

client_event parse_update(std::string_view bytes) {
  const json_document document(bytes);
  auto event = read_root(document.root(), bytes);
  event.keep_bytes = event.keep_bytes || document.repaired();
  return event;
}

client_event parse_update(const json::value& update, std::string_view bytes) {
  return read_root(&update, bytes);
}

} // namespace switchboard::protocols::telegram
