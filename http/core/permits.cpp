#include "http/core/permits.hpp"

namespace switchboard::http {

bool permits::take_now() {
  const std::lock_guard hold{mutex_};
  if (free_ == 0) return false;
  --free_;
  return true;
}

void permits::enqueue(const waiter_ptr& who, std::chrono::milliseconds limit) {
  {
    const std::lock_guard hold{mutex_};
    // A place may have become free since take_now; whoever gave it back did not see this waiter.
    if (free_ > 0) {
      --free_;
      who->over = who->granted = true;
      who->home->post(who->waiting);
      return;
    }
    queue_.push_back(who);
  }
  who->home->after(limit, [this, who] {
    const std::lock_guard hold{mutex_};
    if (std::exchange(who->over, true)) return;
    std::erase(queue_, who);
    who->home->post(who->waiting);
  });
}

void permits::give_back() {
  const std::lock_guard hold{mutex_};
  if (queue_.empty()) {
    ++free_;
    return;
  }
  const auto next = std::move(queue_.front());
  queue_.pop_front();
  next->over = next->granted = true;
  next->home->post(next->waiting);
}

} // namespace switchboard::http
