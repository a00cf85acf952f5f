#pragma once

#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

#include <string>
#include <string_view>

namespace switchboard::http {

inline constexpr std::string_view api_base = "/api/v1";

/// Answers a request whose path is below `api_base`.
task<response> answer_api(services& env, request& asked, std::string_view request_id);

/// Who the request speaks for: by a program's token ("Authorization: Bearer sbt_…"), else by its
/// cookie. errc::auth_required if for nobody; unavailable when that
/// cannot be known now.
task<result<signed_in_ptr>> caller_of(services& env, const request& asked);

} // namespace switchboard::http
