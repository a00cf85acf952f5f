#include "protocols/telegram/rules.hpp"

#include <algorithm>

namespace switchboard::protocols::telegram {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool between(std::size_t size, std::size_t least, std::size_t most) {
  return size >= least && size <= most;
}

std::string link_to(std::string_view username, std::string_view id) {
  if (!username.empty() && std::all_of(username.begin(), username.end(), is_word))
    return "https://t.me/" + std::string{username};
  return "tg://user?id=" + std::string{id};
}

} // namespace

const protocols::rules& rules() {
  static const protocols::rules all{
      .pace = {.per_channel = 25, .per_chat = 1, .chat_burst = 3},
      .text_limit = text_limit,
      .caption_limit = caption_limit,
      .files_at_once = 1,
      .photo_bytes = photo_bytes,
      .video_bytes = file_bytes,
      .audio_bytes = file_bytes,
      .document_bytes = file_bytes,
      .webhooks = true,
      .polls = true,
      .edits = true,
      .deletes = true,
      .changes_within = changes_within,
      .replies = true,
      .shows_typing = true,
      .bot_profile = true,
      .profiles_at_once = 1,
  };
  return all;
}

bool token_well_formed(std::string_view token) {
  const auto colon = token.find(':');
  if (colon == std::string_view::npos) return false;
  const auto id = token.substr(0, colon);
  const auto key = token.substr(colon + 1);
  return between(id.size(), 6, 12) && between(key.size(), 30, 64) &&
         std::all_of(id.begin(), id.end(), is_digit) &&
         std::all_of(key.begin(), key.end(), [](char c) { return is_word(c) || c == '-'; });
}

std::optional<std::string> profile_url(std::string_view client, const profile& who) {
  if (client.empty() || !std::all_of(client.begin(), client.end(), is_digit)) return std::nullopt;
  return link_to(who.username, client);
}

std::string start_link(const identity& bot, std::string_view payload) {
  auto link = link_to(bot.username, bot.external_id);
  if (!bot.username.empty() && between(payload.size(), 1, payload_limit) &&
      std::all_of(payload.begin(), payload.end(), [](char c) { return is_word(c) || c == '-'; }))
    link.append("?start=").append(payload);
  return link;
}

allowance may_send(const send_context& when) {
  if (when.subscribed) return {.allowed = true};
  return {.allowed = false, .code = "unsubscribed"};
}

} // namespace switchboard::protocols::telegram
