#include "actors/timekeeper.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

constexpr auto scan_every = 500ms;
constexpr int timers_per_scan = 1000;

} // namespace

timekeeper_actor::behavior_type timekeeper(
    timekeeper_actor::stateful_pointer<timekeeper_state> self, store* rows, wall_clock* clock,
    find_project_actor project_of) {
  obey_house_rules(self);
  self->send(self, scan{});
  return {[self, rows, clock](scan) {
            auto back = mailbox<timekeeper_actor>{self};
            rows->due_timers(clock->now(), timers_per_scan,
                             [back](auto due) { back.post(timers_found{std::move(due)}); });
          },
          [self, project_of](timers_found& found) {
            if (found.due)
              for (auto& timer : *found.due)
                if (auto project = project_of(timer.project))
                  self->send(project, to_chat{timer.chat, {}, false, timer_due{timer}});
            self->delayed_send(self, scan_every, scan{});
          }};
}

} // namespace switchboard::actors
