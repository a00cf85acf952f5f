#pragma once

#include "protocols/messenger.hpp"

#include <string>
#include <vector>

/// Pictures of clients and the bytes of their files (Telegram Bot API).
namespace switchboard::protocols::telegram {

/// Only the picture (getUserProfilePhotos): names come with every update. A client of whom the
/// platform says nothing is absent; one without a picture, or who hides it, has none.
conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients);

/// The download of "file:<file_id>": getFile first. too_large above the platform's 20 MB, not_found
/// when it no longer has the file, token_refused, platform_unreachable.
conversation<result<http_request>> locate(access to, std::string source);

} // namespace switchboard::protocols::telegram
