#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"
#include "tests/unit/actors/rules_stage.hpp"

#include <map>
#include <tuple>

#define CAF_SUITE ownership
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using namespace std::chrono_literals;
using storage::action;
using storage::chat_state;
using storage::counted;
using storage::participant_role;

namespace {

constexpr department_id sales{50};

project_view with_sales() {
  auto made = team;
  made.departments[sales].id = sales;
  made.departments[sales].name = "Sales";
  return made;
}

/// The lines that a decision adds, in their order.
std::vector<action> lines(const decision& made) {
  std::vector<action> found;
  for (const auto* one : all<storage::add_message>(made))
    if (one->row.kind == storage::message_kind::system) found.push_back(one->row.action);
  return found;
}
using several = std::vector<action>;

/// Anna holds it, and it was passed to Boris.
chat_model offered() { return on_transfer(taken(), anna, boris, at())->next; }

errc why(const result<decision>& made) { return made ? errc::none : made.error().code; }

bool holds(const chat_model& model, person_id member, participant_role role) {
  const auto* found = model.holder(member);
  return found && found->role == role;
}

} // namespace

CAF_TEST(HIE-3: a chat that is passed stays with who passed it until the other accepts) {
  auto made = on_transfer(taken(), anna, boris, at());
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.responsible == anna && made->next.chat.offered_to == boris);
  CAF_CHECK(!made->next.holder(boris));
  CAF_CHECK(lines(*made) == several{action::passed});
  CAF_CHECK_EQUAL(moved(*made, counted::active, boris), 1);
  auto* timer = find<storage::put_timer>(*made);
  CAF_CHECK(timer && timer->row.kind == storage::timer_kind::offer);
  auto accepted = on_accept(made->next, boris, at(1s));
  CAF_REQUIRE(accepted);
  CAF_CHECK(accepted->next.chat.responsible == boris && !accepted->next.chat.offered_to);
  CAF_CHECK(relation_of(accepted->next, anna) == relation::other);
  CAF_CHECK(lines(*accepted) == several{action::accepted});
  CAF_CHECK_EQUAL(moved(*accepted, counted::held, anna), -1);
  CAF_CHECK_EQUAL(moved(*accepted, counted::held, boris), 1);
  CAF_CHECK_EQUAL(moved(*accepted, counted::active), 0);
}

CAF_TEST(HIE-3: who declines leaves the chat with who passed it) {
  auto made = on_decline(offered(), boris, at(1s));
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.responsible == anna && !made->next.chat.offered_to);
  CAF_CHECK(made->next.participants.size() == 1 && lines(*made) == several{action::declined});
  CAF_CHECK(find<storage::drop_timer>(*made) != nullptr);
}

CAF_TEST(HIE-3: an offer that nobody answers in time is over and only that one) {
  const auto model = offered();
  const auto generation = model.chat.offered_at->time_since_epoch().count();
  CAF_CHECK(!on_offer_due(model, generation - 1, at(2h)));
  auto due = on_offer_due(model, generation, at(2h));
  CAF_CHECK(due && due->next.chat.responsible == anna && !due->next.chat.offered_to);
  CAF_CHECK(due && lines(*due) == several{action::expired});
  CAF_CHECK(!on_offer_due(due->next, generation, at(2h)));
}

CAF_TEST(HIE-3: passing to another takes the first offer back and keeps the timer of the new one) {
  auto made = on_transfer(offered(), anna, clara, at(5s));
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.offered_to == clara);
  CAF_CHECK((lines(*made) == several{action::withdrew, action::passed}));
  CAF_CHECK(!find<storage::drop_timer>(*made) && find<storage::put_timer>(*made));
  CAF_CHECK(relation_of(made->next, boris) == relation::other);
  auto back = on_remove(made->next, anna, clara, at(6s));
  CAF_CHECK(back && lines(*back) == several{action::withdrew} && !back->next.chat.offered_to);
}

CAF_TEST(HIE-3: an added colleague who is offered the chat stays added whatever the answer) {
  auto added = on_add(taken(), anna, boris, at());
  CAF_REQUIRE(added && holds(added->next, boris, participant_role::added));
  auto passed = on_transfer(added->next, anna, boris, at());
  CAF_REQUIRE(passed && relation_of(passed->next, boris) == relation::added_and_offered);
  CAF_CHECK(passed->next.participants.size() == 2);
  auto declined = on_decline(passed->next, boris, at());
  CAF_CHECK(declined && holds(declined->next, boris, participant_role::added));
  auto left = on_leave(passed->next, boris, at());
  CAF_CHECK(left && (lines(*left) == several{action::declined, action::left}));
  CAF_CHECK(left && relation_of(left->next, boris) == relation::other);
  auto removed = on_remove(passed->next, anna, boris, at());
  CAF_CHECK(removed && (lines(*removed) == several{action::withdrew, action::removed}));
}

