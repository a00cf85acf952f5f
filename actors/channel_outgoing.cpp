#include "actors/channel.hpp"
#include "actors/overloaded.hpp"
#include "config/log.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using storage::message_status;

} // namespace

void channel_state::on_call(call_answered& call) {
  const auto message = call.message;
  auto found = rows.find(message);
  if (found == rows.end()) return;
  const auto now = self->clock().now();
  std::visit(
      overloaded{[&](protocols::sent& done) {
                   link_works();
                   sending_works();
                   keep_references(found->second, done);
                   settle(message, message_status::sent, std::move(done.external_id), {}, {});
                 },
                 [&](protocols::wait& pause) {
                   if (!pause.problem.empty()) {
                     pause_problem = pause.problem;
                     set_health(row.state, pause.problem, pause.reason);
                   }
                   queue->hold_channel(message, now + pause.pause);
                   back_to_queue(message);
                 },
                 [&](protocols::wait_client& pause) {
                   queue->hold_chat(message, now + pause.pause);
                   back_to_queue(message);
                 },
                 [&](protocols::try_later& why) { again_later(message, why.reason, why.attempts); },
                 [&](protocols::mend_link& why) { mend(message, why.reason); },
                 [&](protocols::forget_files&) { without_references(message); },
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
                 [&](protocols::unknown_outcome& why) { nobody_knows(message, why.reason); }},
      call.outcome);
  pump();
}

void channel_state::again_later(message_id message, const std::string& reason, int attempts) {
  auto& waiting = rows.at(message);
  if (waiting.attempts >= (attempts > 0 ? attempts : most_attempts))
    return settle(message, message_status::failed, {}, "gave_up", reason);
  ++waiting.attempts;
  queue->retry(message, self->clock().now());
  back_to_queue(message);
}

/// The link is set up anew and the message goes again; if the platform says the same after that, it
/// is for a person to look at.
void channel_state::mend(message_id message, const std::string& reason) {
  if (!mended.insert(message).second)
    return settle(message, message_status::failed, {}, "channel_setting", reason);
  log::warn("the link is set up anew", {{"channel", to_string(row.id)}, {"reason", reason}});
  queue->retry(message, self->clock().now());
  back_to_queue(message);
  arm();
}

void channel_state::keep_references(const storage::outbox_row& waiting,
                                    const protocols::sent& done) {
  storage::unit changes;
  for (const auto& kept : done.kept) {
    if (kept.file >= waiting.files.size()) continue;
    std::optional<timestamp> until;
    if (kept.lives) until = services.clock->now() + *kept.lives;
    changes.push_back(storage::keep_reference{row.project, row.id, waiting.files[kept.file].file.id,
                                              kept.reference, until});
  }
  if (!changes.empty()) store(std::move(changes), [](storage::stored) {});
}

void channel_state::without_references(message_id message) {
  storage::unit changes;
  for (auto& file : rows.at(message).files) {
    if (file.reference.empty()) continue;
    file.reference.clear();
    changes.push_back(storage::drop_reference{row.project, row.id, file.file.id});
  }
  if (changes.empty())
    return settle(message, message_status::failed, {}, "file_refused",
                  "The platform does not take the file.");
  store(std::move(changes), [](storage::stored) {});
  queue->retry(message, self->clock().now());
  back_to_queue(message);
}

/// The platform does not have it: after a crash it may go again by itself.
void channel_state::back_to_queue(message_id message) {
  store({storage::mark_queued{row.project, row.id, message}}, [](storage::stored) {});
}

/// Without an answer only an echo can tell, where the platform has echoes; the chat's next messages
/// wait for it.
void channel_state::nobody_knows(message_id message, const std::string& reason) {
  if (auto known = echoed.extract(message); !known.empty())
    return settle(message, message_status::sent, std::move(known.mapped()), {}, {});
  const auto wait = platform->rules().echo_wait;
  if (wait == std::chrono::seconds{0})
    return settle(message, message_status::uncertain, {}, "no_answer", reason);
  echo_awaited[message] = reason;
  self->delayed_send(self, wait, echo_overdue{message});
}

void channel_state::on_echo_overdue(message_id message) {
  auto awaited = echo_awaited.extract(message);
  if (awaited.empty()) return;
  settle(message, message_status::uncertain, {}, "no_answer", std::move(awaited.mapped()));
  pump();
}

void channel_state::remember_echo(message_id message) {
  auto key = platform->echo_key(to_string(message));
  if (const auto [known, added] = echoes.try_emplace(key, expected_echo{message}); !added) {
    known->second.uncertain = false;
    return;
  }
  echo_order.push_back(std::move(key));
  if (echo_order.size() <= remembered_echoes) return;
  echoes.erase(echo_order.front());
  echo_order.pop_front();
}

/// The echo of a message that this process handed over: it proves that the platform has it. Its
/// chat settles what was given up as uncertain, and knows the message by our own id.
bool channel_state::take_echo(client_update& update) {
  auto* said = std::get_if<protocols::answered>(&update.event.what);
  if (!said || said->key.empty()) return false;
  const auto ours = echoes.find(said->key);
  if (ours == echoes.end()) return false;
  const auto message = ours->second.message;
  if (std::exchange(ours->second.uncertain, false)) {
    said->key = to_string(message);
    return false;
  }
  if (echo_awaited.erase(message) > 0) {
    settle(message, message_status::sent, said->external_id, {}, {});
    pump();
  } else if (rows.count(message) > 0) {
    echoed[message] = said->external_id;
  }
  return true;
}

/// The message has its final state; the chat stores it and tells.
void channel_state::settle(message_id message, message_status status, std::string external_id,
                           std::string code, std::string text, bool client_left) {
  auto known = rows.extract(message);
  if (known.empty()) return;
  queue->settled(message);
  echoed.erase(message);
  mended.erase(message);
  references_known.erase(message);
  if (status == message_status::uncertain)
    if (auto echo = echoes.find(platform->echo_key(to_string(message))); echo != echoes.end())
      echo->second.uncertain = true;
  auto again = changed_again.extract(message);
  ++(status == message_status::sent ? services.numbers->messages_sent
                                    : services.numbers->messages_failed);
  self->send(services.project,
             to_chat{known.mapped().chat, row.id, false,
                     domain::message_fate{message, status, std::move(external_id), std::move(code),
                                          std::move(text), client_left, known.mapped().act,
                                          !again.empty()}});
  if (!again.empty()) push(std::move(again.mapped()));
}

} // namespace switchboard::actors
