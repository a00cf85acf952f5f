#pragma once

#include "protocols/messenger.hpp"

namespace switchboard::protocols::webchat {

/// Our own web chat as one of the messengers (CHN-12). The platform is our own socket, so the
/// account needs no token and nothing has to be asked to connect it.
const messenger& instance();

} // namespace switchboard::protocols::webchat
