#include "actors/domain/chat.hpp"

#include "actors/domain/chat_steps.hpp"
#include "actors/domain/preview.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

using storage::chat_state;
using storage::message_kind;

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

void append(decision& made, storage::message_row row) {
  auto& chat = made.next.chat;
  chat.activity = row.id.value;
  if (row.kind != message_kind::system)
    chat.last = {row.id, row.kind, row.content, row.status, preview(row.text), row.created_at};
  made.changes.push_back(storage::add_message{row});
  if (made.watched) made.tell.push_back(message_added{row});
  made.message = std::move(row);
}

void finish(decision& made) {
  auto& next = made.next;
  ++next.chat.version;
  made.changes.push_back(storage::put_chat{next.chat});
  for (auto& delta : made.counters)
    made.changes.push_back(
        storage::count_chats{next.chat.project, delta.state, delta.member, delta.by});
  if (made.watched) made.tell.push_back(chat_changed{{next.chat, next.client, next.participants}});
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

void follow_last(decision& made, const storage::message_row& row) {
  auto& last = made.next.chat.last;
  if (last.id == row.id) {
    last.text = preview(row.text);
    last.status = row.status;
    finish(made);
  }
  if (made.watched) made.tell.push_back(message_changed{row});
}

decision start_from(const chat_model& model, const moment& at) {
  decision made;
  made.watched = at.watched;
  made.changes.reserve(4);
  made.tell.reserve(2);
  made.next = model;
  return made;
}

const storage::participant_row* chat_model::participant(person_id member) const {
  auto found = std::find_if(participants.begin(), participants.end(),
                            [member](auto& row) { return row.member == member; });
  return found == participants.end() ? nullptr : &*found;
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
