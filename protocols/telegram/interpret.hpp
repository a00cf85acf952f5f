#pragma once

#include "protocols/messenger.hpp"
#include "protocols/telegram/answer.hpp"

#include <string>

/// What Telegram's answers mean for us. Nothing here throws on what a body holds.
namespace switchboard::protocols::telegram {

/// Of `send…`. There is no idempotency key: only an answer of the Bot API itself, or no
/// connection at all, proves that a message did not go out.
delivery read_delivery(const http_response& from);

/// Of `getUpdates`. Asking again is always safe, so what is not understood is `try_later`. A batch
/// without updates leaves the cursor where it was.
poll_outcome read_poll(const http_response& from, const std::string& cursor);

/// What went wrong with a question about the channel itself: token_refused, `no` when the platform
/// refuses for another reason, platform_unreachable when it says nothing sensible.
error failure_of(const answer& from, errc no);

} // namespace switchboard::protocols::telegram
