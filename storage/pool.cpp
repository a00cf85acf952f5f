#include "storage/pool.hpp"

#include "config/log.hpp"
#include "storage/link.hpp"

#include <pqxx/pqxx>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace switchboard::storage {
namespace {

using clock = std::chrono::steady_clock;

error away() { return fail(errc::unavailable, "The database is not reachable."); }
error full() { return fail(errc::unavailable, "Too many questions are waiting."); }

} // namespace

struct pool::impl {
  void serve();

  std::string url;
  std::size_t queue_limit = 0;

  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::unique_ptr<job>> queue;
  bool closing = false;

  /// Until then nobody tries to connect; moved by whoever tries, so that one thread at a time
  /// spends time on a database that is away.
  std::atomic<clock::rep> next_attempt{0};

  std::vector<std::thread> threads;
};

/// One thread's connection.
struct pool::lease {
  explicit lease(impl& of) : owner(of) {}

  /// Null while the database is away.
  pqxx::connection* ready();

  impl& owner;
  std::unique_ptr<pqxx::connection> db;
};

pqxx::connection* pool::lease::ready() {
  if (db && went_stale(*db)) db.reset();
  if (db) return db.get();
  auto turn = owner.next_attempt.load();
  const auto now = clock::now().time_since_epoch();
  // Zero: the database was there a moment ago, so threads need not wait for each other.
  if (turn != 0) {
    const auto mine = (now + std::chrono::seconds{connect_limit_s} + reconnect_pause).count();
    if (now.count() < turn || !owner.next_attempt.compare_exchange_strong(turn, mine))
      return nullptr;
  }
  try {
    db = connect(owner.url);
    owner.next_attempt = 0;
  } catch (const std::exception&) {
    log::warn("database not reachable for reading", {{"why", words_of_current_exception()}});
    owner.next_attempt = (clock::now().time_since_epoch() + reconnect_pause).count();
  }
  return db.get();
}

void pool::impl::serve() {
  lease mine{*this};
  std::unique_lock lock{mutex};
  while (true) {
    wake.wait(lock, [this] { return closing || !queue.empty(); });
    if (queue.empty()) return;
    auto next = std::move(queue.front());
    queue.pop_front();
    lock.unlock();
    next->work(mine);
    next.reset();
    lock.lock();
  }
}

pool::pool(std::string database_url, std::size_t threads, std::size_t queue_limit)
    : impl_(std::make_unique<impl>()) {
  impl_->url = std::move(database_url);
  impl_->queue_limit = queue_limit;
  for (std::size_t i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->serve(); });
}

pool::~pool() {
  {
    std::lock_guard lock{impl_->mutex};
    impl_->closing = true;
  }
  impl_->wake.notify_all();
  for (auto& thread : impl_->threads) thread.join();
}

void pool::submit(std::unique_ptr<job> next) {
  {
    std::unique_lock lock{impl_->mutex};
    if (impl_->closing || impl_->queue.size() >= impl_->queue_limit) {
      lock.unlock();
      next->refuse(full());
      return;
    }
    impl_->queue.push_back(std::move(next));
  }
  impl_->wake.notify_one();
}

std::optional<error> pool::attempt(lease& thread, const char* name,
                                   const std::function<void(pqxx::connection&)>& query) {
  auto* db = thread.ready();
  if (!db) return away();
  try {
    query(*db);
    return std::nullopt;
  } catch (const refusal& given_up) {
    return given_up.why;
  } catch (const std::exception&) {
    auto why = words_of_current_exception();
    switch (remedy_for_current_exception()) {
      case remedy::reconnect:
        log::warn("database lost while asking", {{"query", name}, {"why", why}});
        thread.db.reset();
        return away();
      case remedy::repeat:
        log::warn("lost against another transaction", {{"query", name}, {"why", why}});
        return away();
      case remedy::give_up: break;
    }
    log::error("query failed", {{"query", name}, {"why", why}});
    return fail(errc::internal);
  }
}

std::optional<error> pool::guard(const std::function<void()>& work) {
  try {
    work();
    return std::nullopt;
  } catch (const refusal& given_up) {
    return given_up.why;
  } catch (const std::exception& e) {
    log::error("work failed", {{"why", e.what()}});
    return fail(errc::internal);
  }
}

} // namespace switchboard::storage
