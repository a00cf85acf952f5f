#include "protocols/vk/rules.hpp"

#include "protocols/vk/render.hpp"

#include <algorithm>

namespace switchboard::protocols::vk {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

protocols::rules made_rules() {
  protocols::rules made;
  // VK tells of no limit of one chat; error 9 says when it has one.
  made.pace = {.per_channel = calls_per_second, .per_chat = calls_per_second, .chat_burst = 20};
  made.text_limit = text_limit;
  made.caption_limit = text_limit;
  made.files_at_once = attachments_of_a_message;
  made.photo_bytes = photo_limit;
  // A community's token cannot upload video or music: both go as documents.
  made.video_bytes = 0;
  made.audio_bytes = 0;
  made.document_bytes = document_limit;
  made.polls = true;
  made.keeps_cursor = true;
  made.edits = true;
  made.deletes = true;
  made.changes_within = changes_within;
  made.replies = true;
  made.tells_read = true;
  made.tells_typing = true;
  made.shows_typing = true;
  made.shows_read = true;
  made.idempotent = true;
  made.echo_wait = std::chrono::seconds{30};
  made.batch = calls_of_execute;
  made.profiles_at_once = users_of_a_question;
  return made;
}

} // namespace

const protocols::rules& rules() {
  static const protocols::rules only = made_rules();
  return only;
}

bool token_well_formed(std::string_view token) {
  return token.size() >= 10 && token.size() <= 512 &&
         std::all_of(token.begin(), token.end(), [](char c) { return is_word(c) || c == '-'; });
}

std::optional<std::string> profile_url(std::string_view client) {
  if (!all_digits(client)) return std::nullopt;
  return "https://vk.com/id" + std::string{client};
}

std::string start_link(const identity& community, std::string_view payload) {
  const auto& name = community.username;
  std::string link = !name.empty() && std::all_of(name.begin(), name.end(), is_word)
                         ? "https://vk.me/" + name
                         : "https://vk.com/write-" + encoded(community.external_id);
  if (!payload.empty()) link += "?ref=" + encoded(payload);
  return link;
}

std::int32_t random_id(std::string_view key) {
  // FNV-1a, then mixed: keys differ in their last digits only.
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33U)) & 0x7fffffffU;
  return hash == 0 ? 1 : static_cast<std::int32_t>(hash);
}

std::string echo_of(std::int64_t random_id) { return "random:" + std::to_string(random_id); }

allowance may_send(const send_context& when) {
  if (when.subscribed) return {.allowed = true};
  return {.allowed = false, .code = "unsubscribed"};
}

} // namespace switchboard::protocols::vk
