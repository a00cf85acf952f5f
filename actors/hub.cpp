#include "actors/hub.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "config/ids.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// Counters are told at most this often; a closed gap is looked for as often.
constexpr auto tick_every = 100ms;

} // namespace

counters_changed counters_of(const storage::project_record& record) {
  counters_changed numbers;
  for (auto& row : record.counters) {
    if (row.member)
      numbers.mine[row.member] = row.chats;
    else if (row.state == storage::chat_state::fresh)
      numbers.fresh = row.chats;
    else if (row.state == storage::chat_state::active)
      numbers.active = row.chats;
    else
      numbers.done = row.chats;
  }
  return numbers;
}

void hub_state::tell(event what) {
  if (!*watched) return;
  auto seq = ring.push(std::move(what));
  if (sessions.empty()) return;
  auto text = ring.frame_of(seq, *view, encode);
  std::erase_if(sessions, [&](auto& session) { return !session->deliver(text); });
  if (sessions.empty()) expect_back();
}

void hub_state::restart() { ring.restart(to_string(make_id<message_id>())); }

void hub_state::expect_back() {
  awaited_until = self->clock().now() + hub_ring_kept;
  self->delayed_send(self, hub_ring_kept, hub_tick{});
}

void hub_state::count(const std::vector<domain::counter_delta>& deltas) {
  for (auto& delta : deltas) {
    if (delta.member)
      counters.mine[delta.member] += delta.by;
    else if (delta.state == storage::chat_state::fresh)
      counters.fresh += delta.by;
    else if (delta.state == storage::chat_state::active)
      counters.active += delta.by;
    else
      counters.done += delta.by;
  }
  if (deltas.empty()) return;
  counters_moved = true;
  arm_tick();
}

void hub_state::arm_tick() {
  if (!std::exchange(tick_armed, true)) self->delayed_send(self, tick_every, hub_tick{});
}

void hub_state::subscribe_session(subscribe& request) {
  // What happened while nobody looked was not kept. The flag is up before the answer: what a chat
  // stores after having seen it down is what the panel will fetch.
  if (!watched->exchange(true)) restart();
  bool missed = request.after && !ring.covers(*request.after);
  request.answer(subscription{ring.epoch(), ring.last(), missed});
  bool alive = true;
  if (request.after && !missed)
    for (auto seq = request.after->seq + 1; alive && seq <= ring.last(); ++seq)
      alive = request.sink->deliver(ring.frame_of(seq, *view, encode));
  if (alive) sessions.insert(request.sink);
}

void hub_state::leave(const event_sink_ptr& session) {
  if (sessions.erase(session) && sessions.empty()) expect_back();
}

void hub_state::on_gap() {
  gap_open = true;
  arm_tick();
}

void hub_state::on_tick() {
  tick_armed = false;
  if (std::exchange(counters_moved, false)) tell(counters);
  if (sessions.empty() && *watched && self->clock().now() >= awaited_until) {
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
  counters = counters_of(**record);
  restart();
  tell(resync{});
}

hub_actor::behavior_type hub(hub_actor::stateful_pointer<hub_state> self, store* rows,
                             project_view_ptr view, counters_changed initial, frame_encoder encode,
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
          [self](new_view& news) { self->state.view = std::move(news.view); }};
}

} // namespace switchboard::actors
