#pragma once

#include "actors/actors.hpp"
#include "actors/domain/assignment.hpp"
#include "actors/store.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <map>
#include <unordered_map>

namespace switchboard::actors {

/// Appeals that are remembered at most; what waits behind them is read when their turn comes.
inline constexpr std::size_t most_appeals_remembered = 1000;

/// What waits is in the rows: whatever is forgotten here is read from them again, at the start of
/// the process, when a rule is switched on and when the remembered ones are done.
struct assigner_state {
  static inline const char* name = "assigner";

  assigner_state(assigner_actor::pointer self) : self(self) {}

  void on_appeal(const storage::waiting_appeal& appeal);
  void on_over(const assignment_over& over);
  void on_found(result<std::vector<storage::waiting_appeal>> found);
  void on_view(project_view_ptr next);
  void go_on();

  assigner_actor::pointer self;
  store* rows = nullptr;
  project_actor project;
  project_view_ptr view;
  domain::assignment_state team;
  /// By turn: who waits longest comes first.
  std::map<std::int64_t, storage::waiting_appeal> waiting;
  /// Given, until the chat says what became of it.
  std::unordered_map<chat_id, person_id> given;
  /// There may be appeals in the rows that are not remembered.
  bool more = true;
  bool reading = false;

private:
  void give(const storage::waiting_appeal& appeal, person_id to);
  void read();
};

/// `rows` must outlive the actor; `project` is told whom to assign what.
assigner_actor::behavior_type assigner(assigner_actor::stateful_pointer<assigner_state> self,
                                       store* rows, project_view_ptr view,
                                       std::unordered_map<person_id, std::int64_t> held,
                                       project_actor project);

} // namespace switchboard::actors
