#include "protocols/vk/parse.hpp"

#include "protocols/digest.hpp"
#include "protocols/text.hpp"
#include "protocols/vk/content.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// An `event_id` is 40 digits; what is longer than this is not one.
constexpr std::size_t longest_key = 100;

/// Kinds the platform has and we do not ask for; another service may have subscribed us to them.
constexpr std::array<std::string_view, 49> other_kinds{"app_payload",
                                                       "audio_new",
                                                       "board_post_delete",
                                                       "board_post_edit",
                                                       "board_post_new",
                                                       "board_post_restore",
                                                       "donut_money_withdraw",
                                                       "donut_money_withdraw_error",
                                                       "donut_subscription_cancelled",
                                                       "donut_subscription_create",
                                                       "donut_subscription_expired",
                                                       "donut_subscription_price_changed",
                                                       "donut_subscription_prolonged",
                                                       "group_change_photo",
                                                       "group_change_settings",
                                                       "group_officers_edit",
                                                       "lead_forms_new",
                                                       "like_add",
                                                       "like_remove",
                                                       "market_comment_delete",
                                                       "market_comment_edit",
                                                       "market_comment_new",
                                                       "market_comment_restore",
                                                       "market_order_edit",
                                                       "market_order_new",
                                                       "message_like_add",
                                                       "message_like_remove",
                                                       "message_reaction_event",
                                                       "photo_comment_delete",
                                                       "photo_comment_edit",
                                                       "photo_comment_new",
                                                       "photo_comment_restore",
                                                       "photo_new",
                                                       "poll_vote_new",
                                                       "video_comment_delete",
                                                       "video_comment_edit",
                                                       "video_comment_new",
                                                       "video_comment_restore",
                                                       "video_new",
                                                       "vkpay_transaction",
                                                       "wall_post_new",
                                                       "wall_reply_delete",
                                                       "wall_reply_edit",
                                                       "wall_reply_new",
                                                       "wall_reply_restore",
                                                       "wall_repost",
                                                       "wall_schedule_post_delete",
                                                       "wall_schedule_post_new",
                                                       "message_unread"};

void give_up(client_event& event, std::string_view why) {
  event.what = not_understood{std::string{why}};
  event.keep_bytes = true;
}

/// Says whose event it is. False: it is nobody's.
bool address(client_event& event, std::int64_t who) {
  if (who >= first_chat && who < after_chats) return give_up(event, "group_chat"), false;
  if (who < 0) return give_up(event, "not_a_person"), false;
  if (who == 0) return give_up(event, "no_client"), false;
  event.client = std::to_string(who);
  return true;
}

/// The other end of a message's conversation; events without `peer_id` name the person only.
bool address_peer(client_event& event, const json::object& from, std::string_view person) {
  const auto peer = whole_at(from, "peer_id");
  return address(event, peer ? *peer : whole_at(from, person).value_or(0));
}

struct press {
  bool pressed = false;
  bool start = false;
};

/// A button's own data comes as a string of JSON. A client made by hand may say anything here.
press read_payload(const json::object& message) {
  const auto payload = text_at(message, "payload");
  if (payload.empty()) return {};
  if (payload.find("command") == std::string_view::npos) return {.pressed = true};
  const json_document document(payload);
  const auto* fields = document.object();
  return {.pressed = true, .start = fields != nullptr && text_at(*fields, "command") == "start"};
}

void read_answer(client_event& event, const json::object& message) {
  event.keep_bytes = true;
  if (!address_peer(event, message, "user_id")) return;
  event.sent_at = time_at(message, "date");
  auto found = read_content(message);
  const auto random = whole_at(message, "random_id").value_or(0);
  event.what = answered{.external_id = id_at(message, "id"),
                        .text = std::move(found.text),
                        .attachments = std::move(found.attachments),
                        .content = found.kind,
                        .key = random == 0 ? std::string{} : echo_of(random),
                        .by_person = whole_at(message, "admin_author_id").value_or(0) > 0};
}

void read_message(client_event& event, const json::object& object) {
  const auto* inner = object_at(object, "message");
  const auto& message = inner != nullptr ? *inner : object;
  if (truth_at(message, "out")) return read_answer(event, message);
  if (whole_at(message, "from_id").value_or(0) < 0) return give_up(event, "not_a_person");
  if (!address_peer(event, message, "from_id")) return;
  event.opens_window = true;
  event.sent_at = time_at(message, "date");
  event.start_payload = clean_at(message, "ref");
  auto found = read_content(message);
  event.keep_bytes = event.keep_bytes || !found.complete || event.sent_at == timestamp{};
  client_message told{.content = found.kind,
                      .text = std::move(found.text),
                      .external_id = id_at(message, "id"),
                      .attachments = std::move(found.attachments)};
  if (const auto* answers = object_at(message, "reply_message"))
    told.reply_to = id_at(*answers, "id");
  const auto press = read_payload(message);
  if (press.start) {
    told.content = content::start;
    told.text = event.start_payload;
  } else if (press.pressed && told.content == content::text) {
    told.content = content::button;
  }
  event.what = std::move(told);
}

