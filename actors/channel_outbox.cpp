#include "actors/channel.hpp"
#include "actors/mailbox.hpp"
#include "config/log.hpp"
#include "storage/files/blob_store.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;
using storage::message_status;

/// How long automatic messages and broadcasts wait for others to go with, where a call takes many.
constexpr auto gather = 500ms;
/// How long an outbox that could not be read waits for the database.
constexpr auto read_again_after = 1s;

/// Texts without files and without a quote are what platforms take many of in one call.
bool plain(const storage::outbox_row& row) {
  return row.act == storage::outbox_act::send && row.files.empty() && row.reply_to.empty();
}

} // namespace

void channel_state::load_outbox(protocols::author by) {
  auto& window = window_of(by);
  window.reading = true;
  auto back = mailbox<channel_actor>{self};
  services.rows->load_outbox(row.project, row.id, by, window.read_up_to, outbox_window,
                             [back, by](auto rows) {
                               back.post(outbox_loaded{by, std::move(rows)});
                             });
}

void channel_state::on_outbox(outbox_loaded& loaded) {
  auto& window = window_of(loaded.by);
  window.reading = false;
  if (!loaded.rows) {
    // read_up_to has not moved: the same part is read again when the queue is looked at.
    wake_at.reset();
    self->delayed_send(self, read_again_after, wake_queue{++wake_generation});
    return;
  }
  window.more_in_table = loaded.rows->size() == outbox_window;
  const auto& rules = platform->rules();
  for (auto& waiting : *loaded.rows) {
    window.read_up_to = waiting.message;
    const bool once = waiting.act == storage::outbox_act::send && !rules.idempotent;
    if (!waiting.sending || !once) {
      push(std::move(waiting));
      continue;
    }
    // Handed to the platform before this process began: only an echo can tell what became of it.
    const auto message = waiting.message;
    if (!rows.emplace(message, std::move(waiting)).second) continue;
    remember_echo(message);
    nobody_knows(message, "The server stopped while the platform had the message.");
  }
  for (auto& late : std::exchange(window.arrived, {})) on_outbound(std::move(late));
  pump();
}

/// A change of what is still on its way waits for it; the same row twice is one.
void channel_state::push(storage::outbox_row waiting) {
  const auto [known, added] = rows.emplace(waiting.message, waiting);
  if (added)
    queue->push(std::move(waiting));
  else if (waiting.act != known->second.act || waiting.text != known->second.text)
    changed_again.insert_or_assign(waiting.message, std::move(waiting));
}

/// While the table holds more than the window, what comes new is read from there in its turn.
void channel_state::on_outbound(storage::outbox_row waiting) {
  auto& window = window_of(waiting.by);
  bool later = waiting.message > window.read_up_to;
  if (later && window.reading) {
    window.arrived.push_back(std::move(waiting));
    return;
  }
  if (later && window.more_in_table) return;
  window.read_up_to = std::max(window.read_up_to, waiting.message);
  push(std::move(waiting));
  pump();
}

void channel_state::pump() {
  for (auto by : protocols::authors) {
    auto& window = window_of(by);
    if (!window.reading && window.more_in_table && queue->size(by) < outbox_window / 2)
      load_outbox(by);
  }
  const auto most = std::max(calls_at_once, platform->rules().batch * 4);
  auto ready = queue->take_ready(self->clock().now(), most - std::min(most, queue->in_flight()));
  std::vector<message_id> together;
  auto leave = [&] {
    if (!together.empty()) send_marked(std::exchange(together, {}));
  };
  for (auto& one : ready) {
    if (!plain(one)) {
      send_marked({one.message});
      continue;
    }
    together.push_back(one.message);
    if (together.size() >= platform->rules().batch) leave();
  }
  leave();
  arm_wake();
}

/// "sending" is committed before the call: a crash in between leaves a trace.
void channel_state::send_marked(std::vector<message_id> messages) {
  storage::unit marks;
  for (auto message : messages)
    marks.push_back(storage::mark_sending{row.project, row.id, message});
  store(std::move(marks), [this, messages = std::move(messages)](storage::stored outcome) {
    if (outcome == storage::stored::yes)
      hand_over(messages);
    else
      for (auto message : messages) queue->retry(message, self->clock().now());
    pump();
  });
}

void channel_state::hand_over(const std::vector<message_id>& messages) {
  if (messages.size() > 1) return hand_over_batch(messages);
  const auto& one = rows.at(messages.front());
  const bool asks = one.act == storage::outbox_act::send && !one.files.empty() &&
                    references_known.insert(one.message).second;
  if (asks)
    ask_references(one);
  else
    hand_over_one(one);
}

