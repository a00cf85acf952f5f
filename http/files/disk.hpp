#pragma once

#include "config/error.hpp"
#include "http/core/await.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace switchboard::http {

/// Threads that wait for the disk, so that no loop does. Work is short: a piece of a file.
class disk {
public:
  explicit disk(std::size_t threads);
  /// What was asked for is done first.
  ~disk();

  /// From any thread.
  void run(std::function<void()> work);

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// `co_await on_disk<T>(disk, [held] { … })`: what `work` gave, a result<T>. It may still run when
/// nobody waits any more, so it must own what it uses.
template <class T, class Work>
auto on_disk(disk& by, Work work) {
  return await_callback<result<T>>([&by, work = std::move(work)](auto done) mutable {
    by.run([work = std::move(work), done]() mutable { done(work()); });
  });
}

} // namespace switchboard::http
