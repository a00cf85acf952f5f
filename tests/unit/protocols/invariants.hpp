#pragma once

#include "protocols/messenger.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

/// What must hold on every platform for whatever bytes it sends. Each function names the first
/// promise that is broken; "" when all hold.
namespace switchboard::protocols::test {

inline bool can_be_stored(std::string_view text) { return storable(text) == text; }

/// The platform's id of something: short, and a text the database can hold.
inline bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 512 && can_be_stored(id);
}
inline bool is_id_or_none(std::string_view id) { return id.empty() || is_id(id); }

/// A positive number without leading zeroes, as several platforms' ids are.
inline bool is_number_id(std::string_view id) {
  return !id.empty() && id.size() <= 19 && id.front() != '0' &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline std::string broken_attachment(const attachment& file) {
  if (!can_be_stored(file.source + file.name + file.mime)) return "an attachment cannot be stored";
  if (file.size < 0 || file.width < 0 || file.height < 0 || file.duration_s < 0)
    return "a size is not negative";
  return {};
}

struct broken_content {
  std::string operator()(const client_message& message) const {
    if (!can_be_stored(message.text)) return "the text of a message cannot be stored";
    if (!is_id_or_none(message.external_id)) return "a message id";
    if (!is_id_or_none(message.reply_to)) return "a quoted message's id";
    return first_broken(message.attachments);
  }
  std::string operator()(const message_edited& edit) const {
    if (!can_be_stored(edit.text)) return "the text of an edit cannot be stored";
    return is_id(edit.external_id) ? "" : "an edit says of what";
  }
  std::string operator()(const message_deleted& gone) const {
    return is_id(gone.external_id) ? "" : "a deletion says of what";
  }
  std::string operator()(const receipt& told) const {
    for (const auto& id : told.external_ids)
      if (!is_id(id)) return "a receipt's message id";
    if (told.external_ids.empty() && !told.until && !told.up_to_id)
      return "a receipt is of nothing";
    return can_be_stored(told.reason) ? "" : "the reason of a failure cannot be stored";
  }
  std::string operator()(const answered& echo) const {
    if (!can_be_stored(echo.text + echo.key)) return "an echo cannot be stored";
    if (!is_id_or_none(echo.external_id)) return "an echo's message id";
    return first_broken(echo.attachments);
  }
  std::string operator()(const arrived& who) const {
    return can_be_stored(who.payload) ? "" : "the payload of an arrival cannot be stored";
  }
  std::string operator()(const account_notice& notice) const {
    return can_be_stored(notice.problem + notice.reason) ? "" : "a notice cannot be stored";
  }
  std::string operator()(const not_understood& not_taken) const {
    return not_taken.why.empty() ? "what is not understood says why" : "";
  }
  std::string operator()(const subscription_changed&) const { return {}; }
  std::string operator()(const typing&) const { return {}; }

  static std::string first_broken(const std::vector<attachment>& files) {
    for (const auto& file : files)
      if (auto broken = broken_attachment(file); !broken.empty()) return broken;
    return {};
  }
};

inline std::string broken_promise(const client_event& event) {
  if (event.key.empty() || event.key.size() > 512) return "every event has a key";
  if (event.kind.empty() || event.kind.size() > 40) return "every event has a short kind";
  if (event.sent_at < timestamp{}) return "nothing was sent before the epoch";
  const bool understood = !std::holds_alternative<not_understood>(event.what);
  if (!understood && !event.keep_bytes) return "what is not understood keeps its bytes";
  if (understood && event.client.empty() && !std::holds_alternative<account_notice>(event.what))
    return "what is understood is somebody's";
  if (!is_id_or_none(event.client)) return "a client's id";
  const auto& who = event.who;
  for (const auto* text :
       {&event.key, &event.kind, &event.client, &event.acknowledge, &event.start_payload,
        &who.first_name, &who.last_name, &who.username, &who.language, &who.country, &who.photo})
    if (!can_be_stored(*text)) return "a text cannot be stored";
  return std::visit(broken_content{}, event.what);
}

/// At least one event, and each keeps its promises.
inline std::string broken_promise(const std::vector<delivered_event>& events) {
  if (events.empty()) return "a body holds at least one event";
  for (const auto& one : events) {
    if (!can_be_stored(one.account)) return "an account cannot be stored";
    if (auto broken = broken_promise(one.event); !broken.empty()) return broken;
  }
  return {};
}

struct broken_outcome {
  static std::string reason(const std::string& told) {
    return !told.empty() && can_be_stored(told) ? "" : "a failure has a reason";
  }
  static std::string pause(std::chrono::seconds told) {
    return told >= std::chrono::seconds{1} && told <= std::chrono::hours{24}
               ? ""
               : "a wait is one second to one day";
  }

  std::string operator()(const sent& message) const {
    if (!is_id_or_none(message.external_id)) return "a message id";
    for (const auto& file : message.kept)
      if (file.reference.empty() || !can_be_stored(file.reference)) return "a reference is a text";
    return {};
  }
  std::string operator()(const wait& x) const { return pause(x.pause); }
  std::string operator()(const wait_client& x) const { return pause(x.pause); }
  std::string operator()(const try_later& x) const { return reason(x.reason); }
  std::string operator()(const mend_link& x) const { return reason(x.reason); }
  std::string operator()(const forget_files& x) const { return reason(x.reason); }
  std::string operator()(const client_left& x) const { return reason(x.reason); }
  std::string operator()(const unknown_outcome& x) const { return reason(x.reason); }
  std::string operator()(const refused& x) const {
    return x.code.empty() ? "a refusal has a code" : reason(x.reason);
  }
  std::string operator()(const channel_broken& x) const {
    return x.problem.empty() ? "a broken channel has a problem" : reason(x.reason);
  }
};

inline std::string broken_promise(const delivery& outcome) {
  return std::visit(broken_outcome{}, outcome);
}

inline std::string broken_promise(const poll_outcome& outcome) {
  if (const auto* failure = std::get_if<delivery>(&outcome)) {
    if (std::holds_alternative<wait>(*failure) || std::holds_alternative<try_later>(*failure) ||
        std::holds_alternative<channel_broken>(*failure))
      return broken_promise(*failure);
    return "a failed poll waits or is broken";
  }
  const auto& batch = std::get<poll_batch>(outcome);
  if (!batch.events.empty() && batch.next.empty()) return "a batch can be confirmed";
  for (const auto& [event, bytes] : batch.events) {
    if (bytes.empty()) return "an event of a batch has bytes";
    if (auto broken = broken_promise(event); !broken.empty()) return broken;
  }
  return {};
}

} // namespace switchboard::protocols::test
