#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"
#include "http/core/task.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace switchboard::http {

class loop;
struct services;

/// Deletes in the background what was marked so (PRJ-5): lets go of a project's channels at their
/// platforms, then empties its tables bit by bit, then removes the blobs that nothing refers to any
/// more. What a crash or a database that is away interrupts goes on where it was: all of it can be
/// done again.
class deletions {
public:
  explicit deletions(services& env) : env_(env) {}

  /// Looks after it on this loop from now on; before the loop runs.
  void begin(loop& on);
  /// Begins nothing more and waits at most `limit` for what is under way. From another thread,
  /// while the loop runs.
  void stop(std::chrono::milliseconds limit);

private:
  void look();
  task<void> work();
  task<void> delete_projects();
  /// Whether nothing of the project is left.
  task<bool> remove(project_id project);
  /// Whether every channel is let go of, or was tried.
  task<bool> let_go(project_id project);
  /// Those with these numbers in storage::project_tables.
  task<bool> empty_tables(project_id project, std::size_t from, std::size_t to);
  task<void> remove_blobs();
  bool stopping();

  services& env_;
  std::chrono::steady_clock::time_point projects_at_{};
  std::chrono::steady_clock::time_point blobs_at_{};
  std::mutex mutex_;
  std::condition_variable idle_;
  bool busy_ = false;
  bool stopping_ = false;
};

} // namespace switchboard::http
