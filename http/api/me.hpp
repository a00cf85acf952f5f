#pragma once

#include "http/api/call.hpp"
#include "http/core/task.hpp"

namespace switchboard::http {

/// Has the caller's projects read again, after something their members see was changed.
task<void> refresh_projects_of(call& c);

} // namespace switchboard::http
