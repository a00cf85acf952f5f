#pragma once

#include <cstdint>
#include <string>

namespace switchboard::bench {

/// Nanoseconds of CLOCK_MONOTONIC.
std::int64_t monotonic_ns();

/// One keep-alive HTTP/1.1 connection with at most one request under way, on a non-blocking socket.
class connection {
public:
  connection() = default;
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  /// Connects (blocking: it is the same machine); false with `errno` where that fails.
  bool open(const std::string& host, std::uint16_t port);
  void close();
  int fd() const { return fd_; }

  /// The request to send next; fill it, then call `send`.
  std::string& request() { return out_; }

  enum class progress { done, wait_readable, wait_writable, broken };

  /// Sends what is left of the request.
  progress send();

  /// Reads what came; `done` = a whole response, whose status is then in `status`. After a response
  /// that ends the connection it is `closing`.
  progress receive();
  int status() const { return status_; }
  bool closing() const { return closing_; }

  std::uint32_t number = 0;     ///< of the update under way
  std::int64_t intended_ns = 0; ///< when it was to be sent
  bool busy = false;
  bool watched = false; ///< its event is expected on the watched socket

private:
  progress parse();

  int fd_ = -1;
  std::string out_;
  std::size_t sent_ = 0;
  std::string in_;
  int status_ = 0;
  bool closing_ = false;
};

} // namespace switchboard::bench
