#include "actors/assigner.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

constexpr int appeals_at_once = 200;
/// With fewer remembered than this the rows are read for more.
constexpr std::size_t few_appeals = 100;
/// How long a database that is away is left alone.
constexpr auto read_again_after = 1s;

} // namespace

void assigner_state::on_appeal(const storage::waiting_appeal& appeal) {
  if (waiting.size() >= most_appeals_remembered)
    more = true;
  else
    waiting.emplace(appeal.turn, appeal);
  go_on();
}

void assigner_state::give(const storage::waiting_appeal& appeal, person_id to) {
  team.expect(to);
  given.emplace(appeal.chat, to);
  self->send(project, to_chat{appeal.chat, {}, false, assign_chat{to, appeal.turn}});
}

/// Gives out what can be given. Of a department where nobody is free the appeals stay, and the
/// next change of the team looks at them again.
void assigner_state::go_on() {
  for (auto next = waiting.begin(); next != waiting.end();) {
    const auto& appeal = next->second;
    if (given.contains(appeal.chat)) {
      ++next;
      continue;
    }
    const auto rule = domain::rule_of(*view, appeal.department);
    const auto chosen = team.choose(*view, appeal.department);
    if (chosen) give(appeal, *chosen);
    if (chosen || rule.how == storage::assignment::by_hand)
      next = waiting.erase(next);
    else
      ++next;
  }
  if (more && waiting.size() < few_appeals) read();
}

void assigner_state::read() {
  if (reading) return;
  auto departments = domain::departments_with_rules(*view);
  if (departments.empty()) {
    more = false;
    return;
  }
  reading = true;
  more = false;
  auto back = mailbox<assigner_actor>{self};
  rows->oldest_waiting(view->project.id, std::move(departments), appeals_at_once,
                       [back](auto found) { back.post(appeals_found{std::move(found)}); });
}

void assigner_state::on_found(result<std::vector<storage::waiting_appeal>> found) {
  reading = false;
  if (!found) {
    more = true;
    self->delayed_send(self, read_again_after, scan{});
    return;
  }
  more = more || found->size() >= static_cast<std::size_t>(appeals_at_once);
  for (const auto& appeal : *found)
    if (!given.contains(appeal.chat)) waiting.emplace(appeal.turn, appeal);
  // Nobody is free: what changes the team looks again.
  if (!found->empty()) go_on();
}

/// Taken by hand meanwhile or given: either way it waits no more. What could not be stored still
/// waits in its rows.
void assigner_state::on_over(const assignment_over& over) {
  const auto found = given.find(over.chat);
  if (found == given.end()) return;
  team.expect_no_more(found->second);
  given.erase(found);
  if (over.failed) {
    more = true;
    self->delayed_send(self, read_again_after, scan{});
  } else {
    go_on();
  }
}

/// Rules and rights may be others now: what waits is seen anew.
void assigner_state::on_view(project_view_ptr next) {
  view = std::move(next);
  waiting.clear();
  more = true;
  go_on();
}

assigner_actor::behavior_type assigner(assigner_actor::stateful_pointer<assigner_state> self,
                                       store* rows, project_view_ptr view,
                                       std::unordered_map<person_id, std::int64_t> held,
                                       project_actor project) {
  obey_house_rules(self);
  auto& state = self->state;
  state.rows = rows;
  state.view = std::move(view);
  state.project = std::move(project);
  state.team.reset_held(std::move(held));
  self->send(self, scan{});
  return {[self](const appeal_waits& one) { self->state.on_appeal(one.appeal); },
          [self](const held_moved& moved) {
            self->state.team.move_held(moved.member, moved.by);
            if (moved.by < 0) self->state.go_on();
          },
          [self](const assignment_over& over) { self->state.on_over(over); },
          [self](const presence_moved& moved) {
            self->state.team.set_presence(moved.member, moved.presence);
            if (moved.presence == presence::online) self->state.go_on();
          },
          [self](held_reset& reset) {
            self->state.team.reset_held(std::move(reset.held));
            self->state.more = true;
            self->state.go_on();
          },
          [self](appeals_found& found) { self->state.on_found(std::move(found.appeals)); },
          [self](new_view& news) { self->state.on_view(std::move(news.view)); },
          [self](scan) { self->state.go_on(); }};
}

} // namespace switchboard::actors
