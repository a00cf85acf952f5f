#pragma once

#include "protocols/transport.hpp"

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// Several calls to a platform, one after another, written as one function:
///
///     conversation<result<identity>> identify(access to) {
///       auto answer = co_await ask{get_me(to)};
///       co_return read_identity(answer);
///     }
///
/// Nothing here makes a call: who runs the conversation does (`converse`), and a test hands the
/// answers in. Arguments are taken by value: the function outlives the expression that called it.
namespace switchboard::protocols {

/// Awaited inside a conversation: gives the platform's `http_response`.
struct ask {
  http_request request;
};

namespace detail {

/// What a conversation and those it awaits have in common: the call that is open, and who waits
/// for its answer.
struct line {
  std::optional<http_request> open;
  http_response answer;
  std::coroutine_handle<> waiting;
};

struct conversation_promise {
  detail::line own;
  detail::line* line = &own;
  std::coroutine_handle<> caller = std::noop_coroutine();
  std::exception_ptr failure;

  struct hand_back {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> over) const noexcept {
      return over.promise().caller;
    }
    void await_resume() const noexcept {}
  };

  struct asking {
    detail::line* line;
    http_request request;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) {
      line->waiting = who;
      line->open = std::move(request);
    }
    http_response await_resume() const { return std::move(line->answer); }
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  hand_back final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }

  asking await_transform(ask what) { return {line, std::move(what.request)}; }
  template <class Awaitable>
  Awaitable&& await_transform(Awaitable&& other) {
    return std::forward<Awaitable>(other);
  }
};

} // namespace detail

/// Gives a T after any number of calls. May be awaited by another conversation.
template <class T>
class [[nodiscard]] conversation {
public:
  struct promise_type : detail::conversation_promise {
    std::optional<T> value;

    conversation get_return_object() {
      return conversation{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    template <class U>
    void return_value(U&& made) {
      value.emplace(std::forward<U>(made));
    }
  };
  using handle = std::coroutine_handle<promise_type>;

  conversation(conversation&& from) noexcept : handle_(std::exchange(from.handle_, nullptr)) {}
  conversation(const conversation&) = delete;
  conversation& operator=(const conversation&) = delete;
  conversation& operator=(conversation&&) = delete;
  ~conversation() {
    if (handle_) handle_.destroy();
  }

  /// Goes on until the next call. The call to make; nothing when the conversation is over.
  std::optional<http_request> next() {
    auto& line = handle_.promise().own;
    if (!line.waiting) line.waiting = handle_;
    if (handle_.done()) return std::nullopt;
    line.open.reset();
    std::exchange(line.waiting, std::coroutine_handle<>{}).resume();
    return std::exchange(line.open, std::nullopt);
  }
  /// The same with the answer to the last call.
  std::optional<http_request> next(http_response answer) {
    handle_.promise().own.answer = std::move(answer);
    return next();
  }
  /// Once, after `next` gave nothing.
  T take() {
    auto& promise = handle_.promise();
    if (promise.failure) std::rethrow_exception(promise.failure);
    return std::move(*promise.value);
  }

  /// Awaited by another conversation: its calls are the other's calls.
  struct waiter {
    handle called;
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> caller) const noexcept {
      called.promise().line = caller.promise().line;
      called.promise().caller = caller;
      return called;
    }
    T await_resume() const {
      auto& promise = called.promise();
      if (promise.failure) std::rethrow_exception(promise.failure);
      return std::move(*promise.value);
    }
  };
  waiter operator co_await() && noexcept { return waiter{handle_}; }

private:
  explicit conversation(handle of) : handle_(of) {}

  handle handle_;
};

namespace detail {

template <class T>
void go_on(transport& through, std::shared_ptr<conversation<T>> what, std::function<void(T)> done,
           std::optional<http_request> call) {
  if (!call) return done(what->take());
  through.send(std::move(*call), [&through, what, done = std::move(done)](http_response answer) {
    auto next = what->next(std::move(answer));
    go_on(through, what, done, std::move(next));
  });
}

} // namespace detail

/// Makes the calls of a conversation; `done` is called once, on a thread of the transport (or at
/// once if there was nothing to ask).
template <class T, class Done>
void converse(transport& through, conversation<T> what, Done done) {
  auto kept = std::make_shared<conversation<T>>(std::move(what));
  auto first = kept->next();
  detail::go_on<T>(through, std::move(kept), std::move(done), std::move(first));
}

} // namespace switchboard::protocols
