#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string>
#include <string_view>

namespace switchboard::protocols::facebook {

/// One event of a page (Messenger platform, webhook events), with its key unless it has none.
/// `standby`: another app owns the conversation. `received_at` is used where the event has no
/// time of its own.
client_event read_event(const json::object& fields, const std::string& page, bool standby,
                        timestamp received_at);

/// Keeps it under a reason.
void give_up(client_event& event, std::string_view why);

} // namespace switchboard::protocols::facebook
