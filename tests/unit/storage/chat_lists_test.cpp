#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>

#define CAF_SUITE chat_lists
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

using people = std::vector<person_id>;
using places = std::vector<department_id>;
using chats = std::vector<chat_id>;

constexpr department_id nowhere{};

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();
  person_id me = make_id<person_id>();
  person_id colleague = make_id<person_id>();
  department_id sales = make_id<department_id>();
  department_id support = make_id<department_id>();

  chat_id stored_chat(chat_state state, department_id department,
                      const std::vector<participant_row>& in_it = {}) {
    auto id = make_id<chat_id>();
    auto row = chat(id, state);
    row.department = department;
    unit one{put_client{client(id, to_string(id))}, put_chat{row}};
    for (auto member : in_it) one.push_back(put_participant{project, id, member});
    CAF_REQUIRE(commit(to, one) == stored::yes);
    return id;
  }

  chat_id held_by(person_id member, department_id department) {
    return stored_chat(chat_state::active, department, {{member, participant_role::responsible}});
  }

  chats all_pages(const chat_query& query, int page = 100) {
    chats seen;
    std::int64_t before = 0;
    while (true) {
      auto listed = list_chats(db, project, query, before, page);
      for (const auto& one : listed) seen.push_back(one.chat.id);
      if (listed.size() < static_cast<std::size_t>(page)) return seen;
      before = listed.back().chat.activity;
    }
  }

  chats listed(tab which, const places& where, person_id responsible = {}) {
    return all_pages({which, me, where, responsible});
  }
};

chats newest_first(chats made) {
  std::ranges::reverse(made);
  return made;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(chat_lists_tests, fixture)

CAF_TEST(INB-1: every tab pages through all its chats once and newest first) {
  const places all{nowhere, sales, support};
  chats fresh;
  chats mine_now;
  chats others;
  chats done;
  for (std::size_t i = 0; i < 23; ++i) {
    const auto where = all[i % 3];
    fresh.push_back(stored_chat(chat_state::fresh, where));
    mine_now.push_back(held_by(me, where));
    others.push_back(held_by(colleague, where));
    mine_now.push_back(
        stored_chat(chat_state::active, where,
                    {{colleague, participant_role::responsible}, {me, participant_role::added}}));
    done.push_back(stored_chat(chat_state::done, where));
  }
  for (auto* one : {&fresh, &mine_now, &others, &done}) std::ranges::reverse(*one);
  for (int page : {1, 7, 23, 200}) {
    CAF_CHECK(all_pages({tab::fresh, me, all, {}}, page) == fresh);
    CAF_CHECK(all_pages({tab::mine, me, {}, {}}, page) == mine_now);
    CAF_CHECK(all_pages({tab::others, me, all, {}}, page) == others);
    CAF_CHECK(all_pages({tab::others, me, all, colleague}, page) == others);
    CAF_CHECK(all_pages({tab::done, me, all, {}}, page) == done);
  }
}

CAF_TEST(INB-1: a chat in a list comes with its client and everybody who is in it) {
  auto third = make_id<person_id>();
  auto id = stored_chat(chat_state::active, sales,
                        {{me, participant_role::offered},
                         {third, participant_role::added},
                         {colleague, participant_role::responsible}});
  auto listed = list_chats(db, project, {tab::mine, me, {}, {}}, 0, 10);
  CAF_REQUIRE_EQUAL(listed.size(), 1u);
  CAF_CHECK(listed[0].chat.id == id && listed[0].client.id == id);
  CAF_CHECK(listed[0].chat.department == sales);
  CAF_CHECK_EQUAL(listed[0].client.external_id, to_string(id));
  const std::vector<participant_row> in_it{{colleague, participant_role::responsible},
                                           {third, participant_role::added},
                                           {me, participant_role::offered}};
  CAF_CHECK(listed[0].participants == in_it);
}

CAF_TEST(INB-11: New and Done and Others show chats of the departments asked for and no others) {
  for (auto state : {chat_state::fresh, chat_state::done, chat_state::active}) {
    const auto which = state == chat_state::fresh  ? tab::fresh
                       : state == chat_state::done ? tab::done
                                                   : tab::others;
    const auto put = [&](department_id where) {
      return state == chat_state::active ? held_by(colleague, where) : stored_chat(state, where);
    };
    const auto of_none = put(nowhere);
    const auto of_sales = put(sales);
    const auto of_support = put(support);
    CAF_CHECK(listed(which, {}).empty());
    CAF_CHECK(listed(which, {nowhere}) == chats{of_none});
    CAF_CHECK(listed(which, {sales}) == chats{of_sales});
    CAF_CHECK(listed(which, {nowhere, support}) == newest_first({of_none, of_support}));
    CAF_CHECK(listed(which, {make_id<department_id>()}).empty());
  }
}

CAF_TEST(INB-11: what I am in or am offered is in Mine and never in Others) {
  const auto added =
      stored_chat(chat_state::active, sales,
                  {{colleague, participant_role::responsible}, {me, participant_role::added}});
  const auto offered =
      stored_chat(chat_state::active, sales,
                  {{colleague, participant_role::responsible}, {me, participant_role::offered}});
  const auto theirs = held_by(colleague, sales);
  CAF_CHECK(listed(tab::mine, {}) == newest_first({added, offered}));
  CAF_CHECK(listed(tab::others, {sales}) == chats{theirs});
  CAF_CHECK(listed(tab::others, {sales}, colleague) == chats{theirs});
}

CAF_TEST(INB-7: Mine has chats of every department unless some are asked for) {
  const auto here = held_by(me, sales);
  const auto there = held_by(me, support);
  const auto none = held_by(me, nowhere);
  CAF_CHECK(listed(tab::mine, {}) == newest_first({here, there, none}));
  CAF_CHECK(listed(tab::mine, {support}) == chats{there});
  CAF_CHECK(listed(tab::mine, {nowhere, sales}) == newest_first({here, none}));
}

CAF_TEST(INB-7: Others of one manager has what that manager is responsible for where one may look) {
  auto third = make_id<person_id>();
  const auto wanted = held_by(colleague, sales);
  held_by(colleague, support);
  held_by(third, sales);
  stored_chat(chat_state::active, sales,
              {{third, participant_role::responsible}, {colleague, participant_role::added}});
  stored_chat(chat_state::active, sales,
              {{third, participant_role::responsible}, {colleague, participant_role::offered}});
  CAF_CHECK(listed(tab::others, {sales}, colleague) == chats{wanted});
  CAF_CHECK(listed(tab::others, {}, colleague).empty());
}

CAF_TEST(INB-7: Mine of one manager has what that manager is responsible for) {
  const auto theirs =
      stored_chat(chat_state::active, sales,
                  {{colleague, participant_role::responsible}, {me, participant_role::added}});
  const auto own =
      stored_chat(chat_state::active, sales,
                  {{me, participant_role::responsible}, {colleague, participant_role::added}});
  CAF_CHECK(listed(tab::mine, {}, colleague) == chats{theirs});
  CAF_CHECK(listed(tab::mine, {}, me) == chats{own});
  CAF_CHECK(listed(tab::mine, {support}, me).empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
