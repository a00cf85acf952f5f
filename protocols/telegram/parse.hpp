#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string_view>

namespace switchboard::protocols::telegram {

/// One Update of Telegram's Bot API as our event. Never throws on what the bytes hold: what is
/// not an update, of a kind we do not take, or not from a private chat is `not_understood`, with
/// `why` one of
///   not_json, not_an_object, no_update, malformed: the bytes are no update;
///   unsupported_kind, unknown_kind: an update, but of a kind we do not take;
///   group_chat, channel_chat, no_private_chat, inline_press: not from a private chat;
///   no_client, no_message_id, unknown_status: what it is about is not said.
/// An event without a usable `update_id` has "sha256:" and the digest of its bytes as its key.
client_event parse_update(std::string_view bytes);

/// The same for an update out of a batch, which has been read already.
client_event parse_update(const json::value& update, std::string_view bytes);

} // namespace switchboard::protocols::telegram