void read_edit(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  const auto* inner = object_at(object, "message");
  const auto& message = inner != nullptr ? *inner : object;
  if (truth_at(message, "out")) return give_up(event, "own_edit");
  if (whole_at(message, "from_id").value_or(0) < 0) return give_up(event, "not_a_person");
  if (!address_peer(event, message, "from_id")) return;
  const auto edited = time_at(message, "update_time");
  event.sent_at = edited != timestamp{} ? edited : time_at(message, "date");
  auto id = id_at(message, "id");
  if (id.empty()) return give_up(event, "no_message_id");
  event.what = message_edited{std::move(id), read_content(message).text};
}

void read_permission(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  if (!address(event, whole_at(object, "user_id").value_or(0))) return;
  const bool allows = event.kind == "message_allow" || event.kind == "user_unblock";
  if (event.kind == "message_allow") {
    event.opens_window = true;
    event.start_payload = clean_at(object, "key");
  }
  event.what = subscription_changed{allows};
}

void read_typing(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  if (address(event, whole_at(object, "from_id").value_or(0))) event.what = typing{};
}

/// A watermark: everything of ours up to this id was read.
void read_receipt(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  const auto reader = whole_at(object, "from_id").value_or(0);
  if (reader < 0) return give_up(event, "own_read");
  if (!address_peer(event, object, "from_id")) return;
  const auto until = whole_at(object, "read_message_id");
  if (!until || *until <= 0) return give_up(event, "no_message_id");
  event.what = receipt{.what = receipt::kind::read, .up_to_id = *until};
}

/// The button's data is an object here; the schema says string.
std::string data_of(const json::object& object) {
  const auto* payload = object.if_contains("payload");
  if (payload == nullptr || payload->is_null()) return {};
  return payload->is_string() ? clean_at(object, "payload") : storable(json::serialize(*payload));
}

void read_press(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  if (!address_peer(event, object, "user_id")) return;
  event.opens_window = true;
  const auto id = clean_at(object, "event_id");
  auto user = id_at(object, "user_id");
  if (user.empty()) user = event.client;
  if (!id.empty())
    event.acknowledge = json::serialize(
        json::object{{"event_id", id}, {"user_id", user}, {"peer_id", event.client}});
  event.what = client_message{content::button, data_of(object), {}};
}

void read_member(client_event& event, const json::object& object) {
  event.keep_bytes = true;
  if (address(event, whole_at(object, "user_id").value_or(0))) give_up(event, "community_member");
}

struct reader {
  std::string_view kind;
  void (*read)(client_event&, const json::object&);
};

constexpr std::array readers{
    reader{"message_new", read_message},      reader{"message_reply", read_answer},
    reader{"message_edit", read_edit},        reader{"message_read", read_receipt},
    reader{"message_event", read_press},      reader{"message_typing_state", read_typing},
    reader{"message_allow", read_permission}, reader{"message_deny", read_permission},
    reader{"user_block", read_permission},    reader{"user_unblock", read_permission},
    reader{"group_join", read_member},        reader{"group_leave", read_member},
};

/// Names become labels of metrics, so only what looks like one passes.
bool looks_like_a_kind(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void read_event(client_event& event, const json::object& update) {
  const auto type = text_at(update, "type");
  if (type.empty()) return give_up(event, "no_event");
  if (looks_like_a_kind(type)) event.kind = type;
  if (type == "confirmation") return give_up(event, "confirmation");
  for (const auto& reader : readers) {
    if (reader.kind != type) continue;
    const auto* object = object_at(update, "object");
    return object != nullptr ? reader.read(event, *object) : give_up(event, "malformed");
  }
  const auto known = std::find(other_kinds.begin(), other_kinds.end(), type);
  give_up(event, known != other_kinds.end() ? "unsupported_kind" : "unknown_kind");
}

client_event read_root(const json::value* root, std::string_view bytes) {
  client_event event;
  event.kind = "unknown";
  const auto* update = root != nullptr ? root->if_object() : nullptr;
  if (update != nullptr) {
    const auto id = text_at(*update, "event_id");
    if (id.size() <= longest_key) event.key = clean_at(*update, "event_id");
    read_event(event, *update);
  } else {
    give_up(event, root == nullptr ? "not_json" : "not_an_object");
  }
  if (event.key.empty()) event.key = "sha256:" + sha256_hex(bytes);
  return event;
}

} // namespace

delivered_event parse_callback(std::string_view body) {
  const json_document document(body);
  delivered_event delivered{.event = read_root(document.root(), body), .bytes = std::string{body}};
  if (const auto* update = document.object()) delivered.account = id_at(*update, "group_id");
  delivered.event.keep_bytes = delivered.event.keep_bytes || document.repaired();
  return delivered;
}

client_event parse_update(const json::value& update, std::string_view bytes) {
  return read_root(&update, bytes);
}

} // namespace switchboard::protocols::vk
