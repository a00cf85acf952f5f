#include "actors/hub.hpp"

#include "actors/domain/audience.hpp"
#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "config/ids.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// Counters are told at most this often; a closed gap is looked for as often.
constexpr auto tick_every = 100ms;

} // namespace

bool hub_state::anybody() const {
  return std::any_of(listeners.begin(), listeners.end(),
                     [](const auto& one) { return !one.second.panels.empty(); });
}

/// A panel that is gone or too slow is dropped.
void hub_state::pass(listener& to, const frame& text) {
  if (to.panels.empty()) return;
  std::erase_if(to.panels, [&](auto& panel) { return !panel->deliver(text); });
  if (to.panels.empty()) await_back(to);
}

void hub_state::await_back(listener& who) {
  who.gone_at = self->clock().now();
  self->delayed_send(self, presence_grace, hub_tick{});
  if (!anybody()) expect_back();
}

void hub_state::tell(event what) {
  if (!*watched) return;
  const auto seq = ring.push(std::move(what));
  for (auto& [member, who] : listeners) {
    if (who.panels.empty()) continue;
    if (const auto as = domain::told_as(ring.at(seq), *view, member))
      pass(who, ring.frame_of(seq, *as, *view, encode));
  }
}

void hub_state::tell_counters() {
  if (!*watched) return;
  const auto seq = ring.push(counters_changed{});
  for (auto& [member, who] : listeners) {
    const auto numbers = counters.of(*view, member);
    if (who.panels.empty() || who.told == numbers) continue;
    who.told = numbers;
    pass(who, std::make_shared<const std::string>(encode(
                  counters_changed{}, {telling::form::whole, numbers}, *view, ring.epoch(), seq)));
  }
}

void hub_state::restart() {
  ring.restart(to_string(make_id<message_id>()));
  rights_changed.clear();
}

void hub_state::expect_back() {
  awaited_until = self->clock().now() + hub_ring_kept;
  self->delayed_send(self, hub_ring_kept, hub_tick{});
}

void hub_state::count(const std::vector<domain::counter_delta>& deltas) {
  for (const auto& delta : deltas) {
    counters.move(delta);
    if (delta.what == storage::counted::held) held_moved_of.insert(delta.member);
  }
  if (deltas.empty()) return;
  counters_moved = true;
  arm_tick();
}

void hub_state::arm_tick() {
  if (!std::exchange(tick_armed, true)) self->delayed_send(self, tick_every, hub_tick{});
}

/// What a member missed, in the forms that are theirs; of the numbers only the last, as they are.
std::vector<frame> hub_state::missed_by(person_id member, std::uint64_t after) {
  std::vector<frame> frames;
  std::uint64_t counted = 0;
  for (auto seq = after + 1; seq <= ring.last(); ++seq)
    if (std::holds_alternative<counters_changed>(ring.at(seq))) counted = seq;
  for (auto seq = after + 1; seq <= ring.last(); ++seq) {
    const auto& what = ring.at(seq);
    if (std::holds_alternative<counters_changed>(what)) {
      if (seq != counted) continue;
      const telling how{telling::form::whole, counters.of(*view, member)};
      frames.push_back(
          std::make_shared<const std::string>(encode(what, how, *view, ring.epoch(), seq)));
    } else if (const auto as = domain::told_as(what, *view, member)) {
      frames.push_back(ring.frame_of(seq, *as, *view, encode));
    }
  }
  return frames;
}

void hub_state::subscribe_session(subscribe& request) {
  // What happened while nobody looked was not kept. The flag is up before the answer: what a chat
  // stores after having seen it down is what the panel will fetch.
  if (!watched->exchange(true)) restart();
  const auto member = request.sink->viewer();
  auto& who = listeners[member];
  const auto changed = rights_changed.find(member);
  const bool stale =
      request.after && (!ring.covers(*request.after) ||
                        (changed != rights_changed.end() && request.after->seq < changed->second));
  std::vector<frame> missed;
  if (request.after && !stale) missed = missed_by(member, request.after->seq);
  request.answer(subscription{ring.epoch(), ring.last(), stale, missed.size()});
  const bool alive = std::all_of(missed.begin(), missed.end(),
                                 [&](const frame& text) { return request.sink->deliver(text); });
  if (alive) who.panels.push_back(request.sink);
  who.told.reset();
  follow_presence(member);
}

void hub_state::leave(const event_sink_ptr& panel) {
  const auto found = listeners.find(panel->viewer());
  if (found == listeners.end()) return;
  auto& who = found->second;
  if (std::erase(who.panels, panel) > 0 && who.panels.empty()) await_back(who);
}

presence hub_state::presence_of(person_id member) const {
  const auto found = listeners.find(member);
  const auto known = view->members.find(member);
  if (found == listeners.end() || known == view->members.end()) return presence::offline;
  const auto& who = found->second;
  if (who.panels.empty() && self->clock().now() >= who.gone_at + presence_grace)
    return presence::offline;
  return known->second.away ? presence::away : presence::online;
}

