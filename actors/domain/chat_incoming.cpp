#include "actors/domain/chat.hpp"
#include "actors/domain/chat_steps.hpp"
#include "actors/domain/preview.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using protocols::client_profile;
using storage::attachment_state;
using storage::chat_state;
using storage::message_kind;
using storage::message_status;

/// CRD-1: the photo is copied, since its address does not last.
void fetch_photo(decision& made, const moment& at) {
  const auto& client = made.next.client;
  made.changes.push_back(storage::put_fetch{{client.project,
                                             client.channel,
                                             client.id,
                                             {},
                                             0,
                                             protocols::content::photo,
                                             client.who.photo,
                                             {},
                                             0,
                                             at.now}});
}

/// CRD-7: by which link the client came.
void note_source(decision& made, const protocols::client_event& event, const moment& at) {
  if (event.start_payload.empty()) return;
  const auto& client = made.next.client;
  made.changes.push_back(storage::add_client_source{{client.project,
                                                     client.id,
                                                     source_id{at.new_id()},
                                                     event.start_payload,
                                                     {},
                                                     {},
                                                     "{}",
                                                     at.now}});
}

void introduce(decision& made, const origin& from, const protocols::client_event& event,
               const moment& at) {
  auto& next = made.next;
  auto& client = next.client;
  client.project = from.project;
  client.id = from.chat;
  client.channel = from.channel;
  client.external_id = event.client;
  client.who = event.who;
  client.came_by = event.start_payload;
  client.created_at = at.now;
  next.chat.project = from.project;
  next.chat.id = from.chat;
  next.chat.channel = from.channel;
  next.chat.created_at = at.now;
  made.changes.push_back(storage::put_client{client});
  note_source(made, event, at);
  if (!client.who.photo.empty()) fetch_photo(made, at);
}

/// CRD-1: name and the rest follow the platform, but what it does not tell now is kept.
bool update_profile(protocols::profile& known, const protocols::profile& told) {
  if (told == known) return false;
  auto before = known;
  for (auto field : {&protocols::profile::first_name, &protocols::profile::last_name,
                     &protocols::profile::username, &protocols::profile::language})
    if (!told.first_name.empty() || !(told.*field).empty()) known.*field = told.*field;
  for (auto field : {&protocols::profile::country, &protocols::profile::photo})
    if (!(told.*field).empty()) known.*field = told.*field;
  return known != before;
}

/// What an event of a known client says of them; true if something is new.
bool update_client(decision& made, const protocols::client_event& event, bool subscribes,
                   const moment& at) {
  auto& client = made.next.client;
  const auto photo = client.who.photo;
  bool changed = update_profile(client.who, event.who);
  if (!event.start_payload.empty() && event.start_payload != client.came_by) {
    client.came_by = event.start_payload;
    note_source(made, event, at);
    changed = true;
  }
  if (subscribes && !client.subscribed) changed = client.subscribed = true;
  if (!changed) return false;
  made.changes.push_back(storage::put_client{client});
  if (client.who.photo != photo) fetch_photo(made, at);
  return true;
}

storage::attachment_row stored(const protocols::attachment& told) {
  storage::attachment_row row;
  row.kind = told.kind;
  row.state = told.source.empty() ? attachment_state::none : attachment_state::waiting;
  row.source = told.source;
  row.name = told.name;
  row.mime = told.mime;
  row.size = told.size;
  row.width = told.width;
  row.height = told.height;
  row.duration_s = told.duration_s;
  row.latitude = told.latitude;
  row.longitude = told.longitude;
  return row;
}

/// CHT-2: the bytes are fetched once, in the background.
void attach(decision& made, storage::message_row& row,
            const std::vector<protocols::attachment>& told, const moment& at) {
  for (const auto& one : told) {
    const auto position = static_cast<std::int16_t>(row.attachments.size());
    auto& added = row.attachments.emplace_back(stored(one));
    if (added.state != attachment_state::waiting) continue;
    made.changes.push_back(
        storage::put_fetch{{row.project, made.next.chat.channel, row.chat, row.id, position,
                            added.kind, added.source, added.name, 0, at.now}});
  }
}

/// CHT-9: what the message answers, with its first words.
void quote(storage::message_row& row, const named_message& answered) {
  if (!answered) return;
  row.reply_to = answered->id;
  row.quote = preview(answered->text);
}

