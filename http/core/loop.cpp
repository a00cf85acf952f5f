#include "http/core/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <vector>

namespace switchboard::http {

namespace asio = boost::asio;

struct loop::impl {
  struct beat {
    explicit beat(asio::io_context& io) : timer(io) {}
    asio::steady_timer timer;
    std::chrono::milliseconds pause{};
    std::function<void()> work;
  };

  void arm(beat& one) {
    one.timer.expires_after(one.pause);
    one.timer.async_wait([this, &one](boost::system::error_code failed) {
      if (failed) return;
      one.work();
      if (guard) arm(one);
    });
  }

  void arm_signals() {
    signals->async_wait([this](boost::system::error_code failed, int number) {
      if (failed) return;
      on_signal(number);
      if (guard) arm_signals();
    });
  }

  /// Resumes all that was posted since the last time. What other threads post in a row wakes the
  /// loop once.
  void resume_ready() {
    {
      std::lock_guard guard{ready_mutex};
      std::swap(ready, resuming);
    }
    for (auto next : resuming) next.resume();
    resuming.clear();
  }

  asio::io_context io{1};
  std::mutex ready_mutex;
  std::vector<std::coroutine_handle<>> ready;
  std::vector<std::coroutine_handle<>> resuming;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> guard{
      io.get_executor()};
  wait_list waits;
  std::list<beat> beats;
  std::unordered_set<asio::steady_timer*> timers;
  std::optional<asio::signal_set> signals;
  std::function<void(int)> on_signal;
};

loop::loop() : impl_(std::make_shared<impl>()) {}
loop::~loop() = default;

namespace {
thread_local loop* current = nullptr;
} // namespace

void loop::run() {
  current = this;
  impl_->io.run();
  current = nullptr;
}

loop& loop::here() { return *current; }

void loop::finish() {
  post([self = impl_.get()] {
    self->guard.reset();
    for (auto& one : self->beats) one.timer.cancel();
    for (auto* one : self->timers) one->cancel();
    if (self->signals) self->signals->cancel();
  });
}

void loop::post(std::coroutine_handle<> next) {
  {
    std::lock_guard guard{impl_->ready_mutex};
    impl_->ready.push_back(next);
    if (impl_->ready.size() > 1) return;
  }
  asio::post(impl_->io, [self = impl_.get()] { self->resume_ready(); });
}

void loop::post(std::function<void()> work) { asio::post(impl_->io, std::move(work)); }

void loop::after(std::chrono::milliseconds pause, std::function<void()> work) {
  auto timer = std::make_shared<asio::steady_timer>(impl_->io, pause);
  impl_->timers.insert(timer.get());
  timer->async_wait([self = impl_.get(), timer, work = std::move(work)](boost::system::error_code) {
    self->timers.erase(timer.get());
    work();
  });
}

void loop::every(std::chrono::milliseconds pause, std::function<void()> work) {
  auto& one = impl_->beats.emplace_back(impl_->io);
  one.pause = pause;
  one.work = std::move(work);
  impl_->arm(one);
}

void loop::on_signal(std::function<void(int)> work) {
  impl_->on_signal = std::move(work);
  impl_->signals.emplace(impl_->io, SIGINT, SIGTERM);
  impl_->arm_signals();
}

wait_list& loop::waits() { return impl_->waits; }

void loop::bound_waits(std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds pause{500};
  every(pause, [self = impl_.get(), limit] { self->waits.sweep(limit); });
}

asio::io_context& loop::context() { return impl_->io; }

} // namespace switchboard::http
