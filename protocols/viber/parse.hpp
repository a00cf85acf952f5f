#pragma once

#include "protocols/messenger.hpp"

#include <string_view>

namespace switchboard::protocols::viber {

/// One event of Viber's Bot API as ours. Never throws on what the bytes hold: what we have no use
/// for is `not_understood`, with `why` one of
///   not_json, not_an_object, no_event, malformed: the bytes are no event;
///   unsupported_kind, unknown_kind: an event, but of a kind we do not take;
///   test_call: the platform tries our address;
///   no_client, no_message_id: what it is about is not said.
/// The key is "event:message_token:user"; without one of them "sha256:" and the bytes' digest.
client_event parse_event(std::string_view body);

/// Whether the body is the call that tries our address while `set_webhook` is open.
bool is_test_call(std::string_view body);

} // namespace switchboard::protocols::viber
