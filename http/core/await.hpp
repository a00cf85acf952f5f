#pragma once

#include "actors/reply.hpp"
#include "config/error.hpp"
#include "http/core/loop.hpp"

#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace switchboard::http {

/// Suspends until a callback was called, on whatever thread, and resumes on its loop's thread with
/// what it was called with. `Start` gets the callback; it must call it exactly once.
/// Only from a loop's thread: that is why the answer cannot overtake the suspension.
template <class T, class Start>
class callback_wait {
public:
  explicit callback_wait(Start start) : start_(std::move(start)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    waiting_ = waiting;
    start_([this](T answer) {
      answer_.emplace(std::move(answer));
      home_.post(waiting_);
    });
  }
  T await_resume() { return std::move(*answer_); }

private:
  loop& home_ = loop::here();
  Start start_;
  std::coroutine_handle<> waiting_;
  std::optional<T> answer_;
};

/// `co_await await_callback<T>([&](auto done) { begin(…, done); })`
template <class T, class Start>
callback_wait<T, Start> await_callback(Start start) {
  return callback_wait<T, Start>{std::move(start)};
}

/// For commands of actors: `co_await await_reply<T>([&](actors::reply<T> answer) { … })`.
template <class T, class Start>
auto await_reply(Start start) {
  auto begin = [start = std::move(start)](auto done) mutable { start(actors::reply<T>{done}); };
  return callback_wait<result<T>, decltype(begin)>{std::move(begin)};
}

/// As await_callback for a result<T>, with errc::unavailable if nothing came within `limit`; what
/// comes later is dropped.
template <class T, class Start>
auto await_within(std::chrono::milliseconds limit, Start start) {
  auto begin = [limit, start = std::move(start)](auto done) mutable {
    auto& home = loop::here();
    struct race {
      decltype(done) first;
      bool over = false;
    };
    auto both = std::make_shared<race>(race{done});
    auto finish = [both](result<T> answer) {
      if (!std::exchange(both->over, true)) both->first(std::move(answer));
    };
    home.after(limit, [finish] { finish(fail(errc::unavailable)); });
    start([&home, finish](result<T> answer) {
      auto kept = std::make_shared<result<T>>(std::move(answer));
      home.post([finish, kept] { finish(std::move(*kept)); });
    });
  };
  return callback_wait<result<T>, decltype(begin)>{std::move(begin)};
}

} // namespace switchboard::http