CAF_TEST(HIE-1: an owner takes a chat over and who had it leaves) {
  const auto model = on_add(offered(), anna, clara, at())->next;
  CAF_CHECK(why(on_take_over(model, clara, at())) == errc::access_denied);
  auto made = on_take_over(model, olga, at());
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.responsible == olga && !made->next.chat.offered_to);
  CAF_CHECK(relation_of(made->next, anna) == relation::other);
  CAF_CHECK(holds(made->next, clara, participant_role::added));
  CAF_CHECK(lines(*made) == several{action::took_over});
  CAF_CHECK(why(on_take_over(made->next, olga, at())) == errc::already_responsible);
}

CAF_TEST(HIE-2: on a repeat appeal taken by somebody else the former one is added) {
  auto again = hear(closed(), wrote("more"));
  CAF_CHECK(again.next.chat.responsible == anna && again.next.participants.empty());
  auto made = on_take(again.next, boris, at());
  CAF_REQUIRE(made);
  CAF_CHECK(holds(made->next, boris, participant_role::responsible));
  CAF_CHECK(holds(made->next, anna, participant_role::added));
  CAF_CHECK((lines(*made) == several{action::took, action::added}));
  CAF_CHECK_EQUAL(all<storage::put_participant>(*made).size(), 2u);
  auto himself = on_take(again.next, anna, at());
  CAF_CHECK(himself && himself->next.participants.size() == 1);
}

CAF_TEST(BOT-2: where it is switched on a repeat appeal goes straight to its manager) {
  auto project = team;
  project.project.return_to_manager = true;
  auto made = on_event(closed(), from, wrote("more"), {}, "", at(1s, project));
  CAF_CHECK(made.next.chat.state == chat_state::active && made.next.chat.responsible == anna);
  CAF_CHECK((lines(made) == several{action::opened, action::returned}));
  CAF_CHECK_EQUAL(moved(made, counted::done), -1);
  CAF_CHECK_EQUAL(moved(made, counted::fresh), 0);
  CAF_CHECK_EQUAL(moved(made, counted::held, anna), 1);
  // Not to somebody who left.
  project.members.erase(anna);
  auto open = on_event(closed(), from, wrote("more"), {}, "", at(1s, project));
  CAF_CHECK(open.next.chat.state == chat_state::fresh);
}

CAF_TEST(INB-7: a forwarded chat waits in New of its department and nobody holds it) {
  const auto project = with_sales();
  const auto model = on_add(offered(), anna, clara, at())->next;
  CAF_CHECK(why(on_forward(model, clara, sales, at(1s, project))) == errc::not_responsible);
  CAF_CHECK(why(on_forward(model, anna, sales, at())) == errc::not_found);
  auto made = on_forward(model, anna, sales, at(1s, project));
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.state == chat_state::fresh && made->next.chat.department == sales);
  CAF_CHECK(made->next.participants.empty() && !made->next.chat.responsible);
  CAF_CHECK(lines(*made) == several{action::forwarded} && made->message->text == "Sales");
  CAF_CHECK(made->next.chat.turn != model.chat.turn);
  CAF_CHECK(!on_unclaimed(made->next, model.chat.turn, at(2h)));
  CAF_CHECK(on_unclaimed(made->next, made->next.chat.turn, at(2h)).has_value());
  // Whoever takes it is alone: it was handed on, it is no repeat appeal.
  CAF_CHECK_EQUAL(on_take(made->next, boris, at(2s, project))->next.participants.size(), 1u);
}

CAF_TEST(INB-7: an appeal goes to the department that its link or its channel leads to) {
  auto project = with_sales();
  project.departments[sales].sources = {{storage::source_kind::link, "promo"}};
  constexpr department_id support{51};
  project.departments[support].id = support;
  project.departments[support].sources = {{storage::source_kind::channel, "8"}};
  auto plain = wrote("hello");
  CAF_CHECK(on_event({}, from, plain, {}, "", at(0s, project)).next.chat.department == support);
  auto by_link = wrote("hello");
  by_link.start_payload = "promo";
  auto made = on_event({}, from, by_link, {}, "", at(0s, project));
  CAF_CHECK(made.next.chat.department == sales && made.next.client.came_by == "promo");
  CAF_CHECK(find<storage::add_client_source>(made) != nullptr);
  CAF_CHECK(made.counters.front().department == sales);
}

