#pragma once

#include "actors/actors.hpp"
#include "actors/domain/event_ring.hpp"
#include "actors/domain/tallies.hpp"
#include "actors/store.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace switchboard::actors {

/// How many events a panel may miss and still be brought up to date without fetching anew.
inline constexpr std::size_t hub_ring_events = 1024;
/// How long events are kept after the last panel went.
inline constexpr std::chrono::minutes hub_ring_kept{10};
/// How long somebody whose last panel went counts as still there: a page that is loaded again.
inline constexpr std::chrono::seconds presence_grace{10};

/// A member with the panels they look through.
struct listener {
  std::vector<event_sink_ptr> panels;
  /// The numbers they were told last.
  std::optional<tab_numbers> told;
  /// Since when there is no panel.
  caf::actor_clock::time_point gone_at{};
};

struct hub_state {
  static inline const char* name = "hub";

  hub_state(hub_actor::pointer self) : self(self) {}

  void tell(event what);
  void count(const std::vector<domain::counter_delta>& deltas);
  void subscribe_session(subscribe& request);
  void leave(const event_sink_ptr& panel);
  void on_counters(result<std::optional<storage::project_record>> record);
  void on_tick();
  void on_gap();
  void on_view(project_view_ptr next);
  void on_assigner(assigner_actor who);
  void restart();
  team_state team() const;

  hub_actor::pointer self;
  store* rows = nullptr;
  project_id project;
  frame_encoder encode;
  project_view_ptr view;
  assigner_actor assigner;
  domain::event_ring ring{hub_ring_events};
  std::unordered_map<person_id, listener> listeners;
  /// Who is there, as it was told.
  std::unordered_map<person_id, presence> there;
  /// Whose rights changed at which event: what they saw before is not to be trusted.
  std::unordered_map<person_id, std::uint64_t> rights_changed;
  /// Somebody looks, or has just left and may come back for what was missed. Chats read it to save
  /// themselves the making of events.
  std::shared_ptr<std::atomic<bool>> watched;
  caf::actor_clock::time_point awaited_until{};
  domain::tallies counters;
  /// Counters moved since they were last told: they are told together, not one by one.
  bool counters_moved = false;
  /// Members who are responsible for more or fewer chats than they were told.
  std::unordered_set<person_id> held_moved_of;
  /// A commit of unknown fate may have gone untold.
  bool gap_open = false;
  bool tick_armed = false;

private:
  bool anybody() const;
  void expect_back();
  void arm_tick();
  void tell_counters();
  void tell_presence(person_id member);
  void follow_presence(person_id member);
  presence presence_of(person_id member) const;
  std::vector<frame> missed_by(person_id member, std::uint64_t after);
  void pass(listener& to, const frame& text);
  /// Their last panel went.
  void await_back(listener& who);
  void start_anew(person_id member, listener& who);
};

/// `rows` must outlive the actor. `initial` are the counters as loaded with the project.
hub_actor::behavior_type hub(hub_actor::stateful_pointer<hub_state> self, store* rows,
                             project_view_ptr view, domain::tallies initial, frame_encoder encode,
                             std::shared_ptr<std::atomic<bool>> watched);

} // namespace switchboard::actors
