#include "actors/channel.hpp"
#include "actors/mailbox.hpp"
#include "actors/overloaded.hpp"
#include "config/log.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// What is over as soon as a call succeeds.
constexpr std::array<std::string_view, 2> passing_problems{"unreachable", "conflict"};
/// What the doctor's look at the webhook shows, and takes back.
constexpr std::array<std::string_view, 2> webhook_problems{"webhook_lost", "unreachable"};

bool is_one_of(const std::array<std::string_view, 2>& problems, const std::string& problem) {
  return std::find(problems.begin(), problems.end(), problem) != problems.end();
}

/// How often the platform is asked where it delivers (Telegram Bot API, getWebhookInfo).
constexpr auto health_every = 60s;
/// A link that failed is tried again after 1, 2, 4 … seconds, up to this.
constexpr std::chrono::milliseconds longest_link_pause = 60s;
/// Another program polls with the same token: asked again this often.
constexpr auto conflict_pause = 10s;
/// How long the one poll between two modes waits for something to come.
constexpr auto short_hold = 1s;
/// "Last inbound" is shown and stored at most this often.
constexpr auto inbound_every = 10s;

} // namespace

std::string hook_url(const std::string& public_url, const storage::channel_row& row) {
  const auto& platform = protocols::messenger_of(row.platform);
  return public_url + "/hooks/" + std::string{platform.name()} + "/" +
         (platform.rules().shared_webhook ? std::string{app_hook_key} : row.hook_key);
}

protocols::hook_address channel_state::address() const {
  return {hook_url(services.options.public_url, row), row.secret, services.options.verify_token};
}

/// Brings the link up in the row's mode. Runs at every start too, so a crash between any two steps
/// of connecting is mended by itself.
void channel_state::arm() {
  if (setting_link) {
    // Two at once would set two webhooks: the platform is asked again when it has answered.
    arm_again = true;
    return;
  }
  ++link_generation;
  poll_open = 0;
  polls_for = reading::steady;
  // Where only the cursor says what was seen, there must be one before the webhook goes.
  const bool polling = row.mode == storage::channel_mode::polling &&
                       row.state != storage::channel_state::disconnected;
  if (polling && platform->rules().keeps_cursor && poll_cursor.empty()) {
    polls_for = reading::before_polling;
    return poll();
  }
  set_link();
}

void channel_state::set_link() {
  setting_link = true;
  bool webhook = row.mode == storage::channel_mode::webhook &&
                 row.state != storage::channel_state::disconnected;
  auto steps = webhook ? platform->set_webhook(access, address())
                       : platform->clear_webhook(access, address());
  auto back = mailbox<channel_actor>{self};
  protocols::converse(*services.transport, std::move(steps),
                      [back, generation = link_generation](auto outcome) {
                        back.post(armed{generation, std::move(outcome)});
                      });
}

void channel_state::on_rearm(rearm& request) {
  arm_answer(row);
  arm_answer = std::move(request.answer);
  const bool same = row.token == request.row.token && row.secret == request.row.secret &&
                    row.mode == request.row.mode && row.state == request.row.state;
  row = std::move(request.row);
  if (same && setting_link) return;
  access.token = row.token;
  link_failures = 0;
  if (row.state == storage::channel_state::disconnected) queue->close();
  arm();
}

void channel_state::on_armed(armed& step) {
  setting_link = false;
  if (std::exchange(arm_again, false)) return arm();
  if (step.generation != link_generation) return;
  if (row.state == storage::channel_state::disconnected) {
    ++link_generation; // nothing of the link goes on
    show_health();
  } else if (step.outcome) {
    queue->open();
    set_health(storage::channel_state::connected, "", "");
    link_works();
    pump();
    go_on_reading();
  } else if (step.outcome.error().code == errc::token_refused) {
    link_broken("token_revoked", step.outcome.error().detail);
  } else {
    link_failed("unreachable", step.outcome.error().detail);
  }
  std::exchange(arm_answer, {})(row);
}

