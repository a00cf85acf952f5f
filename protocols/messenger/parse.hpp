#pragma once

#include "protocols/hooks.hpp"

#include <string_view>
#include <vector>

namespace switchboard::protocols::facebook {

/// The events of one call of the platform's: of several pages, several people. Also takes one
/// event without the envelope around it. At least one, whatever the bytes are; one that can't be
/// read spoils nothing of the others. `account` is the page. What is not taken is
/// `not_understood`, with `why` one of
///   not_json, not_an_object, not_a_page, no_events: the bytes are no events of a page;
///   malformed: the kind is known, its body is not;
///   unsupported_kind, unknown_kind: an event, but of a kind we do not take;
///   handover, account_linking, reaction: told, and nothing to do;
///   standby: another app owns the conversation and answers;
///   no_client, no_message_id: what it is about is not said.
/// An event without an id of its own has "sha256:" and the digest of it as its key.
std::vector<delivered_event> parse_hook(std::string_view body);

} // namespace switchboard::protocols::facebook
