#pragma once

#include "config/error.hpp"
#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"

#include <string>
#include <vector>

namespace switchboard::protocols::vk {

/// One `users.get` for up to a thousand (CRD-1). Absent = could not be read.
conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients);

/// VK's files stand at addresses of their own: nothing is asked, the address is fetched.
conversation<result<http_request>> locate(std::string source);

} // namespace switchboard::protocols::vk
