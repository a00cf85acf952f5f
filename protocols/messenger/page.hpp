#pragma once

#include "protocols/connecting.hpp"
#include "protocols/json.hpp"
#include "protocols/messenger/answer.hpp"

#include <string>

namespace switchboard::protocols::facebook {

/// Of `/me` asked with a page's token: token_refused, platform_unreachable.
result<identity> read_page(const answer& from);

/// The picture's address inside a page or a list of them; empty if there is none.
std::string picture_of(const json::object& page);

} // namespace switchboard::protocols::facebook
