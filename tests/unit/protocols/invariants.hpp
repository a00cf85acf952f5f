#pragma once

#include "protocols/messenger.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

/// What must hold for whatever bytes a platform sends. Each function names the first promise
/// that is broken; "" when all hold.
namespace switchboard::protocols::test {

inline bool can_be_stored(std::string_view text) { return storable(text) == text; }

inline bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 19 && id.front() != '0' &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline std::string broken_text(const client_event& event) {
  const auto& who = event.who;
  for (const auto& text : {event.key, event.kind, event.client, event.acknowledge, who.first_name,
                           who.last_name, who.username, who.language})
    if (!can_be_stored(text)) return "a text cannot be stored";
  if (const auto* message = std::get_if<client_message>(&event.what)) {
    if (!can_be_stored(message->text)) return "the text of a message cannot be stored";
    if (!message->external_id.empty() && !is_id(message->external_id)) return "a message id";
  }
  if (const auto* edit = std::get_if<message_edited>(&event.what)) {
    if (!can_be_stored(edit->text)) return "the text of an edit cannot be stored";
    if (!is_id(edit->external_id)) return "an edit says of what";
  }
  return {};
}

inline std::string broken_promise(const client_event& event) {
  if (event.key.empty()) return "every event has a key";
  if (event.kind.empty() || event.kind.size() > 40) return "every event has a short kind";
  if (!event.client.empty() && !is_id(event.client)) return "a client is a number";
  if (event.sent_at < timestamp{}) return "nothing was sent before the epoch";
  if (const auto* not_taken = std::get_if<not_understood>(&event.what)) {
    if (not_taken->why.empty()) return "what is not understood says why";
    if (!event.keep_bytes) return "what is not understood keeps its bytes";
  } else if (event.client.empty()) {
    return "what is understood is somebody's";
  }
  const auto* message = std::get_if<client_message>(&event.what);
  const bool says_all = message != nullptr &&
                        (message->content == content::text || message->content == content::start);
  if (!says_all && !event.keep_bytes) return "only a plain text may go without its bytes";
  return broken_text(event);
}

inline std::string broken_promise(const delivery& outcome) {
  if (const auto* pause = std::get_if<wait>(&outcome)) {
    const bool sane =
        pause->pause >= std::chrono::seconds{1} && pause->pause <= std::chrono::hours{1};
    return sane ? "" : "a wait is one second to one hour";
  }
  if (const auto* broken = std::get_if<channel_broken>(&outcome)) {
    if (broken->problem != "token_revoked" && broken->problem != "conflict") return "a problem";
    return can_be_stored(broken->reason) ? "" : "a reason cannot be stored";
  }
  if (const auto* no = std::get_if<refused>(&outcome)) {
    if (no->code.empty()) return "a refusal has a code";
    return !no->reason.empty() && can_be_stored(no->reason) ? "" : "a refusal has a reason";
  }
  if (const auto* later = std::get_if<try_later>(&outcome))
    return !later->reason.empty() && can_be_stored(later->reason) ? "" : "a delay has a reason";
  if (const auto* unknown = std::get_if<unknown_outcome>(&outcome))
    return !unknown->reason.empty() && can_be_stored(unknown->reason) ? "" : "a doubt has a reason";
  if (const auto* message = std::get_if<sent>(&outcome))
    return message->external_id.empty() || is_id(message->external_id) ? "" : "a message id";
  return {};
}

inline std::string broken_promise(const std::variant<poll_batch, delivery>& outcome) {
  if (const auto* failure = std::get_if<delivery>(&outcome)) {
    if (std::holds_alternative<wait>(*failure) || std::holds_alternative<try_later>(*failure) ||
        std::holds_alternative<channel_broken>(*failure))
      return broken_promise(*failure);
    return "a failed poll waits or is broken";
  }
  const auto& batch = std::get<poll_batch>(outcome);
  if (batch.events.empty() != (batch.next_offset == 0)) return "a batch can be confirmed";
  for (const auto& [event, bytes] : batch.events) {
    if (bytes.empty()) return "an event of a batch has bytes";
    if (auto broken = broken_promise(event); !broken.empty()) return broken;
  }
  return {};
}

} // namespace switchboard::protocols::test
