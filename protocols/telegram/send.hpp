#pragma once

#include "protocols/messenger.hpp"

#include <string>

/// What goes out to a client of Telegram's Bot API.
namespace switchboard::protocols::telegram {

/// A text, or one file with its caption. A picture or a voice that the platform refuses as such
/// goes once more as a document.
conversation<delivery> send(access to, outgoing what);

/// Both may be repeated, so silence is `try_later`.
conversation<delivery> edit(access to, std::string client, std::string external_id,
                            std::string text, bool has_files);
conversation<delivery> remove(access to, std::string client, std::string external_id);

} // namespace switchboard::protocols::telegram
