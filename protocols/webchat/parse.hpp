#pragma once

#include "protocols/model.hpp"

#include <string_view>

namespace switchboard::protocols::webchat {

/// What our socket made of a visitor's frame (CHN-12):
///
///     {"event_id", "kind": "message|edit|delete|delivered|read|typing|open", "sent_at",
///      "visitor": {"id", "name"?, "email"?, "language"?, "page"?},
///      "message": {"id", "text", "reply_to"?, "files": [{"source", "name", "mime", "size",
///                  "width", "height", "duration_s"}]},
///      "up_to"?, "payload"?}
///
/// `up_to` is our own message's id, `payload` what the link of an "open" carried, `sent_at`
/// RFC 3339 or Unix milliseconds. Never throws on what the bytes hold: what is no such event is
/// `not_understood`, with `why` one of not_json, not_an_object, no_visitor, no_message,
/// no_message_id, no_up_to, unknown_kind. An event without an `event_id` has "sha256:" and the
/// digest of its bytes as its key.
client_event parse_event(std::string_view bytes);

} // namespace switchboard::protocols::webchat
