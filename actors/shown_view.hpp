#pragma once

#include "actors/events.hpp"

#include <mutex>
#include <utility>

namespace switchboard::actors {

/// A project's snapshot as it is now, for its chats: shown by the project's actor, read on any
/// thread.
class shown_view {
public:
  explicit shown_view(project_view_ptr first) : view_(std::move(first)) {}

  project_view_ptr get() const {
    const std::lock_guard hold{mutex_};
    return view_;
  }
  void show(project_view_ptr next) {
    const std::lock_guard hold{mutex_};
    view_ = std::move(next);
  }

private:
  mutable std::mutex mutex_;
  project_view_ptr view_;
};

} // namespace switchboard::actors
