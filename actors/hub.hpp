#pragma once

#include "actors/actors.hpp"
#include "actors/domain/event_ring.hpp"
#include "actors/store.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <set>

namespace switchboard::actors {

/// How many events a panel may miss and still be brought up to date without fetching anew.
inline constexpr std::size_t hub_ring_events = 1024;
/// How long events are kept after the last panel went.
inline constexpr std::chrono::minutes hub_ring_kept{10};

struct hub_state {
  static inline const char* name = "hub";

  hub_state(hub_actor::pointer self) : self(self) {}

  void tell(event what);
  void count(const std::vector<domain::counter_delta>& deltas);
  void subscribe_session(subscribe& request);
  void on_counters(result<std::optional<storage::project_record>> record);
  void on_tick();
  void on_gap();

  hub_actor::pointer self;
  store* rows = nullptr;
  project_id project;
  frame_encoder encode;
  project_view_ptr view;
  domain::event_ring ring{hub_ring_events};
  std::set<event_sink_ptr> sessions;
  /// Somebody looks, or has just left and may come back for what was missed. Chats read it to save
  /// themselves the making of events.
  std::shared_ptr<std::atomic<bool>> watched;
  caf::actor_clock::time_point awaited_until{};
  counters_changed counters;
  /// Counters moved since they were last told: they are told together, not one by one.
  bool counters_moved = false;
  /// A commit of unknown fate may have gone untold.
  bool gap_open = false;
  bool tick_armed = false;

  void leave(const event_sink_ptr& session);

private:
  void restart();
  void expect_back();
  void arm_tick();
};

/// `rows` must outlive the actor. `initial` are the counters as loaded with the project.
hub_actor::behavior_type hub(hub_actor::stateful_pointer<hub_state> self, store* rows,
                             project_view_ptr view, counters_changed initial, frame_encoder encode,
                             std::shared_ptr<std::atomic<bool>> watched);

/// The tabs' numbers from the project's rows.
counters_changed counters_of(const storage::project_record& record);

} // namespace switchboard::actors
