#include "actors/channel.hpp"
#include "actors/mailbox.hpp"
#include "actors/overloaded.hpp"
#include "config/log.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// How long an outbox that could not be read waits for the database.
constexpr auto read_again_after = 1s;

} // namespace

void channel_state::load_outbox() {
  reading_outbox = true;
  auto back = mailbox<channel_actor>{self};
  services.rows->load_outbox(row.project, row.id, read_up_to, outbox_window,
                             [back](auto rows) { back.post(outbox_loaded{std::move(rows)}); });
}

void channel_state::on_outbox(outbox_loaded& loaded) {
  if (!loaded.rows) {
    // read_up_to has not moved: the same part is read again when the queue is looked at.
    reading_outbox = false;
    wake_at.reset();
    self->delayed_send(self, read_again_after, wake_queue{++wake_generation});
    return;
  }
  reading_outbox = false;
  more_in_table = loaded.rows->size() == outbox_window;
  for (auto& waiting : *loaded.rows) {
    read_up_to = waiting.message;
    if (waiting.sending && rows.emplace(waiting.message, waiting).second)
      // Handed to the platform before this process began: nobody can know what became of it.
      settle(waiting.message, storage::message_status::uncertain, {}, "interrupted",
             "The server stopped while the platform had the message.");
    else if (!waiting.sending)
      push(std::move(waiting));
  }
  for (auto& late : std::exchange(arrived, {})) on_outbound(std::move(late));
  pump();
}

void channel_state::push(storage::outbox_row waiting) {
  if (rows.emplace(waiting.message, waiting).second) queue->push(std::move(waiting));
}

/// While the table holds more than the window, what comes new is read from there in its turn.
void channel_state::on_outbound(storage::outbox_row waiting) {
  bool later = waiting.message > read_up_to;
  if (later && reading_outbox) {
    arrived.push_back(std::move(waiting));
    return;
  }
  if (later && more_in_table) return;
  read_up_to = std::max(read_up_to, waiting.message);
  push(std::move(waiting));
  pump();
}

void channel_state::pump() {
  if (!reading_outbox && more_in_table && queue->size() < outbox_window / 2) load_outbox();
  auto room = calls_at_once - std::min(calls_at_once, queue->in_flight());
  for (auto& ready : queue->take_ready(self->clock().now(), room))
    store({storage::mark_sending{row.project, row.id, ready.message}},
          [this, message = ready.message](storage::stored outcome) {
            if (outcome == storage::stored::yes) return hand_over(rows.at(message));
            queue->retry(message, self->clock().now());
            pump();
          });
  arm_wake();
}

void channel_state::hand_over(const storage::outbox_row& waiting) {
  auto back = mailbox<channel_actor>{self};
  services.transport->send(platform->render(access, {waiting.client, waiting.text}),
                           [back, message = waiting.message](auto answer) {
                             back.post(call_answered{message, std::move(answer)});
                           });
}

void channel_state::on_call(const call_answered& call) {
  using storage::message_status;
  auto message = call.message;
  auto found = rows.find(message);
  if (found == rows.end()) return;
  auto now = self->clock().now();
  auto later = [&](const std::string& reason) {
    if (found->second.attempts >= most_attempts)
      return settle(message, message_status::failed, {}, "gave_up", reason);
    ++found->second.attempts;
    queue->retry(message, now);
    back_to_queue(message);
  };
  auto outcome = platform->read_delivery(call.answer);
  std::visit(
      overloaded{[&](protocols::sent& done) {
                   link_works();
                   settle(message, message_status::sent, std::move(done.external_id), {}, {});
                 },
                 [&](protocols::wait& pause) {
                   queue->hold_channel(message, now + pause.pause);
                   back_to_queue(message);
                 },
                 [&](protocols::try_later& why) { later(why.reason); },
                 [&](protocols::refused& why) {
                   settle(message, message_status::failed, {}, why.code, why.reason);
                 },
                 [&](protocols::client_left& why) {
                   settle(message, message_status::failed, {}, "client_left", why.reason, true);
                 },
                 [&](protocols::channel_broken& why) {
                   queue->retry(message, now);
                   back_to_queue(message);
                   link_broken(why.problem, why.reason);
                 },
                 [&](protocols::unknown_outcome& why) {
                   settle(message, message_status::uncertain, {}, "no_answer", why.reason);
                 }},
      outcome);
  pump();
}

/// The platform does not have it: after a crash it may go again by itself.
void channel_state::back_to_queue(message_id message) {
  store({storage::mark_queued{row.project, row.id, message}}, [](storage::stored) {});
}

/// The message has its final state; the chat stores it and tells.
void channel_state::settle(message_id message, storage::message_status status,
                           std::string external_id, std::string code, std::string text,
                           bool client_left) {
  auto known = rows.extract(message);
  if (known.empty()) return;
  queue->settled(message);
  ++(status == storage::message_status::sent ? services.numbers->messages_sent
                                             : services.numbers->messages_failed);
  self->send(services.project,
             to_chat{known.mapped().chat, row.id, false,
                     domain::message_fate{message, status, std::move(external_id), std::move(code),
                                          std::move(text), client_left}});
}

void channel_state::arm_wake() {
  if (queue->in_flight() >= calls_at_once) return;
  auto at = queue->next_wake(self->clock().now());
  if (!at || (wake_at && *wake_at <= *at)) return;
  wake_at = at;
  auto pause = std::max<caf::timespan>(*at - self->clock().now(), 0ms);
  self->delayed_send(self, pause, wake_queue{++wake_generation});
}

} // namespace switchboard::actors
