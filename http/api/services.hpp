#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "http/api/codec.hpp"
#include "http/api/logins.hpp"
#include "http/api/sessions.hpp"
#include "http/api/throttle.hpp"
#include "http/core/permits.hpp"
#include "http/websocket/registry.hpp"

#include <atomic>

namespace switchboard {
class sealer;
}
namespace switchboard::actors {
class node;
}
namespace switchboard::protocols {
class transport;
}
namespace switchboard::storage {
class blob_store;
class intake;
class pool;
} // namespace switchboard::storage

namespace switchboard::http {

class disk;
class mailer;
class metrics;

/// All that answers to requests need; made in compose.cpp, lives as long as the server.
struct services {
  const settings& config;
  storage::pool& pool;
  protocols::transport& transport;
  actors::node& node;
  const sealer& keys;
  wall_clock& clock;
  http::metrics& metrics;
  const codec words;
  const storage::blob_store& blobs;
  storage::intake& intake;
  http::disk& disk;
  http::mailer& mail;

  sessions signed_in{pool, clock};
  logins logins_under_way{clock};
  websocket::registry sockets{};
  /// Wrong passwords for one e-mail from one address (ACC-4), and from one address at all.
  failure_throttle by_email{5, std::chrono::minutes{5}};
  failure_throttle by_address{100, std::chrono::minutes{5}};
  rate_limiter reads{500, 2000};
  rate_limiter writes{200, 3000};
  rate_limiter credentials{5, 300};
  /// Hashing passwords may not take the threads that read for everybody.
  permits hashing{2};
  /// A project was deleted, or may have been before the last start (PRJ-5).
  std::atomic<bool> deletions_due{true};
  permits webhooks{static_cast<std::size_t>(config.limits.webhooks_in_flight)};
};

} // namespace switchboard::http
