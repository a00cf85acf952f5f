#include "actors/domain/ownership.hpp"

#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using storage::action;
using storage::chat_state;
using storage::participant_role;
using storage::participant_row;
using holders = std::vector<participant_row>;

constexpr verdict go(step what) { return {what, errc::none}; }
constexpr verdict no(errc why) { return {step::refused, why}; }

constexpr auto taken = no(errc::already_taken);
constexpr auto idle = no(errc::not_active);
constexpr auto not_his = no(errc::not_responsible);
constexpr auto not_offered = no(errc::not_offered);
constexpr auto outside = no(errc::not_participant);

const storage::member_row* member_of(const moment& at, person_id who) {
  const auto found = at.project->members.find(who);
  return found == at.project->members.end() ? nullptr : &found->second;
}

/// Appeals are for those who may take them.
bool may_take(const moment& at, person_id who) {
  const auto* member = member_of(at, who);
  return member && allowed(*member, storage::permission::take);
}

holders without(const holders& all, person_id member) {
  holders left;
  std::copy_if(all.begin(), all.end(), std::back_inserter(left),
               [member](const auto& one) { return one.member != member; });
  return left;
}

/// Those who were added, and the new responsible in front of them.
holders led_by(person_id responsible, const holders& others) {
  holders all{{responsible, participant_role::responsible}};
  for (const auto& one : others)
    if (one.role == participant_role::added && one.member != responsible) all.push_back(one);
  return all;
}

void say(decision& made, action what, person_id by, std::int64_t subject, const moment& at) {
  auto row = system_line(made.next, what, by, at);
  row.subject = subject;
  append(made, std::move(row));
}

void say_department(decision& made, action what, person_id by, department_id to, const moment& at) {
  auto row = system_line(made.next, what, by, at);
  row.subject = to.value;
  // The name as it was: the department may be gone when somebody reads the line.
  const auto found = at.project->departments.find(to);
  if (found != at.project->departments.end()) row.text = found->second.name;
  append(made, std::move(row));
}

result<verdict> judge(const chat_model& model, person_id by, wish what) {
  const auto verdict = verdict_on(model, by, what);
  if (verdict.step != step::refused) return verdict;
  auto refusal = fail(verdict.why);
  if (verdict.why == errc::already_taken) refusal.person = model.chat.responsible.value;
  return refusal;
}

/// Out of New, into somebody's hands.
void begin_work(decision& made, person_id responsible, action what, person_id by,
                std::int64_t subject, const moment& at) {
  auto& chat = made.next.chat;
  const auto former = chat.responsible;
  const bool keeps_former = former && former != responsible && may_hold(*at.project, former);
  chat.state = chat_state::active;
  chat.unclaimed = false;
  made.changes.push_back(
      storage::drop_timer{chat.project, chat.id, storage::timer_kind::unclaimed});
  holders all{{responsible, participant_role::responsible}};
  set_holders(made, all);
  say(made, what, by, subject, at);
  if (!keeps_former) return;
  all.push_back({former, participant_role::added});
  set_holders(made, all);
  say(made, action::added, by, former.value, at);
}

/// Somebody becomes responsible who is asked first, and stays what they are meanwhile.
void offer(decision& made, person_id by, person_id to, const moment& at) {
  auto& chat = made.next.chat;
  if (const auto before = clear_offer(made)) say(made, action::withdrew, by, before.value, at);
  chat.offered_to = to;
  chat.offered_at = at.now;
  if (!made.next.holder(to)) {
    auto all = made.next.participants;
    all.push_back({to, participant_role::offered});
    set_holders(made, std::move(all));
  }
  made.changes.push_back(
      storage::put_timer{{chat.project, chat.id, storage::timer_kind::offer,
                          at.now.time_since_epoch().count(), at.now + at.offer_wait}});
  say(made, action::passed, by, to.value, at);
}

result<void> check_target(const chat_model& model, person_id whom, std::string_view field,
                          const moment& at) {
  if (!member_of(at, whom)) return fail(errc::not_found, {}, std::string{field});
  if (model.chat.state == chat_state::active && model.chat.responsible == whom)
    return fail(errc::already_responsible, {}, std::string{field});
  if (!may_hold(*at.project, whom)) return fail(errc::cannot_hold, {}, std::string{field});
  return {};
}

} // namespace

