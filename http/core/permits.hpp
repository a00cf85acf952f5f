#pragma once

#include "http/core/loop.hpp"

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>

namespace switchboard::http {

/// So many may work at once; the others wait their turn, but not for ever. From any loop.
class permits {
public:
  explicit permits(std::size_t places) : free_(places) {}

  class permit {
  public:
    permit() = default;
    explicit permit(permits* of) : of_(of) {}
    permit(permit&& from) noexcept : of_(std::exchange(from.of_, nullptr)) {}
    permit& operator=(permit&& from) noexcept {
      std::swap(of_, from.of_);
      return *this;
    }
    ~permit() {
      if (of_) of_->give_back();
    }
    explicit operator bool() const { return of_ != nullptr; }

  private:
    permits* of_ = nullptr;
  };

  class wait;
  /// `co_await take(2s)`: an empty permit when there was no place in time.
  wait take(std::chrono::milliseconds limit);

private:
  struct waiter {
    loop* home;
    std::coroutine_handle<> waiting;
    bool over = false;
    bool granted = false;
  };
  using waiter_ptr = std::shared_ptr<waiter>;

  bool take_now();
  void enqueue(const waiter_ptr& who, std::chrono::milliseconds limit);
  void give_back();

  std::mutex mutex_;
  std::size_t free_;
  std::deque<waiter_ptr> queue_;
};

class permits::wait {
public:
  wait(permits& of, std::chrono::milliseconds limit) : of_(of), limit_(limit) {}

  bool await_ready() {
    granted_ = of_.take_now();
    return granted_;
  }
  void await_suspend(std::coroutine_handle<> waiting) {
    who_ = std::make_shared<waiter>(waiter{&loop::here(), waiting});
    of_.enqueue(who_, limit_);
  }
  permit await_resume() { return granted_ || who_->granted ? permit{&of_} : permit{}; }

private:
  permits& of_;
  const std::chrono::milliseconds limit_;
  waiter_ptr who_;
  bool granted_ = false;
};

inline permits::wait permits::take(std::chrono::milliseconds limit) { return {*this, limit}; }

} // namespace switchboard::http
