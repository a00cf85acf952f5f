#pragma once

#include "protocols/hooks.hpp"

#include <string_view>

/// Who sent a callback. VK signs nothing: the body carries our secret and the community's id.
namespace switchboard::protocols::vk {

/// `secret` is ours and `group_id` is the channel's. The secret is compared in constant time; an
/// empty secret, and a channel without an account, refuse.
bool verify(std::string_view body, const hook_keys& keys);

/// Whether the body asks for the code that confirms our address.
bool asks_for_confirmation(std::string_view body);

} // namespace switchboard::protocols::vk
