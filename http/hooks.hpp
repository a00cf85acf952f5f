#pragma once

#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace switchboard::http {

inline constexpr std::string_view hooks_base = "/hooks/";

/// Answers a platform's webhook, /hooks/{platform}/{key}: 200 when the event is stored or was
/// before, 503 with Retry-After when it cannot be now: the platform sends it again.
task<response> receive_hook(services& env, request& asked);

} // namespace switchboard::http
