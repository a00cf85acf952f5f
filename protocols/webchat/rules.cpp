#include "protocols/webchat/rules.hpp"

#include <algorithm>

namespace switchboard::protocols::webchat {

const protocols::rules& rules() {
  static const protocols::rules all{
      .pace = {.per_channel = 500, .per_chat = 20, .chat_burst = 20},
      .text_limit = text_limit,
      .caption_limit = text_limit,
      .files_at_once = files_at_once,
      .photo_bytes = file_bytes,
      .video_bytes = file_bytes,
      .audio_bytes = file_bytes,
      .document_bytes = file_bytes,
      .webhooks = false,
      .polls = false,
      .edits = true,
      .deletes = true,
      .replies = true,
      .tells_delivered = true,
      .tells_read = true,
      .tells_typing = true,
      .shows_typing = true,
      .shows_read = true,
      .idempotent = true,
  };
  return all;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= name_limit &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-';
         });
}

std::string start_link(const identity& channel, std::string_view payload) {
  if (!is_name(channel.external_id)) return {};
  auto link = "/webchat/" + channel.external_id;
  if (is_name(payload)) link.append("?start=").append(payload);
  return link;
}

allowance may_send(const send_context& when) {
  if (when.subscribed) return {.allowed = true};
  return {.allowed = false, .code = "unsubscribed"};
}

} // namespace switchboard::protocols::webchat
