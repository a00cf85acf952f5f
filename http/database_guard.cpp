#include "http/database_guard.hpp"

#include "config/log.hpp"

#include <chrono>

namespace switchboard::http {

namespace {

constexpr std::chrono::milliseconds look_pause{500};
constexpr std::chrono::seconds longest_pause{30};

} // namespace

result<std::unique_ptr<database_guard>> database_guard::open(const settings& config) {
  std::unique_ptr<database_guard> made{new database_guard};
  auto lock = storage::data_folder_lock::take(config.data.dir);
  if (!lock) return lock.error();
  made->lock_ = std::move(*lock);
  if (!config.database.url.empty()) {
    made->url_ = config.database.url;
    return made;
  }
  auto started = storage::embedded_database::start(config.data.dir);
  if (!started) return started.error();
  made->private_ = std::move(*started);
  made->url_ = made->private_->url();
  return made;
}

void database_guard::watch() {
  if (private_) watcher_ = std::thread{[this] { look_after(); }};
}

database_guard::~database_guard() {
  {
    const std::lock_guard hold{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

void database_guard::look_after() {
  std::chrono::milliseconds pause = look_pause;
  std::unique_lock hold{mutex_};
  while (!wake_.wait_for(hold, pause, [this] { return stopping_; })) {
    hold.unlock();
    pause = look_pause;
    if (!private_->alive()) {
      const auto revived = private_->revive();
      if (revived) {
        log::info("the private database runs again");
      } else {
        log::error("the private database does not start",
                   {{"reason", sentence_of(revived.error())}});
        pause = longest_pause;
      }
    }
    hold.lock();
  }
}

} // namespace switchboard::http
