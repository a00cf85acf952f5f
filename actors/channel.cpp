#include "actors/channel.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "config/ids.hpp"
#include "config/log.hpp"

#include <utility>

namespace switchboard::actors {

void channel_state::on_update(client_update& update) {
  ++services.numbers->events_in;
  note_inbound();
  if (!update.event.acknowledge.empty())
    services.transport->send(platform->acknowledge(access, update.event.acknowledge), [](auto) {});
  if (update.event.client.empty() ||
      std::holds_alternative<protocols::not_understood>(update.event.what)) {
    keep_bytes_only(update);
    return;
  }
  if (auto known = clients.find(update.event.client)) {
    forward(std::move(update), *known, false);
    return;
  }
  auto& waiting = unresolved[update.event.client];
  waiting.push_back(std::move(update));
  if (!looking_up) look_up();
}

/// CHN: nobody's event, or one we do not understand: claimed and kept, so that it is answered once.
void channel_state::keep_bytes_only(client_update& update) {
  ++services.numbers->not_understood;
  log::info("update kept", {{"channel", to_string(row.id)}, {"kind", update.event.kind}});
  storage::claim_event claim{row.project,
                             row.id,
                             update.event.key,
                             static_cast<std::int16_t>(update.event.what.index()),
                             {},
                             {},
                             services.clock->now(),
                             std::move(update.bytes)};
  store({std::move(claim)}, [answer = update.answer](storage::stored outcome) {
    if (outcome == storage::stored::unavailable)
      answer(fail(errc::unavailable));
    else
      answer(outcome == storage::stored::yes);
  });
}

void channel_state::forward(client_update update, chat_id chat, bool newcomer) {
  self->send(services.project, to_chat{chat, row.id, newcomer, std::move(update)});
}

/// One question at a time: who comes meanwhile is asked about together.
void channel_state::look_up() {
  std::vector<std::string> asked;
  for (auto& [client, updates] : unresolved) asked.push_back(client);
  looking_up = !asked.empty();
  if (!looking_up) return;
  auto back = mailbox<channel_actor>{self};
  services.rows->find_clients(row.project, row.id, asked, [back, asked](auto found) {
    back.post(clients_found{asked, std::move(found)});
  });
}

void channel_state::on_clients(clients_found& answer) {
  for (auto& client : answer.asked) {
    auto waiting = unresolved.extract(client);
    if (!answer.found) {
      for (auto& update : waiting.mapped()) update.answer(answer.found.error());
      continue;
    }
    auto known = answer.found->find(client);
    bool newcomer = known == answer.found->end();
    auto chat = newcomer ? make_id<chat_id>() : known->second;
    clients.remember(client, chat);
    for (auto& update : waiting.mapped()) forward(std::move(update), chat, newcomer);
  }
  look_up();
}

void channel_state::store(storage::unit changes, std::function<void(storage::stored)> then) {
  commits.emplace(++last_ticket, std::move(then));
  self->send(services.writer, commit_request{std::move(changes), last_ticket,
                                             caf::actor_cast<commit_listener>(self)});
}

void channel_state::on_committed(const committed& done) {
  if (auto asked = commits.extract(done.ticket); !asked.empty()) asked.mapped()(done.outcome);
}

channel_actor::behavior_type channel(channel_actor::stateful_pointer<channel_state> self,
                                     channel_services services, storage::channel_row row) {
  obey_house_rules(self);
  auto& state = self->state;
  state.services = std::move(services);
  state.row = std::move(row);
  state.platform = &protocols::messenger_of(state.row.platform);
  state.access = {state.services.options.telegram_api_url, state.row.token};
  state.queue = std::make_unique<domain::outgoing_queue>(
      state.platform->pace(), static_cast<std::uint64_t>(state.row.id.value));
  if (state.row.state == storage::channel_state::disconnected)
    state.queue->close();
  else
    state.arm();
  state.load_outbox();
  auto current = [self](std::uint64_t generation) {
    return generation == self->state.link_generation;
  };
  return {[self](client_update& update) { self->state.on_update(update); },
          [self](clients_found& answer) { self->state.on_clients(answer); },
          [self](storage::outbox_row& row) { self->state.on_outbound(std::move(row)); },
          [self](outbox_loaded& loaded) { self->state.on_outbox(loaded); },
          [self](const call_answered& call) { self->state.on_call(call); },
          [self](const committed& done) { self->state.on_committed(done); },
          [self, current](const armed& step) {
            if (current(step.generation)) self->state.on_armed(step);
          },
          [self, current](polled& answer) {
            if (current(answer.generation)) self->state.on_polled(answer);
          },
          [self, current](const poll_event_done& done) {
            if (current(done.generation)) self->state.on_poll_event(done.stored);
          },
          [self](const wake_queue& wake) {
            if (wake.generation != self->state.wake_generation) return;
            self->state.wake_at.reset();
            self->state.pump();
          },
          [self, current](const wake_inbound& wake) {
            if (current(wake.generation)) self->state.arm();
          },
          [self, current](const check_health& check) {
            if (!current(check.generation)) return;
            auto& state = self->state;
            auto back = mailbox<channel_actor>{self};
            state.services.transport->send(
                state.platform->ask_webhook(state.access),
                [back, generation = check.generation](auto answer) {
                  back.post(health_checked{generation, std::move(answer)});
                });
          },
          [self, current](const health_checked& answer) {
            if (current(answer.generation)) self->state.on_health(answer);
          },
          [self](rearm& request) { self->state.on_rearm(request); }};
}

} // namespace switchboard::actors
