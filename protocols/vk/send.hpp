#pragma once

#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"
#include "protocols/delivery.hpp"
#include "protocols/model.hpp"

#include <string>
#include <vector>

/// Messages to clients, and what is done to them afterwards.
namespace switchboard::protocols::vk {

/// Uploads what has no reference yet, then sends. VK knows the message by its key, so nothing ends
/// as unknown_outcome.
conversation<delivery> send(access to, outgoing what);
/// Texts without files, 25 in one call.
conversation<std::vector<delivery>> send_many(access to, std::vector<outgoing> what);
/// Keeps the message's files by naming them again: VK takes away what is not named.
conversation<delivery> edit(access to, std::string client, std::string message, std::string text,
                            bool has_files);
conversation<delivery> remove(access to, std::string client, std::string message);

} // namespace switchboard::protocols::vk
