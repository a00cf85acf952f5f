#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "storage/writer.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <vector>

namespace switchboard::actors {

struct writer_state {
  static inline const char* name = "writer";

  std::vector<storage::unit> batch;
  /// Who asked, and under which ticket, in the order of the batch.
  std::vector<std::pair<commit_listener, std::uint64_t>> askers;
  bool flush_queued = false;
};

/// Blocks on the database: to be spawned detached. It never lingers: the first unit of a batch
/// makes it send itself a flush, which queues up behind all that has come in already.
writer_actor::behavior_type writer(writer_actor::stateful_pointer<writer_state> self,
                                   std::shared_ptr<storage::writer> rows, counts* numbers);

} // namespace switchboard::actors
