#include "actors/domain/chat.hpp"

#include "actors/domain/preview.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using storage::chat_state;
using storage::message_kind;
using storage::message_status;

storage::message_row line(const chat_model& model, message_kind kind, const moment& at) {
  storage::message_row row;
  row.project = model.chat.project;
  row.chat = model.chat.id;
  row.id = message_id{at.new_id()};
  row.dialog = model.chat.dialog;
  row.kind = kind;
  row.created_at = at.now;
  return row;
}

storage::message_row system_line(const chat_model& model, storage::action what, person_id by,
                                 const moment& at) {
  auto row = line(model, message_kind::system, at);
  row.action = what;
  row.author = by;
  return row;
}

/// Puts a message at the end of the chat: it orders the tabs, and unless it is a line of ours it is
/// the chat's last words.
void append(decision& made, storage::message_row row) {
  auto& chat = made.next.chat;
  chat.activity = row.id.value;
  if (row.kind != message_kind::system)
    chat.last = {row.id, row.kind, row.content, row.status, preview(row.text), row.created_at};
  made.changes.push_back(storage::add_message{row});
  if (made.watched) made.tell.push_back(message_added{row});
  made.message = std::move(row);
}

/// Every decision that changes the chat's row ends here.
void finish(decision& made) {
  auto& next = made.next;
  ++next.chat.version;
  made.changes.push_back(storage::put_chat{next.chat});
  for (auto& delta : made.counters)
    made.changes.push_back(
        storage::count_chats{next.chat.project, delta.state, delta.member, delta.by});
  if (made.watched) made.tell.push_back(chat_changed{{next.chat, next.client, next.participants}});
}

void open_dialog(decision& made, const moment& at) {
  auto& chat = made.next.chat;
  if (made.next.exists) made.counters.push_back({chat.state, {}, -1});
  chat.state = chat_state::fresh;
  chat.dialog = dialog_id{at.new_id()};
  ++chat.dialogs;
  chat.unread = 0;
  chat.unclaimed = false;
  chat.waiting_since = at.now;
  made.changes.push_back(storage::open_dialog{chat.project, chat.id, chat.dialog, at.now});
  made.changes.push_back(storage::put_timer{{chat.project, chat.id, storage::timer_kind::unclaimed,
                                             chat.dialog.value, at.now + at.unclaimed_after}});
  made.counters.push_back({chat_state::fresh, {}, 1});
}

void introduce(decision& made, const origin& from, const protocols::client_event& event,
               const moment& at) {
  auto& next = made.next;
  next.client = {from.project, from.chat, from.channel, event.client, event.who, true, at.now};
  next.chat.project = from.project;
  next.chat.id = from.chat;
  next.chat.channel = from.channel;
  next.chat.created_at = at.now;
  made.changes.push_back(storage::put_client{next.client});
}

/// CRD-1: name and the rest follow the platform, but what it does not tell now is kept.
bool update_profile(protocols::profile& known, const protocols::profile& told) {
  if (told == known) return false;
  auto before = known;
  for (auto field : {&protocols::profile::first_name, &protocols::profile::last_name,
                     &protocols::profile::username, &protocols::profile::language})
    if (!told.first_name.empty() || !(told.*field).empty()) known.*field = told.*field;
  return known != before;
}

void receive_message(decision& made, const origin& from, const protocols::client_event& event,
                     const protocols::client_message& wrote, const moment& at) {
  auto& next = made.next;
  if (!next.exists) {
    introduce(made, from, event, at);
  } else if (update_profile(next.client.who, event.who) || !next.client.subscribed) {
    next.client.subscribed = true;
    made.changes.push_back(storage::put_client{next.client});
  }
  bool repeat = next.exists && next.chat.state == chat_state::done;
  if (!next.exists || repeat) open_dialog(made, at);
  next.exists = true;
  if (repeat) append(made, system_line(next, storage::action::opened, {}, at));
  auto row = line(next, message_kind::incoming, at);
  row.content = wrote.content;
  row.text = wrote.text;
  row.external_id = wrote.external_id;
  ++next.chat.unread;
  if (!next.chat.waiting_since) next.chat.waiting_since = at.now;
  append(made, std::move(row));
  finish(made);
}

