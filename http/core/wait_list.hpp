#pragma once

#include <chrono>

namespace switchboard::http {

/// What the coroutines of one loop wait for, the longest first, so that a wait can be given up
/// without a timer of its own. Used on the loop's thread only.
class wait_list {
public:
  /// A wait; in the list from `add` to `remove`.
  class entry {
  public:
    virtual ~entry() = default;
    entry() = default;
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

  private:
    friend class wait_list;
    /// The time is over. Does not remove it: who waits does, when it goes on.
    virtual void expire() = 0;

    entry* before_ = nullptr;
    entry* after_ = nullptr;
    std::chrono::steady_clock::time_point since_;
  };

  void add(entry& one);
  void remove(entry& one);
  /// Gives up what has waited for `limit`.
  void sweep(std::chrono::milliseconds limit);

private:
  entry* first_ = nullptr;
  entry* last_ = nullptr;
};

} // namespace switchboard::http
