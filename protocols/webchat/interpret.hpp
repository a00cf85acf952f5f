#pragma once

#include "protocols/delivery.hpp"
#include "protocols/transport.hpp"

namespace switchboard::protocols::webchat {

/// What our socket's answer to a frame means: `{"ok": true, "id"?}` or `{"ok": false, "error"}`
/// with a status. A frame with the same id is shown once, so whatever is not certain goes again.
delivery read_delivery(const http_response& from);

} // namespace switchboard::protocols::webchat