/// CHN-5: the client acted when the platform says so, not when we were told: an event that was
/// repeated for hours opens no window of today.
void note_act(chat_model& next, const protocols::client_event& event, const moment& at) {
  auto when = at.now;
  if (event.sent_at != timestamp{}) when = std::min(when, event.sent_at);
  auto& last = next.chat.last_action_at;
  last = last ? std::max(*last, when) : when;
}

void receive_message(decision& made, const origin& from, const protocols::client_event& event,
                     const protocols::client_message& wrote, const named_message& answered,
                     const moment& at) {
  auto& next = made.next;
  if (!next.exists)
    introduce(made, from, event, at);
  else
    update_client(made, event, true, at);
  const bool repeat = next.exists && next.chat.state == chat_state::done;
  if (!next.exists) open_first(made, event.start_payload, at);
  next.exists = true;
  note_act(next, event, at);
  if (repeat) open_again(made, event.start_payload, at);
  auto row = line(next, message_kind::incoming, at);
  row.content = wrote.content;
  row.text = wrote.text;
  row.external_id = wrote.external_id;
  attach(made, row, wrote.attachments, at);
  quote(row, answered);
  ++next.chat.unread;
  if (!next.chat.waiting_since) next.chat.waiting_since = at.now;
  append(made, std::move(row));
  finish(made);
}

void edit(decision& made, storage::message_row row, const std::string& text, const moment& at) {
  row.text = text;
  row.edited_at = at.now;
  made.changes.push_back(storage::edit_message{row.project, row.chat, row.id, text, at.now});
  follow_last(made, row);
}

void remove(decision& made, storage::message_row row, const moment& at) {
  if (row.deleted_at) return;
  row.deleted_at = at.now;
  made.changes.push_back(storage::delete_message{row.project, row.chat, row.id, at.now});
  if (made.watched) made.tell.push_back(message_changed{std::move(row), facts_of(made.next)});
}

/// Somebody answered in the platform's own inbox: it shows here and counts as an answer. Of a
/// message of ours it only proves that it went out.
void show_answer(decision& made, const protocols::answered& said, const named_message& ours,
                 const moment& at) {
  auto& next = made.next;
  if (!next.exists) return;
  if (ours) {
    const bool doubtful = ours->status == message_status::uncertain;
    if (!doubtful || ours->kind == message_kind::incoming) return;
    auto row = *ours;
    row.status = message_status::sent;
    row.external_id = said.external_id;
    row.error_code.clear();
    row.error_text.clear();
    made.changes.push_back(storage::set_message_fate{
        row.project, row.chat, row.id, row.status, row.external_id, {}, {}});
    follow_last(made, row);
    return;
  }
  auto row = line(next, message_kind::outgoing, at);
  row.content = said.content;
  row.text = said.text;
  row.external_id = said.external_id;
  row.status = message_status::sent;
  attach(made, row, said.attachments, at);
  next.chat.waiting_since.reset();
  next.chat.unread = 0;
  append(made, std::move(row));
  finish(made);
}

/// What opens the window without being a message.
void note_action(decision& made, const protocols::client_event& event, const moment& at) {
  if (!made.next.exists || !event.opens_window) return;
  note_act(made.next, event, at);
  finish(made);
}

void claim(decision& made, const origin& from, const protocols::client_event& event,
           const std::string& bytes, const moment& at) {
  storage::claim_event claim{from.project,
                             from.channel,
                             event.key,
                             static_cast<std::int16_t>(event.what.index()),
                             made.next.exists ? from.chat : chat_id{},
                             made.message ? made.message->id : message_id{},
                             at.now,
                             std::nullopt};
  if (event.keep_bytes) claim.bytes = bytes;
  made.changes.push_back(std::move(claim));
}

bool reached(const storage::outstanding_message& message, const protocols::receipt& receipt) {
  const auto& ids = receipt.external_ids;
  if (std::find(ids.begin(), ids.end(), message.external_id) != ids.end()) return true;
  if (receipt.until && message.created_at <= *receipt.until) return true;
  if (!receipt.up_to_id) return false;
  std::int64_t id = 0;
  const auto* end = message.external_id.data() + message.external_id.size();
  const auto [last, wrong] = std::from_chars(message.external_id.data(), end, id);
  return wrong == std::errc{} && last == end && id <= *receipt.up_to_id;
}

