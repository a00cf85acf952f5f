#pragma once

#include "protocols/messenger.hpp"

#include <variant>

/// What Telegram's answers mean for us. Nothing here throws on what a body holds.
namespace switchboard::protocols::telegram {

/// Of `sendMessage`. There is no idempotency key: only an answer of the Bot API itself, or no
/// connection at all, proves that a message did not go out.
delivery read_delivery(const http_response& from);

/// Of `getUpdates`. Asking again is always safe, so what is not understood is `try_later`.
std::variant<poll_batch, delivery> read_poll(const http_response& from);

/// Of `getMe`. token_refused when the platform says no, platform_unreachable otherwise.
result<identity> read_identity(const http_response& from);
/// Of `getWebhookInfo`; fails as `read_identity`.
result<webhook_state> read_webhook(const http_response& from);
/// Of `setWebhook` and `deleteWebhook`: token_refused, bad_request with the platform's words (our
/// address does not suit it), platform_unreachable.
result<void> read_acknowledgement(const http_response& from);

} // namespace switchboard::protocols::telegram
