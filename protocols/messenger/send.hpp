#pragma once

#include "protocols/messenger.hpp"

namespace switchboard::protocols::facebook {

/// One text, or one file without a text: the platform has no captions. A file's bytes go up
/// first, unless the platform still has them.
conversation<delivery> send(access to, outgoing what);

} // namespace switchboard::protocols::facebook
