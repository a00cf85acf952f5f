#include "protocols/viber/rules.hpp"

#include "protocols/text.hpp"

#include <algorithm>

namespace switchboard::protocols::viber {

namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_group(std::string_view digits) {
  return digits.size() >= 8 && digits.size() <= 32 &&
         std::all_of(digits.begin(), digits.end(), is_hex);
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 0x0f];
  }
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

} // namespace

const protocols::rules& rules() {
  static const protocols::rules numbers{.pace = {.per_channel = 30, .per_chat = 1, .chat_burst = 3},
                                        .text_limit = text_limit,
                                        .caption_limit = caption_limit,
                                        .captions_photos_only = true,
                                        .photo_bytes = photo_bytes,
                                        .video_bytes = video_bytes,
                                        .document_bytes = document_bytes,
                                        .needs_public_files = true,
                                        .tells_delivered = true,
                                        .tells_read = true,
                                        .has_welcome = true};
  return numbers;
}

bool token_well_formed(std::string_view token) {
  const auto first = token.find('-');
  const auto last = token.rfind('-');
  if (first == token.npos || first == last) return false;
  return is_group(token.substr(0, first)) && is_group(token.substr(last + 1)) &&
         is_group(token.substr(first + 1, last - first - 1));
}

std::string start_link(const identity& account, std::string_view payload) {
  if (account.username.empty()) return {};
  auto link = "viber://pa?chatURI=" + percent_encoded(account.username);
  if (!payload.empty()) link += "&context=" + percent_encoded(payload);
  return link;
}

allowance may_send(const send_context& when) {
  if (!when.subscribed) return {.code = "unsubscribed"};
  return {.allowed = true};
}

std::string_view cut(std::string_view utf8, std::size_t units) {
  // Every unit takes at least one byte, so a short text is not counted at all.
  if (utf8.size() <= units) return utf8;
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < utf8.size()) {
    auto next = end + 1;
    while (next < utf8.size() && (static_cast<unsigned char>(utf8[next]) & 0xC0U) == 0x80U) ++next;
    used += utf16_length(utf8.substr(end, next - end));
    if (used > units) break;
    end = next;
  }
  return utf8.substr(0, end);
}

std::string ending_of(std::string_view address_or_name) {
  const auto path = address_or_name.substr(0, address_or_name.find_first_of("?#"));
  const auto name = path.substr(path.find_last_of('/') + 1);
  const auto dot = name.rfind('.');
  if (dot == name.npos || dot + 1 == name.size()) return {};
  std::string ending{name.substr(dot)};
  std::transform(ending.begin(), ending.end(), ending.begin(), lower);
  return ending;
}

} // namespace switchboard::protocols::viber
