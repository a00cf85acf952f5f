#pragma once

#include "protocols/hooks.hpp"

#include <string_view>

namespace switchboard::protocols::webchat {

/// Our socket shows the channel's secret with what it hands in, so that nobody else can speak for
/// a visitor through the channel's address.
inline constexpr std::string_view proof_header = "X-Webchat-Secret";

/// Constant time; an empty secret refuses.
bool verify(const hook_call& call, const hook_keys& keys);

} // namespace switchboard::protocols::webchat
