#pragma once

#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"
#include "protocols/delivery.hpp"
#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <cstdint>
#include <string>
#include <variant>

/// Files of ours on their way to VK: an address to put the file to, the file, and saving what was
/// put. What comes out may be attached to any number of messages.
namespace switchboard::protocols::vk {

/// What VK takes a file as. A community's token can upload nothing else: films and music go as
/// documents.
enum class file_form : std::uint8_t { photo, voice, document };

/// A photo within VK's limits is a photo, a voice message in Ogg a voice message; the rest, and
/// a photo that is too large or too long, are documents.
file_form form_of(const outgoing_file& file);

/// `photo-555_457_k1`; or why not. Nothing has gone out to the client either way.
using uploaded = std::variant<std::string, delivery>;
conversation<uploaded> upload(access to, std::string client, outgoing_file file);

/// `<type><owner>_<id>[_<access_key>]` of a thing VK names; empty without the two numbers.
std::string reference_of(std::string_view type, const json::object& thing);

} // namespace switchboard::protocols::vk
