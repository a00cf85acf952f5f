#pragma once

#include "protocols/messenger.hpp"

namespace switchboard::protocols::vk {

/// VK's community API as one of the messengers.
const messenger& instance();

} // namespace switchboard::protocols::vk
