#pragma once

#include "protocols/messenger.hpp"

/// The bot's own page: name, description of the empty chat, and what stands in its profile (BOT-1).
namespace switchboard::protocols::telegram {

/// getMyName, getMyDescription, getMyShortDescription. Fails as `identify`.
conversation<result<bot_profile>> read_bot_profile(access to);
/// Sets only what differs from what the platform has: these calls have a tight limit of their own.
/// bad_request for a text longer than the platform takes, rate_limited with its wait.
conversation<result<void>> write_bot_profile(access to, bot_profile what);

} // namespace switchboard::protocols::telegram
