#pragma once

#include "protocols/messenger.hpp"

namespace switchboard::protocols::viber {

/// One text, or one file with what was written beside it. Only pictures have a text: beside any
/// other file it goes as a second call, after the file, so that a file that is refused leaves
/// nothing behind. Once the file is out, a text that fails is refused ("text_lost") and not tried
/// again: the file would come twice.
conversation<delivery> send(access to, outgoing what);

} // namespace switchboard::protocols::viber
