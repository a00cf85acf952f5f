#pragma once

#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

#include <string>
#include <string_view>

namespace switchboard::http {

inline constexpr std::string_view oauth_base = "/oauth/";

/// Where a platform sends the browser back to: our own address, as the browser knows it.
std::string oauth_redirect_uri(const services& env, std::string_view platform,
                               std::string_view host, bool secure);

/// The browser comes back from a platform's login, /oauth/{platform}?code=…&state=…: takes what it
/// brought and sends it on to the panel. Only the person who began may come back.
task<response> receive_login(services& env, request& asked);

} // namespace switchboard::http
