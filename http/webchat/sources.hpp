#pragma once

#include "config/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What a visitor's upload is called between our server and the page: the file's id with a
/// signature, so that a page can name in its messages only what its visitor uploaded.
namespace switchboard::http::webchat {

/// At most 52 letters, digits and dashes.
std::string make_source(std::string_view key, std::string_view account, std::string_view visitor,
                        file_id file);

/// Nothing for a source that is not ours, or another visitor's.
std::optional<file_id> read_source(std::string_view key, std::string_view account,
                                   std::string_view visitor, std::string_view source);

/// The file alone, of a source that was read when it came.
std::optional<file_id> file_of_source(std::string_view source);

} // namespace switchboard::http::webchat
