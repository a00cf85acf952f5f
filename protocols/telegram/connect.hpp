#pragma once

#include "protocols/messenger.hpp"

#include <chrono>
#include <string>
#include <vector>

/// The account behind a token of Telegram's Bot API, and where its updates go (CHN-6, CHN-10).
namespace switchboard::protocols::telegram {

/// getMe: token_refused when the platform says no, platform_unreachable otherwise.
conversation<result<identity>> identify(access to);
/// getWebhookInfo; fails as `identify`.
conversation<result<webhook_state>> ask_webhook(access to, identity account);
/// token_refused, bad_request with the platform's words (our address does not suit it),
/// platform_unreachable.
conversation<result<void>> set_webhook(access to, hook_address hook);
conversation<result<void>> clear_webhook(access to, hook_address hook);
/// getUpdates (CHN-13); the cursor is the offset in decimal.
conversation<poll_outcome> poll(access to, std::string cursor, std::chrono::seconds hold);

/// The doctor (CHN-14). An address without an url is that of a channel that polls. Codes:
///   token:   token_refused, platform_unreachable
///   webhook: webhook_missing (nothing is delivered), webhook_elsewhere (another host has the
///            bot's updates), webhook_other_url (our host, but not this channel's address),
///            webhook_failing (the platform's last call to us failed), webhook_backlog (updates
///            wait there), webhook_blocks_polling (a webhook is set, so we can't ask for updates)
///   events:  events_missing (the webhook was set for fewer kinds than we need)
conversation<std::vector<finding>> examine(access to, hook_address hook);

} // namespace switchboard::protocols::telegram
