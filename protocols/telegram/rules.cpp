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

protocols::pace pace() { return {.per_channel = 25, .per_chat = 1, .chat_burst = 3}; }

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

std::string start_link(const identity& bot) { return link_to(bot.username, bot.external_id); }

} // namespace switchboard::protocols::telegram
