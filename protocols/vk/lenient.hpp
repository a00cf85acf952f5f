#pragma once

#include "config/clock.hpp"
#include "protocols/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Fields as VK writes them: numbers now and then as strings, truths as 0 and 1.
namespace switchboard::protocols::vk {

/// A whole number, or a string of its digits.
std::optional<std::int64_t> whole(const json::value* value);
std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name);
/// 0 when it is not told, negative or beyond 2^31.
std::int32_t small_at(const json::object& from, std::string_view name);
/// True for true, any number but 0, and "1".
bool truth_at(const json::object& from, std::string_view name);
/// A positive id in decimal; empty for everything else.
std::string id_at(const json::object& from, std::string_view name);
/// A text as the database can hold it.
std::string clean_at(const json::object& from, std::string_view name);
/// Unix seconds; the epoch when it is not told or no year has it.
timestamp time_at(const json::object& from, std::string_view name);
/// The first object of a list; null when there is none.
const json::object* first_object(const json::array& list);

} // namespace switchboard::protocols::vk
