#include "http/deletions.hpp"

#include "actors/node.hpp"
#include "config/log.hpp"
#include "http/api/ask.hpp"
#include "http/api/platform_calls.hpp"
#include "http/api/services.hpp"
#include "http/core/loop.hpp"
#include "http/files/disk.hpp"
#include "http/platforms.hpp"
#include "storage/accounts.hpp"
#include "storage/deletion.hpp"
#include "storage/files/blob_store.hpp"
#include "storage/loose_blobs.hpp"

#include <utility>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;

constexpr auto look_pause = 500ms;
/// Between two attempts at what could not be finished.
constexpr auto again_pause = 2s;
constexpr auto blobs_pause = 60s;
constexpr int blobs_at_once = 500;
/// Longer than any row that refers to a blob is on its way into the database.
constexpr auto blob_rest = 10min;

} // namespace

void deletions::begin(loop& on) {
  on.every(look_pause, [this] { look(); });
}

void deletions::stop(std::chrono::milliseconds limit) {
  std::unique_lock hold{mutex_};
  stopping_ = true;
  idle_.wait_for(hold, limit, [this] { return !busy_; });
}

bool deletions::stopping() {
  const std::lock_guard hold{mutex_};
  return stopping_;
}

void deletions::look() {
  const auto now = std::chrono::steady_clock::now();
  const bool projects = env_.deletions_due && now >= projects_at_;
  if (!projects && now < blobs_at_) return;
  {
    const std::lock_guard hold{mutex_};
    if (busy_ || stopping_) return;
    busy_ = true;
  }
  spawn(work());
}

task<void> deletions::work() {
  try {
    if (env_.deletions_due && std::chrono::steady_clock::now() >= projects_at_)
      co_await delete_projects();
    if (std::chrono::steady_clock::now() >= blobs_at_) co_await remove_blobs();
  } catch (const std::exception& failed) {
    log::error("a deletion failed", {{"reason", failed.what()}});
  }
  const std::lock_guard hold{mutex_};
  busy_ = false;
  idle_.notify_all();
}

task<void> deletions::delete_projects() {
  projects_at_ = std::chrono::steady_clock::now() + again_pause;
  // Before the question: what is marked after it is due again.
  env_.deletions_due = false;
  using projects = std::vector<project_id>;
  auto marked = co_await ask<projects>(
      env_.pool, "deleted_projects",
      [](pqxx::connection& db) -> result<projects> { return storage::deleted_projects(db); });
  bool finished = marked.has_value();
  if (marked) {
    for (const auto project : *marked)
      if (stopping() || !co_await remove(project)) finished = false;
  }
  if (!finished) env_.deletions_due = true;
}

task<bool> deletions::remove(project_id project) {
  auto closed = co_await await_reply<bool>([this, project](actors::reply<bool> done) {
    env_.node.close_project(project, std::move(done));
  });
  if (!closed) co_return false;
  // What is due for a project that is no more is in the way of others' timers: it goes before
  // platforms are asked, who may take their time.
  if (!co_await empty_tables(project, 0, storage::waking_tables)) co_return false;
  if (!co_await let_go(project)) co_return false;
  const auto all = storage::project_tables().size();
  if (!co_await empty_tables(project, storage::waking_tables, all)) co_return false;
  const auto now = env_.clock.now();
  const auto before = now - std::chrono::seconds{env_.config.limits.request_s};
  auto finished = co_await ask<bool>(env_.pool, "finish_deletion",
                                     [project, before, now](pqxx::connection& db) -> result<bool> {
                                       return storage::finish_deletion(db, project, before, now);
                                     });
  if (!finished || !*finished) co_return false;
  log::info("a project is deleted", {{"project", project}});
  blobs_at_ = {};
  co_return true;
}

task<bool> deletions::let_go(project_id project) {
  using channels = std::vector<storage::channel_row>;
  auto rows = co_await ask<channels>(
      env_.pool, "channels_of",
      [project, &keys = env_.keys](pqxx::connection& db) -> result<channels> {
        return storage::channels_of(db, project, keys);
      });
  // Without the key nothing opens the accounts any more; that keeps nobody's data here.
  if (!rows) co_return rows.error().code == errc::bad_key;
  for (const auto& row : *rows) {
    if (row.state == storage::channel_state::disconnected) continue;
    if (stopping()) co_return false;
    const auto& platform = protocols::messenger_of(row.platform);
    auto cleared = co_await hold(
        env_.transport, platform.clear_webhook(access_of(env_.config, row),
                                               hook_address_of(env_.config, env_.keys, row)));
    // As when a channel is disconnected by hand: a platform that is away keeps nobody.
    if (!cleared)
      log::warn("a platform did not let go of a channel",
                {{"channel", row.id}, {"reason", sentence_of(cleared.error())}});
    auto released =
        co_await ask<bool>(env_.pool, "release_channel",
                           [project, channel = row.id](pqxx::connection& db) -> result<bool> {
                             storage::release_channel(db, project, channel);
                             return true;
                           });
    if (!released) co_return false;
  }
  co_return true;
}

task<bool> deletions::empty_tables(project_id project, std::size_t from, std::size_t to) {
  for (auto table = from; table < to; ++table) {
    for (bool more = true; more;) {
      if (stopping()) co_return false;
      auto deleted = co_await ask<bool>(
          env_.pool, "delete_some",
          [project, table, now = env_.clock.now()](pqxx::connection& db) -> result<bool> {
            return storage::delete_some(db, project, table, now);
          });
      if (!deleted) co_return false;
      more = *deleted;
    }
  }
  co_return true;
}

task<void> deletions::remove_blobs() {
  blobs_at_ = std::chrono::steady_clock::now() + blobs_pause;
  using blobs = std::vector<std::string>;
  const auto now = env_.clock.now();
  auto unused =
      co_await ask<blobs>(env_.pool, "unused_blobs", [now](pqxx::connection& db) -> result<blobs> {
        return storage::unused_blobs(db, now, blobs_at_once);
      });
  if (!unused || unused->empty()) co_return;
  struct removal {
    blobs removed;
    blobs spared;
  };
  auto done = co_await on_disk<removal>(
      env_.disk, [&store = env_.blobs, all = *unused]() -> result<removal> {
        removal out;
        for (const auto& one : all)
          (store.remove(one, blob_rest) ? out.removed : out.spared).push_back(one);
        return out;
      });
  if (!done) co_return;
  co_await ask<bool>(env_.pool, "forget_blobs",
                     [what = *done, due = now + blob_rest](pqxx::connection& db) -> result<bool> {
                       storage::forget_blobs(db, what.removed);
                       storage::spare_blobs(db, what.spared, due);
                       return true;
                     });
  if (unused->size() == static_cast<std::size_t>(blobs_at_once)) blobs_at_ = {};
}

} // namespace switchboard::http