void change_subscription(decision& made, bool subscribed, const moment& at) {
  auto& next = made.next;
  if (!next.exists || next.client.subscribed == subscribed) return;
  next.client.subscribed = subscribed;
  made.changes.push_back(storage::put_client{next.client});
  auto what = subscribed ? storage::action::subscribed : storage::action::unsubscribed;
  append(made, system_line(next, what, {}, at));
  finish(made);
}

void edit(decision& made, storage::message_row row, const protocols::message_edited& edited) {
  row.text = edited.text;
  made.changes.push_back(
      storage::edit_message{row.project, row.chat, edited.external_id, edited.text});
  auto& chat = made.next.chat;
  if (chat.last.id == row.id) {
    chat.last.text = preview(row.text);
    finish(made);
  }
  if (made.watched) made.tell.push_back(message_changed{std::move(row)});
}

decision start_from(const chat_model& model, const moment& at = {}) {
  decision made;
  made.watched = at.watched;
  made.changes.reserve(4);
  made.tell.reserve(2);
  made.next = model;
  return made;
}

} // namespace

const storage::participant_row* chat_model::participant(person_id member) const {
  auto found = std::find_if(participants.begin(), participants.end(),
                            [member](auto& row) { return row.member == member; });
  return found == participants.end() ? nullptr : &*found;
}

decision on_event(const chat_model& model, const origin& from, const protocols::client_event& event,
                  const std::optional<storage::message_row>& edited, const std::string& bytes,
                  const moment& at) {
  auto made = start_from(model, at);
  if (auto* wrote = std::get_if<protocols::client_message>(&event.what))
    receive_message(made, from, event, *wrote, at);
  else if (auto* change = std::get_if<protocols::subscription_changed>(&event.what))
    change_subscription(made, change->subscribed, at);
  else if (auto* changed = std::get_if<protocols::message_edited>(&event.what); changed && edited)
    edit(made, *edited, *changed);
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
  return made;
}

result<decision> on_take(const chat_model& model, person_id by, const moment& at) {
  if (model.chat.state == chat_state::active) {
    auto refusal = fail(errc::already_taken);
    refusal.person = model.chat.responsible.value;
    return refusal;
  }
  if (model.chat.state != chat_state::fresh) return fail(errc::not_new);
  auto made = start_from(model);
  auto& chat = made.next.chat;
  chat.state = chat_state::active;
  chat.responsible = by;
  chat.unclaimed = false;
  made.next.participants = {{by, storage::participant_role::responsible}};
  made.changes.push_back(
      storage::put_participant{chat.project, chat.id, made.next.participants.front()});
  made.changes.push_back(
      storage::drop_timer{chat.project, chat.id, storage::timer_kind::unclaimed});
  made.counters = {
      {chat_state::fresh, {}, -1}, {chat_state::active, {}, 1}, {chat_state::active, by, 1}};
  append(made, system_line(made.next, storage::action::took, by, at));
  finish(made);
  return made;
}

result<decision> on_close(const chat_model& model, person_id by, const moment& at) {
  if (model.chat.state != chat_state::active) return fail(errc::not_active);
  if (model.chat.responsible != by) return fail(errc::not_responsible);
  auto made = start_from(model);
  auto& chat = made.next.chat;
  chat.state = chat_state::done;
  chat.unread = 0;
  chat.waiting_since.reset();
  made.counters = {{chat_state::active, {}, -1}, {chat_state::done, {}, 1}};
  for (auto& row : model.participants)
    made.counters.push_back({chat_state::active, row.member, -1});
  made.next.participants.clear();
  made.changes.push_back(storage::drop_participants{chat.project, chat.id});
  made.changes.push_back(storage::close_dialog{chat.project, chat.id, chat.dialog, at.now, by});
  append(made, system_line(made.next, storage::action::closed, by, at));
  finish(made);
  return made;
}

result<decision> on_read(const chat_model& model, person_id by, std::int32_t left) {
  if (model.chat.state != chat_state::active || !model.participant(by))
    return fail(errc::not_participant);
  auto made = start_from(model);
  if (left >= model.chat.unread) return made;
  made.next.chat.unread = left;
  finish(made);
  return made;
}

