#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <utility>

namespace switchboard::http {

/// So many at once; a unit gives its place back when it goes.
class quota {
public:
  /// `freed` is called after each unit went, on its thread.
  explicit quota(std::size_t places, std::function<void()> freed = {})
      : places_(places), freed_(std::move(freed)) {}

  class unit {
  public:
    unit() = default;
    unit(unit&& from) noexcept : of_(std::exchange(from.of_, nullptr)) {}
    unit& operator=(unit&& from) noexcept {
      std::swap(of_, from.of_);
      return *this;
    }
    ~unit() {
      if (of_) of_->give_back();
    }
    explicit operator bool() const { return of_ != nullptr; }

  private:
    friend class quota;
    explicit unit(quota* of) : of_(of) {}
    quota* of_ = nullptr;
  };

  /// Empty when there is no place. From any thread.
  unit take() {
    if (taken_.fetch_add(1, std::memory_order_relaxed) < places_) return unit{this};
    taken_.fetch_sub(1, std::memory_order_relaxed);
    return {};
  }
  std::size_t taken() const { return taken_.load(std::memory_order_relaxed); }

private:
  void give_back() {
    taken_.fetch_sub(1, std::memory_order_relaxed);
    if (freed_) freed_();
  }

  const std::size_t places_;
  const std::function<void()> freed_;
  std::atomic<std::size_t> taken_{0};
};

} // namespace switchboard::http
