#include "actors/domain/chat.hpp"

#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"
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
  if (made.watched) made.tell.push_back(message_added{row, facts_of(made.next)});
  made.message = std::move(row);
}

storage::chat_facts facts_of(const chat_model& model) {
  return facts_of(model.chat, model.participants);
}

namespace {

storage::counted counted_of(chat_state state) { return static_cast<storage::counted>(state); }

void count(std::vector<counter_delta>& deltas, const storage::chat_facts& of, std::int64_t by) {
  deltas.push_back({counted_of(of.state), of.department, {}, by});
  for (const auto& one : of.participants) {
    deltas.push_back({storage::counted::active, of.department, one.member, by});
    if (one.role == storage::participant_role::responsible)
      deltas.push_back({storage::counted::held, {}, one.member, by});
  }
}

void store_holders(decision& made) {
  const auto& chat = made.next.chat;
  const auto& now = made.next.participants;
  if (made.was ? made.was->participants == now : now.empty()) return;
  if (made.was && !made.was->participants.empty())
    made.changes.push_back(storage::drop_participants{chat.project, chat.id});
  for (const auto& one : now)
    made.changes.push_back(storage::put_participant{chat.project, chat.id, one});
}

} // namespace

std::vector<counter_delta> deltas_of(const std::optional<storage::chat_facts>& was,
                                     const storage::chat_facts& now) {
  if (was == now) return {};
  std::vector<counter_delta> deltas;
  if (was) count(deltas, *was, -1);
  count(deltas, now, 1);
  std::vector<counter_delta> moved;
  for (const auto& one : deltas) {
    const auto same = std::find_if(moved.begin(), moved.end(), [&one](const auto& other) {
      return other.what == one.what && other.department == one.department &&
             other.member == one.member;
    });
    if (same == moved.end())
      moved.push_back(one);
    else
      same->by += one.by;
  }
  std::erase_if(moved, [](const auto& one) { return one.by == 0; });
  return moved;
}

void finish(decision& made) {
  auto& next = made.next;
  ++next.chat.version;
  made.changes.push_back(storage::put_chat{next.chat});
  store_holders(made);
  auto now = facts_of(next);
  for (const auto& delta : deltas_of(made.was, now)) {
    made.changes.push_back(storage::count_chats{next.chat.project, delta.what, delta.department,
                                                delta.member, delta.by});
    made.counters.push_back(delta);
  }
  auto before = std::exchange(made.was, std::move(now));
  if (before == made.was) before.reset();
  if (made.watched)
    made.tell.push_back(
        chat_changed{{next.chat, next.client, next.participants}, std::move(before)});
}

void set_holders(decision& made, std::vector<storage::participant_row> holders) {
  auto& next = made.next;
  next.participants = std::move(holders);
  const bool led = !next.participants.empty();
  next.chat.responsible = led ? next.participants.front().member : person_id{};
}

person_id clear_offer(decision& made) {
  auto& chat = made.next.chat;
  std::erase_if(made.next.participants,
                [](const auto& one) { return one.role == storage::participant_role::offered; });
  chat.offered_at.reset();
  return std::exchange(chat.offered_to, person_id{});
}

void end_offer(decision& made) {
  const auto& chat = made.next.chat;
  if (clear_offer(made))
    made.changes.push_back(storage::drop_timer{chat.project, chat.id, storage::timer_kind::offer});
}

void wait_in_new(decision& made, const moment& at) {
  auto& chat = made.next.chat;
  end_offer(made);
  set_holders(made, {});
  chat.state = chat_state::fresh;
  chat.unclaimed = false;
  chat.turn = at.new_id();
  if (!chat.waiting_since) chat.waiting_since = at.now;
  made.changes.push_back(storage::put_timer{{chat.project, chat.id, storage::timer_kind::unclaimed,
                                             chat.turn, at.now + at.unclaimed_after}});
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
  if (made.watched) made.tell.push_back(message_changed{row, facts_of(made.next)});
}

decision start_from(const chat_model& model, const moment& at) {
  decision made;
  made.watched = at.watched;
  made.changes.reserve(4);
  made.tell.reserve(2);
  made.next = model;
  if (model.exists) made.was = facts_of(model);
  return made;
}

const storage::participant_row* chat_model::holder(person_id member) const {
  auto found = std::find_if(participants.begin(), participants.end(), [member](auto& row) {
    return row.member == member && row.role != storage::participant_role::offered;
  });
  return found == participants.end() ? nullptr : &*found;
}

result<decision> on_read(const chat_model& model, person_id by, std::int32_t left) {
  if (model.chat.state != chat_state::active || !model.holder(by))
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
  if (waiting && chat.turn != generation) return std::nullopt;
  made.changes.push_back(
      storage::drop_timer{chat.project, chat.id, storage::timer_kind::unclaimed});
  if (!waiting) return made;
  chat.unclaimed = true;
  append(made, system_line(made.next, storage::action::unclaimed, {}, at));
  made.tell.push_back(
      chat_unclaimed{chat.id, chat.waiting_since.value_or(timestamp{}), facts_of(made.next)});
  finish(made);
  return made;
}

} // namespace switchboard::actors::domain
