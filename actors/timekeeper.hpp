#pragma once

#include "actors/actors.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <functional>

namespace switchboard::actors {

/// Which actor is a project's; null when it is unknown.
using find_project_actor = std::function<project_actor(project_id)>;

struct timekeeper_state {
  static inline const char* name = "timekeeper";
};

/// Reads the rows that are due and wakes their chats; a chat deletes its row in the commit of what
/// the timer leads to, so a row that is still there is simply found again: nothing is lost or done
/// twice, whenever the process dies. `rows` and `clock` must outlive the actor.
timekeeper_actor::behavior_type timekeeper(
    timekeeper_actor::stateful_pointer<timekeeper_state> self, store* rows, wall_clock* clock,
    find_project_actor project_of);

} // namespace switchboard::actors
