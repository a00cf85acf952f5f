#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace switchboard::bench {

/// A panel's WebSocket on a non-blocking descriptor: sends text frames, hands over those that come.
/// Only as much of RFC 6455 as a server without extensions needs.
class socket {
public:
  socket() = default;
  ~socket();
  socket(const socket&) = delete;
  socket& operator=(const socket&) = delete;

  /// Connects and shakes hands, blocking: it happens before anything is measured. Throws
  /// `std::runtime_error` with what the server answered instead.
  void open(const std::string& host, std::uint16_t port, const std::string& cookie);
  int fd() const { return fd_; }

  /// Queues a text and sends what the connection takes now.
  void send(std::string_view text);
  /// Sends what is left; for when the descriptor is writable.
  void flush();
  bool sending() const { return sent_ < out_.size(); }

  /// Reads what came and calls `heard` for each text. False when the server has closed.
  bool receive(const std::function<void(std::string_view)>& heard);

private:
  bool take_frames(const std::function<void(std::string_view)>& heard);
  void put_frame(unsigned char kind, std::string_view payload);

  int fd_ = -1;
  std::string out_;
  std::size_t sent_ = 0;
  std::string in_;
  std::size_t taken_ = 0;
};

} // namespace switchboard::bench
