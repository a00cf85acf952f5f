#pragma once

#include "protocols/messenger.hpp"

/// The folder is called as the platform is; the namespace as its company, because `messenger` is
/// what all platforms are.
namespace switchboard::protocols::facebook {

/// Facebook Messenger for pages as one of the messengers.
const messenger& instance();

} // namespace switchboard::protocols::facebook