void channel_state::go_on_reading() {
  if (row.mode == storage::channel_mode::polling) return poll();
  self->delayed_send(self, health_every, check_health{link_generation});
  if (poll_cursor.empty() || !platform->rules().keeps_cursor) return;
  polls_for = reading::after_webhook;
  poll();
}

void channel_state::poll() {
  const auto hold = polls_for == reading::steady ? services.options.poll_hold : short_hold;
  auto back = mailbox<channel_actor>{self};
  protocols::converse(*services.transport, platform->poll(access, poll_cursor, hold),
                      [back, generation = link_generation](auto outcome) {
                        back.post(polled{generation, std::move(outcome)});
                      });
}

void channel_state::on_polled(polled& answer) {
  if (auto* batch = std::get_if<protocols::poll_batch>(&answer.outcome)) {
    link_works();
    poll_failed = false;
    poll_next = std::move(batch->next);
    poll_open = batch->events.size();
    poll_empty = poll_open == 0;
    if (poll_empty) return confirm_poll();
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
      std::get<protocols::delivery>(answer.outcome));
  std::exchange(arm_answer, {})(row);
}

/// The cursor moves, which makes the platform forget, only when all of the batch is stored.
void channel_state::on_poll_event(bool stored) {
  poll_failed = poll_failed || !stored;
  if (poll_open == 0 || --poll_open > 0) return;
  if (poll_failed) return link_later(1s);
  confirm_poll();
}

/// Where the platform does not keep the cursor, it is stored before the next question: what comes
/// while the server is down is asked for from there (CHN-13).
void channel_state::confirm_poll() {
  // All that came before the webhook is here: the cursor has done its work.
  const bool done = polls_for == reading::after_webhook && poll_empty;
  const auto next = done ? std::string{} : poll_next;
  const bool moved = poll_cursor != next;
  poll_cursor = next;
  if (!moved || !platform->rules().keeps_cursor) return poll_stored();
  store({storage::set_poll_cursor{row.project, row.id, poll_cursor}},
        [this, generation = link_generation](storage::stored outcome) {
          if (generation != link_generation) return;
          if (outcome == storage::stored::yes) return poll_stored();
          link_later(1s);
        });
}

void channel_state::poll_stored() {
  switch (polls_for) {
    case reading::before_polling: polls_for = reading::steady; return set_link();
    case reading::after_webhook:
      if (poll_cursor.empty()) return;
      [[fallthrough]];
    case reading::steady: return poll();
  }
}

void channel_state::check() {
  auto back = mailbox<channel_actor>{self};
  protocols::converse(*services.transport, platform->examine(access, address()),
                      [back, generation = link_generation](auto findings) {
                        back.post(health_checked{generation, std::move(findings)});
                      });
}

/// What the doctor finds of the token and the webhook is the channel's health (CHN-10); what could
/// not be asked says nothing of it, and what only waits at the platform is no problem.
void channel_state::on_health(const health_checked& answer) {
  using grade = enum protocols::finding::grade;
  std::string problem;
  std::string reason = row.last_error;
  bool seen = false;
  for (const auto& found : answer.findings) {
    if (found.grade == grade::warning || found.code == "platform_unreachable") continue;
    if (found.check == "token" && found.grade == grade::bad)
      return link_broken("token_revoked", found.detail);
    if (found.check != "webhook") continue;
    seen = true;
    if (found.grade == grade::good || !problem.empty()) continue;
    problem = found.code == "webhook_failing" ? "unreachable" : "webhook_lost";
    reason = found.detail.empty() ? "The platform delivers to another address." : found.detail;
  }
  if (!problem.empty() || (seen && is_one_of(webhook_problems, row.problem)))
    set_health(row.state, problem, reason);
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
  if (is_one_of(passing_problems, row.problem)) set_health(row.state, "", row.last_error);
}

/// The platform takes messages again: what it held them back for is over.
void channel_state::sending_works() {
  const auto over = std::exchange(pause_problem, {});
  if (!over.empty() && row.problem == over) set_health(row.state, "", row.last_error);
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
