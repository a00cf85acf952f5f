#pragma once

#include "http/core/task.hpp"
#include "http/server/stream.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {

/// When a connection is given up unless this is moved on.
struct deadline {
  std::chrono::steady_clock::time_point at;
  void in(std::chrono::milliseconds from_now) { at = std::chrono::steady_clock::now() + from_now; }
};

/// A connection that stopped speaking HTTP.
struct upgraded {
  stream_ptr socket;
  std::string early; ///< bytes that already came
  std::string peer;
  deadline* limit = nullptr;
  /// To be set. Called when the server stops: first to say goodbye, then to go at once.
  std::function<void()>* on_stop = nullptr;
  /// To be set. Called when the deadline is over, again and again until it is moved on.
  std::function<void()>* on_late = nullptr;
};

/// A body that is made while it is sent.
class body_source {
public:
  virtual ~body_source() = default;

  /// The next bytes; none when there is nothing more to give.
  virtual task<std::string> next() = 0;
};

struct response {
  int status = 200;
  std::string_view content_type;
  std::vector<std::pair<std::string_view, std::string>> headers;
  std::string body;
  /// Instead of `body`, for what is sent to many.
  std::shared_ptr<const std::string> shared_body;
  /// Instead of both, for what is not to be in memory at once: exactly `source_bytes` of it are
  /// sent. A source that ends sooner breaks the connection, so nobody takes half for the whole.
  std::shared_ptr<body_source> source;
  std::uint64_t source_bytes = 0;
  /// HEAD: the length is told, the body is not sent.
  bool without_body = false;
  bool close = false;
  /// With status 101: who goes on with the connection.
  std::function<task<void>(upgraded)> upgrade;

  std::uint64_t length() const { return source ? source_bytes : content().size(); }
  std::string_view content() const { return shared_body ? *shared_body : body; }
};

/// Appends the head of the answer up to and with the empty line.
void write_head(const response& answer, bool keep_alive, std::string& out);

std::string_view reason_phrase(int status);

} // namespace switchboard::http
