#pragma once

#include "protocols/hooks.hpp"
#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string_view>

namespace switchboard::protocols::vk {

/// One event of VK: what a callback's body holds and what a long poll's list holds are the same
/// object. Never throws on what the bytes hold: what is not an event, of a kind we do not take, or
/// not from a conversation with one person is `not_understood`, with `why` one of
///   not_json, not_an_object, no_event, malformed: the bytes are no event;
///   confirmation: VK asks for the code that confirms an address;
///   unsupported_kind, unknown_kind: an event, but of a kind we do not take;
///   community_member: somebody joined or left, which allows nobody to write;
///   group_chat, not_a_person, no_client: not from a conversation with one person;
///   no_message_id, own_edit, own_read: it says nothing new of a client's message.
/// An event without a usable `event_id` has "sha256:" and the digest of its bytes as its key.
delivered_event parse_callback(std::string_view body);

/// The same for an event out of a batch, which has been read already.
client_event parse_update(const json::value& update, std::string_view bytes);

} // namespace switchboard::protocols::vk
