#include "protocols/messenger/rules.hpp"

#include "protocols/messenger/query.hpp"
#include "protocols/messenger/types.hpp"

#include <algorithm>

namespace switchboard::protocols::facebook {

namespace {

bool token_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-' || c == '.';
}

/// Outside of the window nothing but a tag lets a message go.
allowance by_tag(const send_context& when) {
  if (const auto* tag = tag_for(when.message_type, when.now))
    return {.allowed = true, .form = std::string{tag->name}, .until = tag->until};
  return {.code = "window_closed", .since = tags_retired(when.message_type, when.now)};
}

} // namespace

const protocols::rules& rules() {
  static const protocols::rules all{
      .pace = {.per_channel = messages_per_second,
               .per_chat = messages_per_second_to_one,
               .chat_burst = burst_to_one},
      .text_limit = text_limit,
      .caption_limit = 0,
      .files_at_once = 1,
      .photo_bytes = file_bytes,
      .video_bytes = file_bytes,
      .audio_bytes = file_bytes,
      .document_bytes = file_bytes,
      .webhooks = true,
      .polls = false,
      .shared_webhook = true,
      .needs_public_files = false,
      .edits = false,
      .deletes = false,
      .replies = false,
      .tells_delivered = true,
      .tells_read = true,
      .tells_typing = false,
      .shows_typing = true,
      .shows_read = true,
      .idempotent = false,
      .echo_wait = echo_wait,
      .profiles_at_once = 1,
  };
  return all;
}

bool token_well_formed(std::string_view token) {
  return token.starts_with("EAA") && token.size() > 6 && token.size() <= 1024 &&
         std::all_of(token.begin(), token.end(), token_letter);
}

std::string start_link(const identity& page, std::string_view payload) {
  auto link = "https://m.me/" + escaped(page.username.empty() ? page.external_id : page.username);
  if (!payload.empty()) link += "?ref=" + escaped(payload.substr(0, ref_limit));
  return link;
}

allowance may_send(const send_context& when) {
  if (!when.subscribed) return {.code = "unsubscribed"};
  if (!when.last_action_at) return {.code = "never_wrote"};
  const auto window_ends = *when.last_action_at + standard_window;
  const auto person_ends = *when.last_action_at + person_window;
  if (when.now < window_ends)
    return {.allowed = true,
            .form = when.by == author::broadcast ? "UPDATE" : "RESPONSE",
            .until = window_ends};
  if (when.by == author::person && when.now < person_ends)
    return {.allowed = true, .form = "HUMAN_AGENT", .until = person_ends, .code = "human_agent"};
  return by_tag(when);
}

} // namespace switchboard::protocols::facebook
