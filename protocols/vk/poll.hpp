#pragma once

#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"
#include "protocols/hooks.hpp"

#include <chrono>
#include <string>

namespace switchboard::protocols::vk {

/// One round of Bots Long Poll (CHN-13). The cursor is the JSON of `server`, `key` and `ts`; with
/// an empty or broken one the long poll is turned on and begins with what comes from now on. A key
/// that grew old is renewed, and the same question asked again, within the round.
conversation<poll_outcome> poll(access to, std::string cursor, std::chrono::seconds hold);

} // namespace switchboard::protocols::vk
