#pragma once

#include "http/server/application.hpp"
#include "http/server/quota.hpp"

#include <chrono>
#include <functional>
#include <list>
#include <memory>

namespace switchboard::http {

struct connection_limits {
  request_reader::limits request;
  /// For the header and the body to arrive, and for the answer to be taken.
  std::chrono::milliseconds transfer{30'000};
  /// Between two requests.
  std::chrono::milliseconds idle{75'000};
};

class connection;

/// The connections of one loop; used on its thread only.
class connection_set {
public:
  connection_set(application& app, connection_limits limits) : app_(app), limits_(limits) {}

  /// Serves the socket until it ends. `place` is given back then.
  void add(stream_ptr socket, quota::unit place);
  /// Closes what is over its deadline.
  void sweep();
  /// Ends idle connections now and the others after the answer they are working on.
  void stop();
  /// Closes all of them at once.
  void abort();
  std::size_t size() const { return all_.size(); }

private:
  friend class connection;
  application& app_;
  const connection_limits limits_;
  std::list<connection*> all_;
  bool stopping_ = false;
};

} // namespace switchboard::http