const std::array<contract_row, wish_count> contract{{
    // wish, name, New, {responsible, added, added and offered, offered, other}, Done
    {wish::take, "take", go(step::take), {taken, taken, taken, taken, taken}, no(errc::not_new)},
    {wish::take_over,
     "take_over",
     idle,
     {no(errc::already_responsible), go(step::take_over), go(step::take_over), go(step::take_over),
      go(step::take_over)},
     idle},
    {wish::transfer,
     "transfer",
     go(step::take_and_offer),
     {go(step::offer), not_his, not_his, not_his, not_his},
     idle},
    {wish::accept,
     "accept",
     not_offered,
     {not_offered, not_offered, go(step::accept), go(step::accept), not_offered},
     not_offered},
    {wish::decline,
     "decline",
     not_offered,
     {not_offered, not_offered, go(step::decline), go(step::decline), not_offered},
     not_offered},
    {wish::add, "add", idle, {go(step::add), not_his, not_his, not_his, not_his}, idle},
    {wish::remove, "remove", idle, {go(step::remove), not_his, not_his, not_his, not_his}, idle},
    {wish::leave,
     "leave",
     idle,
     {no(errc::responsible_stays), go(step::leave), go(step::leave_and_decline), outside, outside},
     idle},
    {wish::forward,
     "forward",
     go(step::forward),
     {go(step::forward), not_his, not_his, not_his, not_his},
     idle},
    {wish::close, "close", idle, {go(step::close), not_his, not_his, not_his, not_his}, idle},
}};

relation relation_of(const chat_model& model, person_id member) {
  if (model.chat.state != chat_state::active) return relation::other;
  const auto* holds = model.holder(member);
  const bool offered = model.chat.offered_to == member;
  if (!holds) return offered ? relation::offered : relation::other;
  if (holds->role == participant_role::responsible) return relation::responsible;
  return offered ? relation::added_and_offered : relation::added;
}

verdict verdict_on(const chat_model& model, person_id by, wish what) {
  const auto& row = contract[static_cast<std::size_t>(what)];
  switch (model.chat.state) {
    case chat_state::fresh: return row.fresh;
    case chat_state::active: return row.active[static_cast<std::size_t>(relation_of(model, by))];
    case chat_state::done: return row.done;
  }
  return row.done;
}

bool sees(const chat_model& model, person_id member, const moment& at) {
  return sees_chat(*at.project, member, facts_of(model));
}

result<decision> on_take(const chat_model& model, person_id by, const moment& at) {
  if (auto verdict = judge(model, by, wish::take); !verdict) return verdict.error();
  if (!may_take(at, by) || !may_hold(*at.project, by)) return fail(errc::access_denied);
  auto made = start_from(model);
  begin_work(made, by, action::took, by, 0, at);
  finish(made);
  return made;
}

result<decision> on_take_over(const chat_model& model, person_id by, const moment& at) {
  const auto* member = member_of(at, by);
  if (!member || !is_chief(*member)) return fail(errc::access_denied);
  if (auto verdict = judge(model, by, wish::take_over); !verdict) return verdict.error();
  auto made = start_from(model);
  const auto former = model.chat.responsible;
  end_offer(made);
  set_holders(made, led_by(by, without(made.next.participants, former)));
  say(made, action::took_over, by, former.value, at);
  finish(made);
  return made;
}

result<decision> on_transfer(const chat_model& model, person_id by, person_id to,
                             const moment& at) {
  auto verdict = judge(model, by, wish::transfer);
  if (!verdict) return verdict.error();
  const bool from_new = verdict->step == step::take_and_offer;
  if (from_new && (!may_take(at, by) || !may_hold(*at.project, by)))
    return fail(errc::access_denied);
  if (to == by) return fail(errc::already_responsible, {}, "/to");
  if (auto fits = check_target(model, to, "/to", at); !fits) return fits.error();
  auto made = start_from(model);
  if (from_new) begin_work(made, by, action::took, by, 0, at);
  offer(made, by, to, at);
  finish(made);
  return made;
}

result<decision> on_accept(const chat_model& model, person_id by, const moment& at) {
  if (auto verdict = judge(model, by, wish::accept); !verdict) return verdict.error();
  auto made = start_from(model);
  const auto former = model.chat.responsible;
  end_offer(made);
  set_holders(made, led_by(by, without(made.next.participants, former)));
  say(made, action::accepted, by, former.value, at);
  finish(made);
  return made;
}

result<decision> on_decline(const chat_model& model, person_id by, const moment& at) {
  if (auto verdict = judge(model, by, wish::decline); !verdict) return verdict.error();
  auto made = start_from(model);
  end_offer(made);
  say(made, action::declined, by, model.chat.responsible.value, at);
  finish(made);
  return made;
}

result<decision> on_add(const chat_model& model, person_id by, person_id whom, const moment& at) {
  if (auto verdict = judge(model, by, wish::add); !verdict) return verdict.error();
  if (auto fits = check_target(model, whom, "/member", at); !fits) return fits.error();
  if (model.holder(whom)) return fail(errc::already_participant, {}, "/member");
  auto made = start_from(model);
  auto all = without(model.participants, whom);
  all.push_back({whom, participant_role::added});
  set_holders(made, std::move(all));
  say(made, action::added, by, whom.value, at);
  finish(made);
  return made;
}

