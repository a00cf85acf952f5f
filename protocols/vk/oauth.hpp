#pragma once

#include "protocols/connecting.hpp"

#include <string>
#include <string_view>

namespace switchboard::protocols::vk {

/// Two steps (CHN-8): the person logs in by VK ID, which tells which communities they run; then
/// VK's older page gives the token of the chosen one.
const login& oauth();

/// RFC 7636, S256: what is said of a verifier before it is shown.
std::string code_challenge(std::string_view verifier);

} // namespace switchboard::protocols::vk
