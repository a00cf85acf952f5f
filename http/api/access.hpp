#pragma once

#include "http/api/call.hpp"

namespace switchboard::http {

/// Who may call what; `c.caller` must be set if somebody is signed in. Sets the call's project and
/// role. Who is not a member is told what a stranger is told: there is nothing here (404). What a
/// member may do is decided by actors/domain/permissions.hpp; rights to a chat depend on the chat
/// and are checked by who reads it, or by its actor.
result<void> check_access(call& c);

/// Takes one call from the caller's share. errc::rate_limited with retry_after_s.
result<void> check_rate(call& c);

} // namespace switchboard::http
