#pragma once

#include "protocols/hooks.hpp"

#include <string_view>

namespace switchboard::protocols::telegram {

/// Carries the `secret_token` given with `setWebhook`. The body itself is not signed.
inline constexpr std::string_view proof_header = "X-Telegram-Bot-Api-Secret-Token";

/// Constant time; an empty secret refuses.
bool verify(const hook_call& call, const hook_keys& keys);

} // namespace switchboard::protocols::telegram
