#include "actors/channel.hpp"

#include "actors/access.hpp"
#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "config/ids.hpp"
#include "config/log.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

/// Between two questions for profiles of one channel.
constexpr auto profiles_every = std::chrono::milliseconds{100};

} // namespace

void channel_state::on_update(client_update& update) {
  ++services.numbers->events_in;
  note_inbound();
  const auto& event = update.event;
  if (!event.acknowledge.empty())
    if (auto call = platform->acknowledge(access, event.acknowledge))
      services.transport->send(std::move(*call), [](auto) {});
  if (auto* notice = std::get_if<protocols::account_notice>(&event.what))
    set_health(row.state, notice->problem, notice->reason);
  // What opens the window concerns the client's chat, whatever it is.
  const bool obscure =
      std::holds_alternative<protocols::not_understood>(event.what) && !event.opens_window;
  if (event.client.empty() || obscure ||
      std::holds_alternative<protocols::account_notice>(event.what))
    return keep_bytes_only(update);
  if (take_echo(update)) return update.answer(true);
  if (auto known = clients.find(event.client)) return forward(std::move(update), *known, false);
  if (std::holds_alternative<protocols::typing>(event.what)) return update.answer(true);
  auto& waiting = unresolved[event.client];
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
  if (std::holds_alternative<protocols::typing>(update.event.what)) {
    self->send(services.project, to_chat{chat, row.id, newcomer, client_types{}});
    return update.answer(true);
  }
  self->send(services.project, to_chat{chat, row.id, newcomer, std::move(update)});
}

/// Somebody opened the conversation who never wrote: what the link carried waits for their first
/// message. Anything else of theirs changes nothing of ours.
void channel_state::keep_arrival(client_update& update) {
  storage::unit changes;
  auto payload = update.event.start_payload;
  if (auto* arrived = std::get_if<protocols::arrived>(&update.event.what))
    payload = arrived->payload;
  const auto now = services.clock->now();
  if (!payload.empty())
    changes.push_back(storage::put_arrival{row.project, row.id, update.event.client, payload, now});
  storage::claim_event claim{row.project,
                             row.id,
                             update.event.key,
                             static_cast<std::int16_t>(update.event.what.index()),
                             {},
                             {},
                             now,
                             {}};
  claim.bytes = std::move(update.bytes);
  changes.push_back(std::move(claim));
  store(std::move(changes), [answer = update.answer](storage::stored outcome) {
    if (outcome == storage::stored::unavailable)
      answer(fail(errc::unavailable));
    else
      answer(outcome == storage::stored::yes);
  });
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
    auto known = answer.found->chats.find(client);
    bool newcomer = known == answer.found->chats.end();
    auto chat = newcomer ? chat_id{} : known->second;
    if (!newcomer) clients.remember(client, chat);
    for (auto& update : waiting.mapped()) {
      const bool writes = std::holds_alternative<protocols::client_message>(update.event.what);
      if (newcomer && !writes && !chat) {
        keep_arrival(update);
        continue;
      }
      if (!chat) {
        chat = make_id<chat_id>();
        clients.remember(client, chat);
        if (auto came = answer.found->arrivals.find(client);
            came != answer.found->arrivals.end() && update.event.start_payload.empty())
          update.event.start_payload = came->second;
      }
      forward(std::move(update), chat, newcomer);
    }
  }
  look_up();
}

void channel_state::on_courtesy(courtesy& asked) {
  if (asked.what == courtesy::kind::profile) {
    if (profiles_wanted.size() < most_profiles_wanted)
      profiles_wanted.emplace(std::move(asked.client), asked.chat);
    return ask_profiles();
  }
  if (row.state != storage::channel_state::connected) return;
  auto call = asked.what == courtesy::kind::typing
                  ? platform->show_typing(access, asked.client)
                  : platform->show_read(access, asked.client, asked.external_id);
  if (call) services.transport->send(std::move(*call), [](auto) {});
}

/// CRD-1. One question at a time: who comes meanwhile is asked about together, and a storm of
/// newcomers can't take the platform's patience from what operators write.
void channel_state::ask_profiles() {
  if (asking_profiles || profiles_wanted.empty()) return;
  asking_profiles = true;
  std::vector<std::string> asked;
  for (auto& [client, chat] : profiles_wanted) {
    if (asked.size() == platform->rules().profiles_at_once) break;
    asked.push_back(client);
  }
  auto back = mailbox<channel_actor>{self};
  protocols::converse(*services.transport, platform->profiles(access, asked),
                      [back, asked](auto profiles) {
                        back.post(profiles_came{asked, std::move(profiles)});
                      });
}

void channel_state::on_profiles(profiles_came& came) {
  for (auto& profile : came.profiles)
    if (auto wanted = profiles_wanted.find(profile.client); wanted != profiles_wanted.end())
      self->send(services.project,
                 to_chat{wanted->second, row.id, false, profile_told{std::move(profile)}});
  for (auto& client : came.asked) profiles_wanted.erase(client);
  self->delayed_send(self, profiles_every, wake_profiles{});
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
  state.access = access_of(state.services.options, state.row);
  state.poll_cursor = state.row.poll_cursor;
  auto pace = state.platform->rules().pace;
  if (const auto said = state.services.options.paces.find(state.row.platform);
      said != state.services.options.paces.end())
    pace.per_channel = said->second;
  state.queue = std::make_unique<domain::outgoing_queue>(
      pace, static_cast<std::uint64_t>(state.row.id.value));
  if (state.row.state == storage::channel_state::disconnected)
    state.queue->close();
  else
    state.arm();
  for (auto by : protocols::authors) state.load_outbox(by);
  auto current = [self](std::uint64_t generation) {
    return generation == self->state.link_generation;
  };
  return {[self](client_update& update) { self->state.on_update(update); },
          [self](clients_found& answer) { self->state.on_clients(answer); },
          [self](storage::outbox_row& row) { self->state.on_outbound(std::move(row)); },
          [self](outbox_loaded& loaded) { self->state.on_outbox(loaded); },
          [self](call_answered& call) { self->state.on_call(call); },
          [self](const echo_overdue& over) { self->state.on_echo_overdue(over.message); },
          [self](const committed& done) { self->state.on_committed(done); },
          [self](references_found& known) { self->state.on_references(known); },
          [self](courtesy& asked) { self->state.on_courtesy(asked); },
          [self](profiles_came& came) { self->state.on_profiles(came); },
          [self](wake_profiles) {
            self->state.asking_profiles = false;
            self->state.ask_profiles();
          },
          [self](armed& step) { self->state.on_armed(step); },
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
            self->state.check();
          },
          [self, current](const health_checked& answer) {
            if (current(answer.generation)) self->state.on_health(answer);
          },
          [self](rearm& request) { self->state.on_rearm(request); }};
}

} // namespace switchboard::actors
