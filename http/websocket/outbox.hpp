#pragma once

#include "actors/events.hpp"
#include "http/core/loop.hpp"
#include "http/core/task.hpp"
#include "http/server/stream.hpp"
#include "http/websocket/framing.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace switchboard::http::websocket {

/// What waits to be written to one socket. Messages are shared, only the few bytes of their frame's
/// header are made for each socket; all that waits goes out in one write.
class outbox : public std::enable_shared_from_this<outbox> {
public:
  /// `limit_bytes`: what may wait before the socket counts as too slow.
  outbox(stream_ptr socket, loop& home, std::size_t limit_bytes)
      : socket_(std::move(socket)), home_(home), limit_(limit_bytes) {}

  stream& socket() { return *socket_; }

  /// From any thread. False when the socket is closing, or too slow: then it is closed (1013).
  bool push(actors::frame text);
  /// For what a panel that came back asked for itself: does not count as waiting, however much it
  /// is, or a panel that missed a lot could never catch up.
  bool push_owed(actors::frame text);
  /// On the loop's thread: also goes out, or closes, when the socket is slow.
  void push_control(std::string frame);
  /// On the loop's thread: says goodbye after what waits; nothing is taken any more.
  void close(close_code code, std::string_view reason);
  bool closing() const;

private:
  struct item {
    std::string header;
    actors::frame text{};    ///< null: the header is all
    std::size_t counted = 0; ///< bytes, towards the limit
  };
  void wake();
  task<void> write();
  std::vector<item> next_batch();

  stream_ptr socket_;
  loop& home_;
  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::vector<item> waiting_;
  std::size_t bytes_ = 0;
  bool closing_ = false;
  bool woken_ = false;
  bool writing_ = false;
};

} // namespace switchboard::http::websocket