void hub_state::tell_presence(person_id member) {
  const auto found = there.find(member);
  const auto now = found == there.end() ? presence::offline : found->second;
  tell(presence_changed{member, now, counters.held_by(member)});
}

void hub_state::follow_presence(person_id member) {
  const auto now = presence_of(member);
  auto& told = there[member];
  if (told == now) return;
  told = now;
  tell_presence(member);
  if (assigner) self->send(assigner, presence_moved{member, now});
}

void hub_state::on_assigner(assigner_actor who) {
  assigner = std::move(who);
  for (const auto& [member, now] : there) self->send(assigner, presence_moved{member, now});
}

team_state hub_state::team() const {
  team_state all;
  for (const auto& [member, row] : view->members) {
    const auto found = there.find(member);
    all[member] = {found == there.end() ? presence::offline : found->second,
                   counters.held_by(member)};
  }
  return all;
}

/// The member may see other things now: what they hold is to be fetched anew, and what they missed
/// would be of another time.
void hub_state::start_anew(person_id member, listener& who) {
  who.told.reset();
  pass(who,
       std::make_shared<const std::string>(encode(resync{}, {}, *view, ring.epoch(), ring.last())));
  if (!view->members.contains(member)) who.panels.clear();
}

void hub_state::on_view(project_view_ptr next) {
  const auto before = std::exchange(view, std::move(next));
  std::vector<person_id> changed;
  for (const auto& [member, row] : before->members)
    if (!domain::same_rights(*before, *view, member)) changed.push_back(member);
  for (const auto member : changed) {
    rights_changed[member] = ring.last() + 1;
    const auto found = listeners.find(member);
    if (found != listeners.end()) start_anew(member, found->second);
  }
  std::vector<person_id> known;
  for (const auto& [member, who] : listeners) known.push_back(member);
  for (const auto member : known) follow_presence(member);
  counters_moved = counters_moved || !changed.empty();
  if (counters_moved) arm_tick();
}

void hub_state::on_gap() {
  gap_open = true;
  arm_tick();
}

void hub_state::on_tick() {
  tick_armed = false;
  if (std::exchange(counters_moved, false)) tell_counters();
  for (const auto member : std::exchange(held_moved_of, {})) tell_presence(member);
  std::vector<person_id> known;
  for (const auto& [member, who] : listeners)
    if (who.panels.empty()) known.push_back(member);
  for (const auto member : known) {
    follow_presence(member);
    if (there[member] == presence::offline) listeners.erase(member);
  }
  if (!anybody() && *watched && self->clock().now() >= awaited_until) {
    *watched = false;
    restart();
  }
  if (!gap_open) return;
  auto back = mailbox<hub_actor>{self};
  rows->load_project(project,
                     [back](auto record) { back.post(counters_loaded{std::move(record)}); });
}

void hub_state::on_counters(result<std::optional<storage::project_record>> record) {
  if (!record) {
    arm_tick();
    return;
  }
  if (!gap_open || !*record) return;
  gap_open = false;
  counters = domain::tallies{(*record)->counters};
  if (assigner) self->send(assigner, held_reset{counters.held()});
  restart();
  for (auto& [member, who] : listeners) who.told.reset();
  tell(resync{});
}

hub_actor::behavior_type hub(hub_actor::stateful_pointer<hub_state> self, store* rows,
                             project_view_ptr view, domain::tallies initial, frame_encoder encode,
                             std::shared_ptr<std::atomic<bool>> watched) {
  obey_house_rules(self);
  auto& state = self->state;
  state.rows = rows;
  state.project = view->project.id;
  state.encode = std::move(encode);
  state.view = std::move(view);
  state.counters = std::move(initial);
  state.watched = std::move(watched);
  return {[self](publish& news) {
            for (auto& what : news.events) self->state.tell(std::move(what));
            self->state.count(news.counters);
          },
          [self](subscribe& request) { self->state.subscribe_session(request); },
          [self](const unsubscribe& request) { self->state.leave(request.sink); },
          [self](gap) { self->state.on_gap(); },
          [self](counters_loaded& loaded) { self->state.on_counters(std::move(loaded.record)); },
          [self](hub_tick) { self->state.on_tick(); },
          [self](new_view& news) { self->state.on_view(std::move(news.view)); },
          [self](ask_team& asked) { asked.answer(self->state.team()); },
          [self](ask_counters& asked) {
            asked.answer(self->state.counters.of(*self->state.view, asked.member));
          },
          [self](meet_assigner& met) { self->state.on_assigner(std::move(met.who)); },
          [self](farewell) {
            self->state.restart();
            self->state.tell(resync{});
            self->quit();
          }};
}

} // namespace switchboard::actors
