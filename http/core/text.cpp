#include "http/core/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace switchboard::http {

namespace {

constexpr std::string_view base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Reads one code point and moves `at` past it; nothing if it is not well formed.
std::optional<char32_t> code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + size > text.size()) return std::nullopt;
  char32_t value = first & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xc0) != 0x80) return std::nullopt;
    value = value << 6 | (next & 0x3f);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
    return std::nullopt;
  at += size;
  return value;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool good_local_part(std::string_view local) {
  constexpr std::string_view others = ".!#$%&'*+/=?^_`{|}~-";
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.')
    return false;
  if (local.find("..") != local.npos) return false;
  return std::all_of(local.begin(), local.end(), [&](char c) {
    return is_letter_or_digit(c) || others.find(c) != others.npos || (c & 0x80) != 0;
  });
}

bool good_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '-' || (c & 0x80) != 0; });
}

bool good_domain(std::string_view domain) {
  if (domain.size() > 253 || domain.find('.') == domain.npos) return false;
  while (true) {
    const auto dot = domain.find('.');
    if (!good_label(domain.substr(0, dot))) return false;
    if (dot == domain.npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

} // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!code_point(text, at)) return false;
  return true;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto c = code_point(text, at);
    if (!c) ++at;
    if (c && is_space(*c)) continue;
    first = std::min(first, begin);
    last = at;
  }
  return first < last ? text.substr(first, last - first) : std::string_view{};
}

bool has_controls(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = code_point(text, at);
    if (!c || *c < 0x20 || (*c >= 0x7f && *c < 0xa0)) return true;
    if ((*c >= 0x202a && *c <= 0x202e) || (*c >= 0x2066 && *c <= 0x2069)) return true;
    if (*c == 0x2028 || *c == 0x2029) return true;
  }
  return false;
}

std::optional<std::string> normal_email(std::string_view text) {
  text = trimmed(text);
  const auto at = text.rfind('@');
  if (at == text.npos || text.size() > 254 || !valid_utf8(text)) return std::nullopt;
  if (!good_local_part(text.substr(0, at)) || !good_domain(text.substr(at + 1)))
    return std::nullopt;
  return to_lower(text);
}

bool known_time_zone(std::string_view name) {
  if (name == "UTC") return true;
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter_or_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  });
  if (!plain || name.empty() || name.size() > 64 || !is_letter_or_digit(name.front())) return false;
  std::error_code ignored;
  const auto base = std::filesystem::path{"/usr/share/zoneinfo"};
  return std::filesystem::is_regular_file(base / name, ignored);
}

std::string to_base64url(std::string_view bytes) {
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += base64url[held >> (bits - 6) & 0x3f];
  }
  if (bits > 0) out += base64url[held << (6 - bits) & 0x3f];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    const auto digit = base64url.find(c);
    if (digit == base64url.npos) return std::nullopt;
    held = held << 6 | static_cast<unsigned>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(held >> bits & 0xff);
    }
  }
  return out;
}

std::string to_lower(std::string_view ascii) {
  std::string out{ascii};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

} // namespace switchboard::http
