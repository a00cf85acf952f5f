#pragma once

#include "protocols/messenger.hpp"

namespace switchboard::protocols::viber {

/// Viber's Bot API as one of the messengers.
const messenger& instance();

} // namespace switchboard::protocols::viber
