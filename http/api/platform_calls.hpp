#pragma once

#include "http/core/await.hpp"
#include "protocols/transport.hpp"

#include <utility>

namespace switchboard::http {

/// `co_await send(transport, request)`: what came back from the platform.
inline auto send(protocols::transport& by, protocols::http_request request) {
  return await_callback<protocols::http_response>(
      [&by, request = std::move(request)](auto done) mutable {
        by.send(std::move(request), std::move(done));
      });
}

} // namespace switchboard::http