/// A file that went through this channel before need not be uploaded again.
void channel_state::ask_references(const storage::outbox_row& waiting) {
  std::vector<file_id> files;
  for (const auto& one : waiting.files) files.push_back(one.file.id);
  auto back = mailbox<channel_actor>{self};
  services.rows->find_references(row.project, row.id, std::move(files),
                                 [back, message = waiting.message](auto known) {
                                   back.post(references_found{message, std::move(known)});
                                 });
}

/// Without an answer of the database the bytes go again.
void channel_state::on_references(references_found& known) {
  const auto found = rows.find(known.message);
  if (found == rows.end()) return;
  if (known.references)
    for (auto& one : found->second.files)
      if (const auto named = known.references->find(one.file.id); named != known.references->end())
        one.reference = named->second;
  hand_over_one(found->second);
}

void channel_state::hand_over_one(const storage::outbox_row& waiting) {
  auto back = mailbox<channel_actor>{self};
  auto then = [back, message = waiting.message](protocols::delivery outcome) {
    back.post(call_answered{message, std::move(outcome)});
  };
  using storage::outbox_act;
  if (waiting.act == outbox_act::edit)
    return protocols::converse(*services.transport,
                               platform->edit(access, waiting.client, waiting.external_id,
                                              waiting.text, !waiting.files.empty()),
                               then);
  if (waiting.act == outbox_act::remove)
    return protocols::converse(*services.transport,
                               platform->remove(access, waiting.client, waiting.external_id), then);
  if (auto message = outgoing_of(waiting)) {
    remember_echo(waiting.message);
    protocols::converse(*services.transport, platform->send(access, std::move(*message)), then);
  }
}

void channel_state::hand_over_batch(const std::vector<message_id>& messages) {
  std::vector<protocols::outgoing> batch;
  std::vector<message_id> in_it;
  for (auto message : messages) {
    auto one = outgoing_of(rows.at(message));
    if (!one) continue;
    remember_echo(message);
    batch.push_back(std::move(*one));
    in_it.push_back(message);
  }
  if (batch.empty()) return;
  auto back = mailbox<channel_actor>{self};
  protocols::converse(
      *services.transport, platform->send_many(access, std::move(batch)),
      [back, in_it = std::move(in_it)](auto outcomes) {
        for (std::size_t i = 0; i < in_it.size(); ++i)
          back.post(call_answered{in_it[i], i < outcomes.size()
                                                ? std::move(outcomes[i])
                                                : protocols::unknown_outcome{"no answer for it"}});
      });
}

/// CHN-5: what the rules allow is looked at when the message leaves, not when it was written. What
/// they do not allow is settled here and gives nothing.
std::optional<protocols::outgoing> channel_state::outgoing_of(const storage::outbox_row& waiting) {
  const auto allowed = platform->may_send(
      {waiting.by, services.clock->now(), true, waiting.last_action_at, row.message_type});
  if (!allowed.allowed) {
    settle(waiting.message, message_status::failed, {}, allowed.code, {});
    return std::nullopt;
  }
  protocols::outgoing out;
  out.key = to_string(waiting.message);
  out.client = waiting.client;
  out.text = waiting.text;
  out.reply_to = waiting.reply_to;
  out.sender_name = row.name;
  out.by = waiting.by;
  out.form = allowed.form;
  for (const auto& [file, reference] : waiting.files) {
    auto& one = out.files.emplace_back();
    one.kind = file.kind;
    one.name = file.name;
    one.mime = file.mime;
    one.size = file.size;
    one.width = file.width;
    one.height = file.height;
    one.duration_s = file.duration_s;
    one.path = services.blobs->path_of(file.blob).string();
    one.link = services.file_link(file.blob, file.mime, file.name);
    if (!file.thumbnail.empty())
      one.thumbnail_link = services.file_link(file.thumbnail, "image/jpeg", "preview.jpg");
    one.reference = reference;
  }
  return out;
}

void channel_state::arm_wake() {
  if (queue->in_flight() >= calls_at_once) return;
  auto at = queue->next_wake(self->clock().now());
  if (!at || (wake_at && *wake_at <= *at)) return;
  wake_at = at;
  auto pause = std::max<caf::timespan>(*at - self->clock().now(), 0ms);
  // What no person waits for gathers a little, so that one call takes many of it.
  const bool nobody_waits = queue->size(protocols::author::person) == 0;
  if (platform->rules().batch > 1 && nobody_waits) pause = std::max<caf::timespan>(pause, gather);
  self->delayed_send(self, pause, wake_queue{++wake_generation});
}

} // namespace switchboard::actors
