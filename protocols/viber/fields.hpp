#pragma once

#include "config/clock.hpp"
#include "protocols/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Fields of what Viber sends, read leniently: clients were seen to get numbers as texts, and
/// truth as 0 and 1.
namespace switchboard::protocols::viber {

/// A text as the database can hold it; empty when it is none.
std::string clean_text(const json::object& from, std::string_view name);

/// A whole number, also of a text with nothing but its digits.
std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name);
/// The same for any number.
std::optional<double> real_at(const json::object& from, std::string_view name);
/// The same for truth; false when it is not told.
bool truth_at(const json::object& from, std::string_view name);

/// `message_token`: digits of an unsigned 64-bit number, which no double can hold; empty when
/// there is no usable one.
std::string token_at(const json::object& from);

/// An absolute http or https address without blanks and control characters; else empty.
std::string address_at(const json::object& from, std::string_view name);
bool is_address(std::string_view text);

/// Milliseconds since 1970; the epoch when it is not told or no year has it.
timestamp time_at(const json::object& from, std::string_view name);

/// A user's id: visible ASCII, as base64 is; empty when there is no usable one.
std::string_view user_at(const json::object& from, std::string_view name);

/// Whether the object has no fields but these.
template <class List>
bool only(const json::object& from, const List& names) {
  for (const auto& field : from) {
    bool known = false;
    for (const std::string_view name : names) known = known || name == field.key();
    if (!known) return false;
  }
  return true;
}

} // namespace switchboard::protocols::viber
