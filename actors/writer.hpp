#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "storage/writer.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <deque>
#include <memory>
#include <vector>

namespace switchboard::actors {

/// While one batch is being committed the next waits for it, unless this many units wait: below
/// that a second transaction at once makes both too small to pay (the knee of storage/writer.hpp).
inline constexpr std::size_t second_batch_from = 64;

struct writer_state {
  static inline const char* name = "writer";

  writer_state(writer_actor::pointer self) : self(self) {}

  void hand_over();

  writer_actor::pointer self;
  std::vector<committer_actor> committers;
  /// Places of the committers that have nothing to do.
  std::vector<std::size_t> idle;
  std::deque<commit_request> waiting;
  bool flush_queued = false;
};

/// Never lingers: the first unit makes it send itself a flush, which queues up behind all that has
/// come in already. An actor with one unit in flight at a time keeps its order; others have none.
writer_actor::behavior_type writer(writer_actor::stateful_pointer<writer_state> self,
                                   std::vector<committer_actor> committers);

/// Blocks on the database: to be spawned detached.
committer_actor::behavior_type committer(committer_actor::pointer self,
                                         std::shared_ptr<storage::writer> rows, counts* numbers);

} // namespace switchboard::actors