message_status status_of(protocols::receipt::kind what) {
  switch (what) {
    case protocols::receipt::kind::delivered: return message_status::delivered;
    case protocols::receipt::kind::read: return message_status::read;
    case protocols::receipt::kind::failed: return message_status::failed;
  }
  return message_status::none;
}

} // namespace

decision on_event(const chat_model& model, const origin& from, const protocols::client_event& event,
                  const named_message& named, const std::string& bytes, const moment& at) {
  auto made = start_from(model, at);
  if (auto* wrote = std::get_if<protocols::client_message>(&event.what)) {
    receive_message(made, from, event, *wrote, named, at);
  } else if (auto* said = std::get_if<protocols::answered>(&event.what)) {
    show_answer(made, *said, named, at);
  } else {
    if (made.next.exists && update_client(made, event, false, at)) finish(made);
    if (auto* change = std::get_if<protocols::subscription_changed>(&event.what))
      change_subscription(made, change->subscribed, at);
    else if (auto* changed = std::get_if<protocols::message_edited>(&event.what); changed && named)
      edit(made, *named, changed->text, at);
    else if (std::holds_alternative<protocols::message_deleted>(event.what) && named)
      remove(made, *named, at);
    note_action(made, event, at);
  }
  claim(made, from, event, bytes, at);
  return made;
}

std::vector<receipt_move> moves_of(const outstanding_messages& sent,
                                   const protocols::receipt& receipt) {
  std::vector<receipt_move> moves;
  const auto to = status_of(receipt.what);
  for (const auto& message : sent)
    if (message.status < to && reached(message, receipt)) moves.push_back({message, to});
  return moves;
}

decision on_receipt(const chat_model& model, const origin& from,
                    const protocols::client_event& event, const std::vector<receipt_move>& moves,
                    const moment& at) {
  auto made = start_from(model, at);
  const auto& receipt = std::get<protocols::receipt>(event.what);
  auto& chat = made.next.chat;
  for (const auto& [message, to] : moves) {
    const std::string code = to == message_status::failed ? "platform_failed" : "";
    made.changes.push_back(storage::set_message_fate{
        chat.project, chat.id, message.message, to, {}, code, receipt.reason});
    if (made.watched)
      made.tell.push_back(
          message_moved{chat.id, message.message, to, code, receipt.reason, facts_of(made.next)});
    if (chat.last.id != message.message) continue;
    chat.last.status = to;
    finish(made);
  }
  claim(made, from, event, {}, at);
  return made;
}

std::optional<decision> on_profile(const chat_model& model, const client_profile& profile,
                                   const moment& at) {
  if (!model.exists) return std::nullopt;
  auto made = start_from(model, at);
  auto& client = made.next.client;
  const auto photo = client.who.photo;
  update_profile(client.who, profile.who);
  client.profiled = true;
  made.changes.push_back(storage::put_client{client});
  if (client.who.photo != photo) fetch_photo(made, at);
  if (profile.gone && client.subscribed)
    change_subscription(made, false, at);
  else
    finish(made);
  return made;
}

std::optional<decision> on_file(const chat_model& model, const named_message& message,
                                const file_outcome& outcome, const moment& at) {
  if (!model.exists) return std::nullopt;
  auto made = start_from(model, at);
  const auto& chat = model.chat;
  made.changes.push_back(
      storage::drop_fetch{chat.project, chat.id, outcome.message, outcome.position});
  const bool here = outcome.error.empty();
  if (!outcome.message) {
    if (!here) return made;
    made.next.client.photo_blob = outcome.file.blob;
    made.changes.push_back(storage::put_client{made.next.client});
    finish(made);
    return made;
  }
  const auto place = static_cast<std::size_t>(outcome.position);
  if (!message || place >= message->attachments.size()) return made;
  auto row = *message;
  auto& attachment = row.attachments[place];
  attachment.state = here ? attachment_state::ready : attachment_state::failed;
  attachment.error = outcome.error;
  if (here) {
    attachment.file = outcome.file;
    made.changes.push_back(storage::add_file{outcome.file});
  }
  made.changes.push_back(storage::set_attachment{row.project, row.chat, row.id, outcome.position,
                                                 attachment.state, outcome.file.id, outcome.error});
  if (made.watched) made.tell.push_back(message_changed{std::move(row), facts_of(made.next)});
  return made;
}

} // namespace switchboard::actors::domain
