#pragma once

#include "storage/statements.hpp"

#include <array>
#include <deque>
#include <span>
#include <vector>

namespace switchboard::storage {

/// Changes that may be stored kind by kind, a statement each: by the number of the kind, sorted
/// by key so that writers lock rows in the same order.
using wave = std::array<std::vector<const change*>, change_kinds>;

/// How the changes of many units (claims apart) become few statements with the same effect as
/// unit after unit.
///
/// Kind by kind is another order than unit by unit. Where that matters (one unit drops a timer
/// that a later one puts) the later unit begins a new wave. What is commonly written many times
/// in one batch is folded instead: of a chat or a client the last row counts, counters are summed.
/// Refers to the changes it was made from.
class batch_plan {
public:
  explicit batch_plan(std::span<const unit* const> units);
  batch_plan(const batch_plan&) = delete;
  batch_plan& operator=(const batch_plan&) = delete;

  const std::vector<wave>& waves() const noexcept { return waves_; }

private:
  void fold(wave& of);
  void sum_counters(std::vector<const change*>& rows);
  void merge_health(std::vector<const change*>& rows);

  std::vector<wave> waves_;
  /// Changes made here, of several given ones.
  std::deque<change> folded_;
};

} // namespace switchboard::storage
