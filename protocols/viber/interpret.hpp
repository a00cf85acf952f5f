#pragma once

#include "protocols/delivery.hpp"
#include "protocols/transport.hpp"

namespace switchboard::protocols::viber {

/// Of `send_message`. There is no idempotency key: only the platform's own status, or no
/// connection at all, proves that a message did not go out.
delivery read_delivery(const http_response& from);

} // namespace switchboard::protocols::viber
