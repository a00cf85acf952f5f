#include "http/ops/hard_end.hpp"

#include "config/log.hpp"

#include <cstdlib>

namespace switchboard::http {

void hard_end::begin(std::chrono::seconds limit) {
  thread_ = std::thread{[this, limit] {
    std::unique_lock hold{mutex_};
    if (wake_.wait_for(hold, limit, [this] { return over_; })) return;
    log::error("stopping took too long, ended hard", {{"waited_for", stage_.load()}});
    log::flush();
    std::_Exit(1);
  }};
}

hard_end::~hard_end() {
  {
    const std::lock_guard hold{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

} // namespace switchboard::http
