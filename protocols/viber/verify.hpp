#pragma once

#include "protocols/hooks.hpp"

#include <string_view>

namespace switchboard::protocols::viber {

/// Lower-case hexadecimal HMAC-SHA256 of the raw body, keyed with the account's token. Where the
/// header is missing, the same stands in the address as `sig`.
inline constexpr std::string_view proof_header = "X-Viber-Content-Signature";

/// Constant time; an empty token refuses.
bool verify(const hook_call& call, const hook_keys& keys);

} // namespace switchboard::protocols::viber
