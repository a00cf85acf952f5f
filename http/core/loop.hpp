#pragma once

#include "http/core/wait_list.hpp"

#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace switchboard::http {

/// A thread that sockets live on. A connection stays on the loop that began it, so it needs no
/// lock; what several loops share has its own.
class loop {
public:
  loop();
  ~loop();
  loop(const loop&) = delete;
  loop& operator=(const loop&) = delete;

  /// Runs until `finish` was called and nothing is left to do.
  void run();
  /// Lets `run` return once everything that was begun has ended. From any thread.
  void finish();

  /// From any thread; runs on the loop's.
  void post(std::coroutine_handle<> next);
  void post(std::function<void()> work);
  /// Runs `work` after the pause, or at once when the loop finishes. Only from the loop's thread.
  void after(std::chrono::milliseconds pause, std::function<void()> work);
  /// Runs `work` again and again until `finish`. Only from the loop's thread or before `run`.
  void every(std::chrono::milliseconds pause, std::function<void()> work);
  /// Calls `work` once for each SIGINT or SIGTERM.
  void on_signal(std::function<void(int)> work);

  boost::asio::io_context& context();

  /// What coroutines wait for on this loop; swept every half second once `bound_waits` was called.
  wait_list& waits();
  void bound_waits(std::chrono::milliseconds limit);

  /// The loop whose thread this is; there must be one.
  static loop& here();

private:
  struct impl;
  std::shared_ptr<impl> impl_;
};

} // namespace switchboard::http
