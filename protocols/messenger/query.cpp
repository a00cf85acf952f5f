#include "protocols/messenger/query.hpp"

#include <algorithm>
#include <charconv>

namespace switchboard::protocols::facebook {

namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

std::optional<char> escape_at(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return std::nullopt;
  unsigned byte = 0;
  const auto* first = text.data() + at + 1;
  const auto [end, problem] = std::from_chars(first, first + 2, byte, 16);
  if (problem != std::errc{} || end != first + 2) return std::nullopt;
  return static_cast<char>(byte);
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const auto byte = escape_at(text, at)) {
      out += *byte;
      at += 2;
    } else {
      out += text[at] == '+' ? ' ' : text[at];
    }
  }
  return out;
}

} // namespace

std::string escaped(std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(value.size());
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain(c))
      out += c;
    else
      out.append({'%', digits[byte >> 4U], digits[byte & 0x0fU]});
  }
  return out;
}

std::string encoded(const parameters& all) {
  std::string out;
  for (const auto& [name, value] : all) {
    if (!out.empty()) out += '&';
    out.append(name).append("=").append(escaped(value));
  }
  return out;
}

std::optional<std::string> parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    const auto equals = one.find('=');
    if (decoded(one.substr(0, equals)) != name) continue;
    return equals == one.npos ? std::string{} : decoded(one.substr(equals + 1));
  }
  return std::nullopt;
}

} // namespace switchboard::protocols::facebook