result<decision> on_send(const chat_model& model, person_id by, const send_text& what,
                         const protocols::messenger& platform, const moment& at) {
  if (model.chat.state != chat_state::active) return fail(errc::not_active);
  if (!model.participant(by)) return fail(errc::not_participant);
  if (!model.client.subscribed) return fail(errc::client_unsubscribed);
  if (platform.text_length(what.text) > platform.text_limit())
    return fail(errc::message_too_long,
                "The text is longer than the platform's limit of " +
                    std::to_string(platform.text_limit()) + " characters.",
                "/text");
  auto made = start_from(model);
  auto row = line(model, message_kind::outgoing, at);
  row.author = by;
  row.text = what.text;
  row.client_key = what.key;
  row.status = message_status::queued;
  made.changes.push_back(storage::put_outbox{row.project, model.chat.channel, row.chat, row.id});
  made.next.chat.waiting_since.reset();
  made.outbound = true;
  append(made, std::move(row));
  finish(made);
  return made;
}

result<decision> on_note(const chat_model& model, person_id by, const add_note& what,
                         const moment& at) {
  auto made = start_from(model);
  auto row = line(model, message_kind::note, at);
  row.author = by;
  row.text = what.text;
  row.client_key = what.key;
  append(made, std::move(row));
  finish(made);
  return made;
}

result<decision> on_retry(const chat_model& model, person_id by, storage::message_row failed) {
  if (!model.participant(by)) return fail(errc::not_participant);
  if (failed.kind != message_kind::outgoing ||
      (failed.status != message_status::failed && failed.status != message_status::uncertain))
    return fail(errc::message_not_failed);
  if (!model.client.subscribed) return fail(errc::client_unsubscribed);
  auto made = start_from(model);
  failed.status = message_status::queued;
  failed.error_code.clear();
  failed.error_text.clear();
  auto& chat = made.next.chat;
  made.changes.push_back(
      storage::set_message_fate{chat.project, chat.id, failed.id, failed.status, {}, {}, {}});
  made.changes.push_back(storage::put_outbox{chat.project, chat.channel, chat.id, failed.id});
  if (chat.last.id == failed.id) {
    chat.last.status = failed.status;
    finish(made);
  }
  made.tell.push_back(message_changed{failed});
  made.message = std::move(failed);
  made.outbound = true;
  return made;
}

decision on_fate(const chat_model& model, storage::message_row message, const message_fate& fate,
                 const moment& at) {
  auto made = start_from(model);
  auto& chat = made.next.chat;
  message.status = fate.status;
  message.error_code = fate.error_code;
  message.error_text = fate.error_text;
  if (!fate.external_id.empty()) message.external_id = fate.external_id;
  made.changes.push_back(storage::set_message_fate{chat.project, chat.id, message.id, fate.status,
                                                   fate.external_id, fate.error_code,
                                                   fate.error_text});
  made.changes.push_back(storage::drop_outbox{chat.project, chat.channel, message.id});
  made.tell.push_back(message_changed{message});
  bool last = chat.last.id == message.id;
  if (last) chat.last.status = fate.status;
  bool leaves = fate.client_left && model.client.subscribed;
  if (leaves)
    change_subscription(made, false, at);
  else if (last)
    finish(made);
  made.message = std::move(message);
  return made;
}

std::optional<decision> on_unclaimed(const chat_model& model, std::int64_t generation,
                                     const moment& at) {
  if (!model.exists) return std::nullopt;
  auto made = start_from(model);
  auto& chat = made.next.chat;
  bool waiting = chat.state == chat_state::fresh && !chat.unclaimed;
  if (waiting && chat.dialog.value != generation) return std::nullopt;
  made.changes.push_back(
      storage::drop_timer{chat.project, chat.id, storage::timer_kind::unclaimed});
  if (!waiting) return made;
  chat.unclaimed = true;
  append(made, system_line(made.next, storage::action::unclaimed, {}, at));
  made.tell.push_back(chat_unclaimed{chat.id, chat.waiting_since.value_or(timestamp{})});
  finish(made);
  return made;
}

} // namespace switchboard::actors::domain
