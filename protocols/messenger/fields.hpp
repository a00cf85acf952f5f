#pragma once

#include "config/clock.hpp"
#include "protocols/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Fields as the Graph API writes them: ids and numbers come as numbers or as text.
namespace switchboard::protocols::facebook {

/// A whole number, or text that is one.
std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name);

/// The same for degrees.
std::optional<double> decimal_at(const json::object& from, std::string_view name);

/// A decimal id without sign or leading zero, of 19 digits at most; empty for anything else.
std::string id_at(const json::object& from, std::string_view name);

/// Milliseconds since 1970; a small number means seconds, as old events have them. The epoch when
/// it is not told or no year has it.
timestamp time_at(const json::object& from, std::string_view name);

/// A message's id: a short text without spaces; empty for anything else.
std::string message_id_in(std::string_view text);
std::string message_id_at(const json::object& from, std::string_view name);

/// The text as the database can hold it.
std::string clean_text(const json::object& from, std::string_view name);

/// An absolute http(s) address; empty for anything else.
std::string address_at(const json::object& from, std::string_view name);

} // namespace switchboard::protocols::facebook
