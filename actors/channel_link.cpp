#include "actors/channel.hpp"
#include "actors/mailbox.hpp"
#include "actors/overloaded.hpp"
#include "config/log.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// How often the platform is asked where it delivers (Telegram Bot API, getWebhookInfo).
constexpr auto health_every = 60s;
/// A link that failed is tried again after 1, 2, 4 … seconds, up to this.
constexpr std::chrono::milliseconds longest_link_pause = 60s;
/// Another program polls with the same token: asked again this often.
constexpr auto conflict_pause = 10s;
/// "Last inbound" is shown and stored at most this often.
constexpr auto inbound_every = 10s;

} // namespace

std::string channel_state::webhook_url() const {
  return services.options.public_url + "/hooks/" + std::string{platform->name()} + "/" +
         row.hook_key;
}

/// Brings the link up in the row's mode. Runs at every start too, so a crash between any two steps
/// of connecting is mended by itself.
void channel_state::arm() {
  auto generation = ++link_generation;
  poll_open = 0;
  bool webhook = row.mode == storage::channel_mode::webhook &&
                 row.state != storage::channel_state::disconnected;
  auto call = webhook ? platform->set_webhook(access, webhook_url(), row.secret)
                      : platform->clear_webhook(access);
  auto back = mailbox<channel_actor>{self};
  services.transport->send(std::move(call), [back, generation](auto answer) {
    back.post(armed{generation, std::move(answer)});
  });
}

void channel_state::on_rearm(rearm& request) {
  arm_answer(row);
  arm_answer = std::move(request.answer);
  row = std::move(request.row);
  access.token = row.token;
  link_failures = 0;
  if (row.state == storage::channel_state::disconnected) queue->close();
  arm();
}

void channel_state::on_armed(const armed& step) {
  auto answer = platform->read_acknowledgement(step.answer);
  if (row.state == storage::channel_state::disconnected) {
    ++link_generation; // nothing of the link goes on
    show_health();
  } else if (answer) {
    queue->open();
    set_health(storage::channel_state::connected, "", "");
    link_works();
    pump();
    if (row.mode == storage::channel_mode::polling)
      poll();
    else
      self->delayed_send(self, health_every, check_health{link_generation});
  } else if (answer.error().code == errc::token_refused) {
    link_broken("token_revoked", answer.error().detail);
  } else {
    link_failed("unreachable", answer.error().detail);
  }
  std::exchange(arm_answer, {})(row);
}

void channel_state::poll() {
  auto back = mailbox<channel_actor>{self};
  services.transport->send(platform->poll(access, poll_offset, services.options.poll_hold),
                           [back, generation = link_generation](auto answer) {
                             back.post(polled{generation, std::move(answer)});
                           });
}

void channel_state::on_polled(polled& answer) {
  auto read = platform->read_poll(answer.answer);
  if (auto* batch = std::get_if<protocols::poll_batch>(&read)) {
    link_works();
    poll_failed = false;
    poll_next = batch->next_offset;
    poll_open = batch->events.size();
    if (poll_open == 0) return poll();
    auto back = mailbox<channel_actor>{self};
    for (auto& polled : batch->events) {
      auto done = [back, generation = link_generation](result<bool> stored) {
        back.post(poll_event_done{generation, stored.has_value()});
      };
      client_update update{std::move(polled.event), std::move(polled.bytes),
                           reply<bool>{std::move(done)}};
      on_update(update);
    }
    return;
  }
  std::visit(
      overloaded{[&](protocols::wait& pause) { link_later(pause.pause); },
                 [&](protocols::try_later& why) { link_failed("unreachable", why.reason); },
                 [&](protocols::unknown_outcome& why) { link_failed("unreachable", why.reason); },
                 [&](protocols::channel_broken& why) {
                   if (why.problem == "conflict") {
                     set_health(row.state, why.problem, why.reason);
                     link_later(conflict_pause);
                   } else {
                     link_broken(why.problem, why.reason);
                   }
                 },
                 [&](auto&) { link_failed("unreachable", "an answer that makes no sense"); }},
      std::get<protocols::delivery>(read));
}

/// The offset moves, which makes the platform forget, only when all of the batch is stored.
void channel_state::on_poll_event(bool stored) {
  poll_failed = poll_failed || !stored;
  if (poll_open == 0 || --poll_open > 0) return;
  if (poll_failed) return link_later(1s);
  poll_offset = poll_next;
  poll();
}

void channel_state::on_health(const health_checked& answer) {
  auto state = platform->read_webhook(answer.answer);
  if (!state) {
    if (state.error().code == errc::token_refused)
      return link_broken("token_revoked", state.error().detail);
  } else if (state->url != webhook_url()) {
    set_health(row.state, "webhook_lost", "The platform delivers to another address.");
  } else if (!state->last_error.empty() && state->pending > 0) {
    set_health(row.state, "unreachable", state->last_error);
  } else {
    set_health(row.state, "", row.last_error);
  }
  self->delayed_send(self, health_every, check_health{link_generation});
}

void channel_state::link_later(std::chrono::milliseconds pause) {
  self->delayed_send(self, pause, wake_inbound{++link_generation});
}

void channel_state::link_failed(const std::string& problem, const std::string& reason) {
  auto pause = 1000ms * (1 << std::min(link_failures++, 6));
  set_health(row.state, problem, reason);
  link_later(std::min(pause, longest_link_pause));
}

/// Nothing goes on before a person re-arms the channel; the queue keeps all it has.
void channel_state::link_broken(const std::string& problem, const std::string& reason) {
  ++link_generation;
  queue->close();
  set_health(storage::channel_state::broken, problem, reason);
}

void channel_state::link_works() {
  link_failures = 0;
  if (row.problem == "unreachable" || row.problem == "conflict")
    set_health(row.state, "", row.last_error);
}

void channel_state::note_inbound() {
  auto now = services.clock->now();
  row.last_inbound_at = now;
  if (inbound_shown && now - *inbound_shown < inbound_every) return;
  inbound_shown = now;
  show_health();
}

void channel_state::set_health(storage::channel_state state, const std::string& problem,
                               const std::string& reason) {
  if (row.state == state && row.problem == problem && row.last_error == reason) return;
  if (!problem.empty()) {
    row.last_error_at = services.clock->now();
    row.last_error = reason;
    log::warn("channel has a problem",
              {{"channel", to_string(row.id)}, {"problem", problem}, {"reason", reason}});
  }
  row.state = state;
  row.problem = problem;
  show_health();
}

void channel_state::show_health() {
  self->send(services.project, channel_health{row});
  if (!std::exchange(health_storing, true))
    store_health();
  else
    health_moved = true;
}

/// One at a time, so that an older state never overwrites a newer one.
void channel_state::store_health() {
  health_moved = false;
  store({storage::set_channel_health{row.project, row.id, row.state, row.problem, row.last_error,
                                     row.last_error_at, row.last_inbound_at}},
        [this](storage::stored) {
          health_storing = health_moved;
          if (health_moved) store_health();
        });
}

} // namespace switchboard::actors
