#include "protocols/text.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

namespace switchboard::protocols {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Bytes of the well-formed character at `at` (Unicode, table 3-7), or 0 if there is none.
std::size_t character_size(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  const std::size_t size = lead < 0xC2   ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size == 0 || text.size() - at < size) return 0;
  const unsigned second = byte_at(text, at + 1);
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < size; ++i)
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  return size;
}

/// The UTF-16 unit of a `\uXXXX` at `at`.
std::optional<std::uint16_t> escaped_unit(std::string_view json, std::size_t at) {
  if (json.size() < at + 6 || json[at] != '\\' || json[at + 1] != 'u') return std::nullopt;
  std::uint16_t unit = 0;
  const char* first = json.data() + at + 2;
  const auto [end, problem] = std::from_chars(first, first + 4, unit, 16);
  if (problem != std::errc{} || end != first + 4) return std::nullopt;
  return unit;
}

bool leads(std::uint16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool trails(std::uint16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Copies what stands at the backslash `at`, or U+FFFD for half a pair. Returns what comes after.
std::size_t copy_escape(std::string_view json, std::size_t at, std::string& out) {
  std::size_t size = json.size() - at < 2 ? 1 : 2;
  if (const auto unit = escaped_unit(json, at)) {
    size = 6;
    if (leads(*unit)) {
      const auto next = escaped_unit(json, at + 6);
      if (next && trails(*next)) size = 12;
    }
    if (size == 6 && (leads(*unit) || trails(*unit))) {
      out += replacement;
      return at + 6;
    }
  } else if (size == 2 && byte_at(json, at + 1) >= 0x80) {
    // The byte after the backslash may be broken itself.
    size = 1;
  }
  out += json.substr(at, size);
  return at + size;
}

} // namespace

std::size_t utf16_length(std::string_view utf8) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t size = character_size(utf8, at);
    units += size == 4 ? 2 : 1;
    at += size == 0 ? 1 : size;
  }
  return units;
}

std::string storable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = text[at] == '\0' ? 0 : character_size(text, at);
    if (size == 0) {
      out += replacement;
      ++at;
    } else {
      out += text.substr(at, size);
      at += size;
    }
  }
  return out;
}

std::string repair_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == '\\') {
      at = copy_escape(json, at, out);
      continue;
    }
    const std::size_t size = character_size(json, at);
    if (size == 0)
      out += replacement;
    else
      out += json.substr(at, size);
    at += size == 0 ? 1 : size;
  }
  return out;
}

} // namespace switchboard::protocols
