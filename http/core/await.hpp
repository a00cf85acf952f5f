#pragma once

#include "actors/reply.hpp"
#include "config/error.hpp"
#include "http/core/loop.hpp"

#include <atomic>
#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace switchboard::http {

namespace detail {

/// What an awaiting coroutine and the callback it waits for share: whichever comes first, the
/// callback or the end of the loop's patience, gives the answer; the other finds it given.
template <class T>
class callback_state final : public wait_list::entry {
public:
  explicit callback_state(std::coroutine_handle<> waiting) : waiting_(waiting) {}

  /// From any thread.
  void give(T answer) {
    if (given_.exchange(true)) return;
    answer_.emplace(std::move(answer));
    home_.post(waiting_);
  }

  void expire() override {
    if constexpr (std::is_constructible_v<T, error>)
      give(T{fail(errc::unavailable, "it took too long")});
  }

  T take() { return std::move(*answer_); }

private:
  loop& home_ = loop::here();
  const std::coroutine_handle<> waiting_;
  std::atomic<bool> given_{false};
  std::optional<T> answer_;
};

} // namespace detail

/// Suspends until a callback was called, on whatever thread, and resumes on its loop's thread with
/// what it was called with. `Start` gets the callback. Where T is a result, the loop's patience
/// bounds the wait (errc::unavailable): what was begun goes on, but nobody waits for it.
/// Only from a loop's thread: that is why the answer cannot overtake the suspension.
template <class T, class Start>
class callback_wait {
public:
  explicit callback_wait(Start start) : start_(std::move(start)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    state_ = std::make_shared<detail::callback_state<T>>(waiting);
    loop::here().waits().add(*state_);
    start_([state = state_](T answer) { state->give(std::move(answer)); });
  }
  T await_resume() {
    loop::here().waits().remove(*state_);
    return state_->take();
  }

private:
  Start start_;
  std::shared_ptr<detail::callback_state<T>> state_;
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
