#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace switchboard::protocols {

/// Length in UTF-16 code units, as several platforms count; a broken byte counts as one.
std::size_t utf16_length(std::string_view utf8);

/// The text as the database can hold it: NUL and bytes that are not UTF-8 become U+FFFD.
std::string storable(std::string_view text);

/// JSON text a strict parser accepts: bytes that are not UTF-8 and escaped halves of surrogate
/// pairs become U+FFFD. Valid JSON comes back as it was.
std::string repair_json(std::string_view json);

} // namespace switchboard::protocols
