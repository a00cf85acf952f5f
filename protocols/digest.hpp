#pragma once

#include <string>
#include <string_view>

namespace switchboard::protocols {

/// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA256 of the bytes, in the same form.
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// Compares in a time that depends on the lengths only, never on the content.
bool constant_time_equal(std::string_view left, std::string_view right);

} // namespace switchboard::protocols
