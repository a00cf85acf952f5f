#pragma once

#include "actors/reply.hpp"

#include <utility>
#include <vector>

namespace switchboard::actors {

/// Reads of one thing for many askers, one at a time: who asks while one is under way is served by
/// the next, since the one under way may have begun before what they want to see. So an older state
/// never comes after a newer one.
template <class T>
class one_read {
public:
  void ask(reply<T> answer) { asked_.push_back(std::move(answer)); }
  bool due() const { return !under_way_ && !asked_.empty(); }

  /// The read begins; its answer answers all who asked until now.
  reply<T> begin() {
    under_way_ = true;
    return reply<T>{[all = std::exchange(asked_, {})](result<T> read) {
      for (const auto& one : all) one(read);
    }};
  }
  void over() { under_way_ = false; }

private:
  std::vector<reply<T>> asked_;
  bool under_way_ = false;
};

} // namespace switchboard::actors
