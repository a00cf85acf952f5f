#pragma once

#include "protocols/connecting.hpp"
#include "protocols/transport.hpp"

#include <string>
#include <vector>

namespace switchboard::protocols::viber {

/// What `get_account_info` says of the channel's health; `url` is our own address. The codes are
/// listed in connect.hpp.
std::vector<finding> read_findings(const http_response& from, const std::string& url);

} // namespace switchboard::protocols::viber
