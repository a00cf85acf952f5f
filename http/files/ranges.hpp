#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace switchboard::http {

/// A part of a file.
struct byte_range {
  std::uint64_t from = 0;
  std::uint64_t bytes = 0;

  bool operator==(const byte_range&) const = default;
};

/// What a Range header asks for (RFC 9110, 14).
struct asked_range {
  enum class kind {
    whole,      ///< no header, one that is none, or several parts: all of it, with 200
    part,       ///< 206
    impossible, ///< 416
  };
  asked_range::kind kind = kind::whole;
  byte_range part{};
};

asked_range read_range(std::string_view header, std::uint64_t size);

} // namespace switchboard::http