CAF_TEST(INB-6: a senior hands a new chat out in one gesture) {
  auto made = on_transfer(fresh(), olga, boris, at());
  CAF_REQUIRE(made);
  CAF_CHECK(made->next.chat.responsible == olga && made->next.chat.offered_to == boris);
  CAF_CHECK((lines(*made) == several{action::took, action::passed}));
}

CAF_TEST(TEAM-4: what a member who left was responsible for goes back to New and the rest is let go) {
  auto project = team;
  project.members.erase(anna);
  auto made = on_release(on_add(taken(), anna, boris, at())->next, at(1s, project));
  CAF_REQUIRE(made.has_value());
  CAF_CHECK(made->next.chat.state == chat_state::fresh && made->next.participants.empty());
  CAF_CHECK(!made->next.chat.responsible && made->next.chat.waiting_since);
  CAF_CHECK(lines(*made) == several{action::released});
  CAF_CHECK_EQUAL(moved(*made, counted::held, anna), -1);
  project = team;
  project.members.erase(boris);
  auto added = on_release(on_add(taken(), anna, boris, at())->next, at(1s, project));
  CAF_CHECK(added && added->next.chat.responsible == anna && !added->next.holder(boris));
  auto offer = on_release(offered(), at(1s, project));
  CAF_CHECK(offer && !offer->next.chat.offered_to && offer->next.chat.responsible == anna);
  CAF_CHECK(!on_release(taken(), at(1s, project)));
}

CAF_TEST(INB-8: an assignment is for the turn it was made for and for who may hold the chat) {
  const auto model = fresh();
  auto made = on_assign(model, boris, model.chat.turn, at());
  CAF_CHECK(made && made->next.chat.responsible == boris);
  CAF_CHECK(made && lines(*made) == several{action::assigned});
  CAF_CHECK(!on_assign(model, boris, model.chat.turn - 1, at()));
  CAF_CHECK(!on_assign(taken(), boris, model.chat.turn, at()));
  CAF_CHECK(!on_assign(model, person_id{99}, model.chat.turn, at()));
}

CAF_TEST(HIE-3: nobody is given a chat who may hold none) {
  auto project = team;
  project.members[boris].forbidden = 1U << static_cast<unsigned>(storage::permission::tab_mine);
  project.members[clara].forbidden = 1U << static_cast<unsigned>(storage::permission::take);
  CAF_CHECK(why(on_transfer(taken(), anna, boris, at(0s, project))) == errc::cannot_hold);
  CAF_CHECK(why(on_add(taken(), anna, boris, at(0s, project))) == errc::cannot_hold);
  CAF_CHECK(why(on_take(fresh(), boris, at(0s, project))) == errc::access_denied);
  CAF_CHECK(why(on_take(fresh(), clara, at(0s, project))) == errc::access_denied);
  CAF_CHECK(why(on_add(taken(), anna, person_id{99}, at())) == errc::not_found);
  CAF_CHECK(why(on_add(taken(), anna, anna, at())) == errc::already_responsible);
}

CAF_TEST(INB-7: chats of a department that was deleted are in none) {
  const auto project = with_sales();
  const auto model = on_forward(taken(), anna, sales, at(0s, project))->next;
  CAF_CHECK(!on_astray(model, at(1s, project)));
  auto made = on_astray(model, at(1s));
  CAF_CHECK(made && !made->next.chat.department);
  CAF_CHECK(made && lines(*made) == several{action::undepartmented});
}

CAF_TEST(INB-3: the numbers of the tabs move with every step and come to nothing at the end) {
  std::vector<counter_delta> sum;
  auto follow = [&sum](const decision& made) {
    for (const auto& delta : made.counters) sum.push_back(delta);
    return made.next;
  };
  const auto project = with_sales();
  auto model = follow(hear({}, wrote("hello")));
  model = follow(*on_take(model, anna, at()));
  model = follow(*on_add(model, anna, clara, at()));
  model = follow(*on_transfer(model, anna, boris, at()));
  model = follow(*on_accept(model, boris, at()));
  model = follow(*on_forward(model, boris, sales, at(1s, project)));
  model = follow(*on_take(model, clara, at(2s, project)));
  model = follow(*on_close(model, clara, at(3s, project)));
  std::map<std::tuple<counted, department_id, person_id>, std::int64_t> totals;
  for (const auto& one : sum) totals[{one.what, one.department, one.member}] += one.by;
  for (const auto& [place, chats] : totals) {
    const bool done_in_sales = place == std::tuple{counted::done, sales, person_id{}};
    CAF_CHECK_EQUAL(chats, done_in_sales ? 1 : 0);
  }
}
