#pragma once

#include "http/core/await.hpp"
#include "protocols/conversation.hpp"

#include <utility>

namespace switchboard::http {

/// `co_await hold(transport, conversation)`: what came of it.
template <class T>
auto hold(protocols::transport& by, protocols::conversation<T> what) {
  return await_callback<T>([&by, what = std::move(what)](auto done) mutable {
    protocols::converse(by, std::move(what), std::move(done));
  });
}

} // namespace switchboard::http
