#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace switchboard::http {

template <class T>
class task;

namespace detail {

/// Hands control to whoever awaited the finished coroutine.
struct hand_back {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) const noexcept {
    return done.promise().waiting;
  }
  void await_resume() const noexcept {}
};

struct promise_base {
  std::coroutine_handle<> waiting = std::noop_coroutine();
  std::exception_ptr failure;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  hand_back final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }
};

template <class T>
struct promise : promise_base {
  std::optional<T> value;

  task<T> get_return_object();
  template <class U>
  void return_value(U&& made) {
    value.emplace(std::forward<U>(made));
  }
  T take() {
    if (failure) std::rethrow_exception(failure);
    return std::move(*value);
  }
};

template <>
struct promise<void> : promise_base {
  task<void> get_return_object();
  void return_void() const noexcept {}
  void take() const {
    if (failure) std::rethrow_exception(failure);
  }
};

} // namespace detail

/// A coroutine that begins when it is awaited and continues whoever awaits it when it ends. Plain
/// enough that the sources which await need no Asio: what suspends says itself who resumes it.
template <class T>
class [[nodiscard]] task {
public:
  using promise_type = detail::promise<T>;
  using handle = std::coroutine_handle<promise_type>;

  explicit task(handle h) : handle_(h) {}
  task(task&& from) noexcept : handle_(std::exchange(from.handle_, nullptr)) {}
  task(const task&) = delete;
  task& operator=(const task&) = delete;
  task& operator=(task&&) = delete;
  ~task() {
    if (handle_) handle_.destroy();
  }

  auto operator co_await() && noexcept {
    struct waiter {
      handle called;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
        called.promise().waiting = caller;
        return called;
      }
      T await_resume() const { return called.promise().take(); }
    };
    return waiter{handle_};
  }

private:
  handle handle_;
};

template <class T>
task<T> detail::promise<T>::get_return_object() {
  return task<T>{task<T>::handle::from_promise(*this)};
}
inline task<void> detail::promise<void>::get_return_object() {
  return task<void>{task<void>::handle::from_promise(*this)};
}

namespace detail {

/// A coroutine nobody awaits: it owns itself.
struct detached {
  struct promise_type {
    detached get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };
};

inline detached run_detached(task<void> work) { co_await std::move(work); }

} // namespace detail

/// Begins `work` at once on the calling thread and lets it end by itself. It must not throw.
inline void spawn(task<void> work) { detail::run_detached(std::move(work)); }

} // namespace switchboard::http
