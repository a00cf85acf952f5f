#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace switchboard::http {

inline constexpr std::string_view session_cookie = "sb_session";

/// The value of a cookie in a Cookie header; "" if it is not there.
std::string_view cookie_value(std::string_view header, std::string_view name);

/// Set-Cookie for a session; an empty token takes it away.
std::string make_session_cookie(std::string_view token, std::chrono::seconds lifetime, bool secure);

/// Whether a page at `origin` may open a socket here: it is of the host that was asked for, or of
/// the public address. Programs send no Origin, browsers always do, so its absence is fine.
bool origin_allowed(std::string_view origin, std::string_view host, std::string_view public_url);

} // namespace switchboard::http
