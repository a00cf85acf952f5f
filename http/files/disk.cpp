#include "http/files/disk.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace switchboard::http {

struct disk::impl {
  void work() {
    while (true) {
      std::function<void()> next;
      {
        std::unique_lock hold{mutex};
        wake.wait(hold, [this] { return closing || !waiting.empty(); });
        if (waiting.empty()) return;
        next = std::move(waiting.front());
        waiting.pop_front();
      }
      next();
    }
  }

  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> waiting;
  bool closing = false;
  std::vector<std::thread> threads;
};

disk::disk(std::size_t threads) : impl_(std::make_unique<impl>()) {
  for (std::size_t i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->work(); });
}

disk::~disk() {
  {
    const std::lock_guard hold{impl_->mutex};
    impl_->closing = true;
  }
  impl_->wake.notify_all();
  for (auto& one : impl_->threads) one.join();
}

void disk::run(std::function<void()> work) {
  {
    const std::lock_guard hold{impl_->mutex};
    impl_->waiting.push_back(std::move(work));
  }
  impl_->wake.notify_one();
}

} // namespace switchboard::http