result<decision> on_remove(const chat_model& model, person_id by, person_id whom,
                           const moment& at) {
  if (auto verdict = judge(model, by, wish::remove); !verdict) return verdict.error();
  if (whom == by) return fail(errc::responsible_stays, {}, "/member");
  const bool offered = model.chat.offered_to == whom;
  const bool added = model.holder(whom) != nullptr;
  if (!offered && !added) return fail(errc::not_in_chat, {}, "/member");
  auto made = start_from(model);
  if (offered) {
    end_offer(made);
    say(made, action::withdrew, by, whom.value, at);
  }
  if (added) {
    set_holders(made, without(made.next.participants, whom));
    say(made, action::removed, by, whom.value, at);
  }
  finish(made);
  return made;
}

result<decision> on_leave(const chat_model& model, person_id by, const moment& at) {
  auto verdict = judge(model, by, wish::leave);
  if (!verdict) return verdict.error();
  auto made = start_from(model);
  if (verdict->step == step::leave_and_decline) {
    end_offer(made);
    say(made, action::declined, by, model.chat.responsible.value, at);
  }
  set_holders(made, without(made.next.participants, by));
  say(made, action::left, by, 0, at);
  finish(made);
  return made;
}

result<decision> on_forward(const chat_model& model, person_id by, department_id to,
                            const moment& at) {
  auto verdict = judge(model, by, wish::forward);
  if (!verdict) return verdict.error();
  if (model.chat.state == chat_state::fresh && !may_take(at, by)) return fail(errc::access_denied);
  if (!at.project->departments.contains(to)) return fail(errc::not_found, {}, "/department");
  if (model.chat.state == chat_state::fresh && model.chat.department == to)
    return start_from(model);
  auto made = start_from(model);
  made.next.chat.department = to;
  wait_in_new(made, at);
  say_department(made, action::forwarded, by, to, at);
  finish(made);
  return made;
}

result<decision> on_close(const chat_model& model, person_id by, const moment& at) {
  if (auto verdict = judge(model, by, wish::close); !verdict) return verdict.error();
  auto made = start_from(model);
  auto& chat = made.next.chat;
  end_offer(made);
  set_holders(made, {});
  // Who was in charge is shown beside the next appeal (INB-2).
  chat.responsible = by;
  chat.state = chat_state::done;
  chat.unread = 0;
  chat.waiting_since.reset();
  made.changes.push_back(storage::close_dialog{chat.project, chat.id, chat.dialog, at.now, by});
  say(made, action::closed, by, 0, at);
  finish(made);
  return made;
}

std::optional<decision> on_assign(const chat_model& model, person_id to, std::int64_t turn,
                                  const moment& at) {
  if (!model.exists || model.chat.state != chat_state::fresh || model.chat.turn != turn)
    return std::nullopt;
  if (!may_be_given(*at.project, to, model.chat.department)) return std::nullopt;
  auto made = start_from(model, at);
  begin_work(made, to, action::assigned, {}, to.value, at);
  finish(made);
  return made;
}

std::optional<decision> on_release(const chat_model& model, const moment& at) {
  if (!model.exists) return std::nullopt;
  auto made = start_from(model, at);
  bool led = true;
  for (const auto& one : model.participants) {
    if (may_hold(*at.project, one.member)) continue;
    if (one.role == participant_role::responsible) {
      led = false;
      continue;
    }
    if (model.chat.offered_to == one.member) end_offer(made);
    set_holders(made, without(made.next.participants, one.member));
    say(made, action::released, {}, one.member.value, at);
  }
  if (!led) {
    wait_in_new(made, at);
    say(made, action::released, {}, model.chat.responsible.value, at);
  }
  if (!made.message) return std::nullopt;
  finish(made);
  return made;
}

std::optional<decision> on_offer_due(const chat_model& model, std::int64_t generation,
                                     const moment& at) {
  const auto& chat = model.chat;
  if (!model.exists || !chat.offered_to || !chat.offered_at) return std::nullopt;
  if (chat.offered_at->time_since_epoch().count() != generation) return std::nullopt;
  auto made = start_from(model, at);
  end_offer(made);
  say(made, action::expired, chat.offered_to, chat.responsible.value, at);
  finish(made);
  return made;
}

std::optional<decision> on_astray(const chat_model& model, const moment& at) {
  const auto department = model.chat.department;
  if (!model.exists || !department || at.project->departments.contains(department))
    return std::nullopt;
  auto made = start_from(model, at);
  made.next.chat.department = {};
  say(made, action::undepartmented, {}, department.value, at);
  finish(made);
  return made;
}

} // namespace switchboard::actors::domain
