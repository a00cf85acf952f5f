#include "actors/domain/permissions.hpp"
#include "actors/domain/audience.hpp"
#include "tests/unit/actors/rules_stage.hpp"

#define CAF_SUITE permissions
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using storage::chat_state;
using storage::participant_role;
using storage::permission;

namespace {

constexpr department_id sales{50};

project_view shop() {
  auto made = team;
  made.departments[sales].id = sales;
  return made;
}
void forbid(project_view& project, person_id member, permission what) {
  project.members[member].forbidden |= 1U << static_cast<unsigned>(what);
}
storage::chat_facts in(chat_state state, department_id department = {}, person_id held_by = {}) {
  storage::chat_facts facts{state, department, {}};
  if (held_by) facts.participants.push_back({held_by, participant_role::added});
  return facts;
}

} // namespace

CAF_TEST(TEAM-3: each tab that is forbidden hides the chats that are in it and no others) {
  const std::pair<permission, chat_state> tabs[] = {{permission::tab_new, chat_state::fresh},
                                                    {permission::tab_others, chat_state::active},
                                                    {permission::tab_done, chat_state::done}};
  for (const auto& [what, state] : tabs) {
    auto project = shop();
    forbid(project, boris, what);
    for (const auto& [other, where] : tabs)
      CAF_CHECK_EQUAL(sees_chat(project, boris, in(where)), where != state);
    CAF_CHECK(sees_chat(project, anna, in(state)));
    // What he was given is his, in Mine.
    CAF_CHECK(sees_chat(project, boris, in(chat_state::active, {}, boris)));
  }
}

CAF_TEST(TEAM-3: who may not see Mine holds no chats and sees none as theirs) {
  auto project = shop();
  forbid(project, boris, permission::tab_mine);
  CAF_CHECK(!may_hold(project, boris) && may_hold(project, anna));
  CAF_CHECK(!sees_chat(project, boris, in(chat_state::active, {}, boris)));
  CAF_CHECK(sees_chat(project, boris, in(chat_state::active, {}, anna)));
}

CAF_TEST(TEAM-2: owners and administrators see everything whatever is noted against them) {
  auto project = shop();
  project.members[boris].role = storage::role::admin;
  for (const auto member : {boris, olga}) {
    project.members[member].forbidden = ~0U;
    project.members[member].forbidden_departments = {sales};
    for (const auto state : {chat_state::fresh, chat_state::active, chat_state::done})
      CAF_CHECK(sees_chat(project, member, in(state, sales)));
    CAF_CHECK(may_hold(project, member));
  }
  project.departments[sales].members = {anna};
  CAF_CHECK(sees_chat(project, olga, in(chat_state::fresh, sales)));
}

CAF_TEST(INB-7: a department is open to all unless it lists its managers or a manager is barred) {
  auto project = shop();
  CAF_CHECK(sees_chat(project, boris, in(chat_state::fresh, sales)));
  project.members[boris].forbidden_departments = {sales};
  CAF_CHECK(!sees_chat(project, boris, in(chat_state::fresh, sales)));
  CAF_CHECK(!may_be_given(project, boris, sales) && may_be_given(project, boris, {}));
  CAF_CHECK((departments_seen(project, project.members[boris]) ==
             std::vector<department_id>{department_id{}}));
  project.members[boris].forbidden_departments.clear();
  project.departments[sales].members = {anna};
  CAF_CHECK(!sees_chat(project, boris, in(chat_state::done, sales)));
  CAF_CHECK(sees_chat(project, anna, in(chat_state::done, sales)));
  CAF_CHECK(sees_chat(project, boris, in(chat_state::active, sales, boris)));
}

CAF_TEST(INB-11: who is no member sees no chat and hears of nothing) {
  const auto project = shop();
  const person_id stranger{99};
  CAF_CHECK(!sees_chat(project, stranger, in(chat_state::fresh)));
  CAF_CHECK(!told_as(project_changed{}, project, stranger));
  CAF_CHECK(told_as(project_changed{}, project, boris) == telling::form::whole);
}

CAF_TEST(INB-11: every event about a chat is told to those who see the chat only) {
  auto project = shop();
  forbid(project, boris, permission::tab_new);
  const auto hidden = in(chat_state::fresh);
  chat_changed changed;
  const std::vector<event> about{changed,
                                 message_added{{}, hidden},
                                 message_changed{{}, hidden},
                                 message_moved{{}, {}, {}, {}, {}, hidden},
                                 somebody_types{{}, {}, hidden},
                                 chat_unclaimed{{}, {}, hidden},
                                 card_changed{{}, hidden, {}}};
  for (const auto& one : about) {
    CAF_CHECK(!told_as(one, project, boris));
    CAF_CHECK(told_as(one, project, anna) == telling::form::whole);
  }
}

CAF_TEST(TEAM-3: rights are the same until a role a permission or a department changes) {
  const auto before = shop();
  auto now = before;
  now.members[boris].name = "another name";
  CAF_CHECK(same_rights(before, now, boris));
  forbid(now, boris, permission::analytics);
  CAF_CHECK(!same_rights(before, now, boris) && same_rights(before, now, anna));
  now = before;
  now.departments[sales].members = {anna};
  CAF_CHECK(!same_rights(before, now, boris) && same_rights(before, now, anna));
  now = before;
  now.members.erase(boris);
  CAF_CHECK(!same_rights(before, now, boris));
}
