#pragma once

#include "http/api/services.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace switchboard::http::websocket {

/// Largest message a panel may send.
inline constexpr std::size_t largest_message = 64 * 1024;

/// The answer to a request for any socket: 101, for whoever takes it over, or what is wrong with
/// it.
response upgrade(const request& asked);

/// Answers a request for a socket by somebody signed in: 101 with a session that makes calls of the
/// table and receives the events it subscribes to, or the problem in its way. The caller has
/// checked who asks.
response open_socket(services& env, const request& asked, signed_in_ptr who);

} // namespace switchboard::http::websocket
