#pragma once

#include "http/core/task.hpp"
#include "http/server/response.hpp"
#include "http/websocket/framing.hpp"
#include "http/websocket/outbox.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace switchboard::http::websocket {

/// A silent socket is asked after this long whether it lives, and given up after as long again.
inline constexpr std::chrono::seconds ping_pause{20};

/// The life of one socket, whoever speaks through it: frames become messages, a silent peer is
/// asked and then left, every end has its goodbye. On the loop that made it.
class live_socket {
public:
  struct bounds {
    std::size_t largest_message = 0;        ///< bytes
    std::size_t queue = 0;                  ///< bytes that may wait to be written
    std::chrono::seconds first{ping_pause}; ///< silence that is borne in the beginning
  };

  virtual ~live_socket() = default;
  live_socket(const live_socket&) = delete;
  live_socket& operator=(const live_socket&) = delete;

  /// Until the peer is gone; the socket is ended then.
  static task<void> live(std::shared_ptr<live_socket> one);

protected:
  /// Takes the socket and what came early out of `over`.
  live_socket(upgraded& over, bounds of);

  /// A text of the peer; the next one waits until it is done.
  virtual task<void> hear(std::string text) = 0;
  /// Who has not said yet who they are can't stay by being there.
  virtual bool introduced() const { return true; }
  /// Looked at when the peer was silent for a while.
  virtual bool may_stay() const { return true; }

  void goodbye(close_code code, std::string_view reason);
  const std::shared_ptr<outbox>& box() const { return box_; }

private:
  task<void> run();
  task<bool> take(message got);
  void stop();
  void late();

  std::function<void()>& on_stop_;
  std::function<void()>& on_late_;
  deadline& limit_;
  const std::string early_;
  const std::shared_ptr<outbox> box_;
  frame_reader frames_;
  const std::chrono::seconds first_;
  bool asked_ = false;
  bool busy_ = false;
};

} // namespace switchboard::http::websocket
