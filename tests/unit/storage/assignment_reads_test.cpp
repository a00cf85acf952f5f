#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>

#define CAF_SUITE assignment_reads
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

using chats = std::vector<chat_id>;

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();
  department_id sales = make_id<department_id>();
  department_id support = make_id<department_id>();

  chat_row made(chat_state state, department_id department) {
    auto row = chat(make_id<chat_id>(), state);
    row.department = department;
    row.turn = row.dialog.value;
    return row;
  }

  chat_id store(const chat_row& row, const std::vector<participant_row>& in_it = {}) {
    unit one{put_client{client(row.id, to_string(row.id))}, put_chat{row}};
    for (auto member : in_it) one.push_back(put_participant{project, row.id, member});
    CAF_REQUIRE(commit(to, one) == stored::yes);
    return row.id;
  }

  chats waiting(const std::vector<department_id>& where, int limit = 10) {
    chats all;
    for (const auto& one : oldest_waiting(db, project, where, limit)) all.push_back(one.chat);
    return all;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(assignment_reads_tests, fixture)

CAF_TEST(INB-11: who may see a chat is decided by its state and department and who is in it) {
  auto holder = make_id<person_id>();
  auto invited = make_id<person_id>();
  const std::vector<participant_row> in_it{{holder, participant_role::responsible},
                                           {invited, participant_role::offered}};
  auto row = made(chat_state::active, sales);
  store(row, in_it);
  auto facts = find_facts(db, project, row.id).value();
  CAF_CHECK(facts.state == chat_state::active && facts.department == sales);
  CAF_CHECK(facts.participants == in_it);
  row.state = chat_state::done;
  row.department = {};
  CAF_REQUIRE(commit(to, {put_chat{row}}) == stored::yes);
  CAF_CHECK((find_facts(db, project, row.id).value() == chat_facts{chat_state::done, {}, {}}));
  CAF_CHECK(!find_facts(db, project, make_id<chat_id>()));
}

CAF_TEST(INB-8: who waits longest comes first and writing again changes nothing) {
  auto first = made(chat_state::fresh, sales);
  auto second = made(chat_state::fresh, {});
  auto third = made(chat_state::fresh, sales);
  auto elsewhere = made(chat_state::fresh, support);
  for (const auto& row : {third, elsewhere, second, first}) store(row);
  store(made(chat_state::active, sales));
  store(made(chat_state::done, sales));
  CAF_CHECK((waiting({{}, sales}) == chats{first.id, second.id, third.id}));
  first.activity = next_id();
  CAF_REQUIRE(commit(to, {put_chat{first}}) == stored::yes);
  CAF_CHECK((waiting({{}, sales}) == chats{first.id, second.id, third.id}));
  CAF_CHECK(
      (waiting({sales, department_id{}, support}, 1) == chats{first.id, second.id, elsewhere.id}));
  CAF_CHECK(waiting({}).empty());
  auto one = oldest_waiting(db, project, {support}, 10).at(0);
  CAF_CHECK(one.department == support && one.turn == elsewhere.turn);
}

CAF_TEST(TEAM-2: chats in the hands of members are found page by page and each once) {
  auto ann = make_id<person_id>();
  auto bob = make_id<person_id>();
  auto cid = make_id<person_id>();
  chats held;
  for (auto role :
       {participant_role::responsible, participant_role::added, participant_role::offered}) {
    held.push_back(store(made(chat_state::active, sales), {{ann, role}}));
    held.push_back(store(made(chat_state::active, {}), {{bob, role}, {ann, role}}));
    store(made(chat_state::active, sales), {{cid, role}});
  }
  chats seen;
  for (;;) {
    auto page = chats_held_by(db, project, {ann, bob}, seen.empty() ? chat_id{} : seen.back(), 2);
    seen.insert(seen.end(), page.begin(), page.end());
    if (page.size() < 2) break;
  }
  CAF_CHECK(seen == held);
  CAF_CHECK((chats_held_by(db, project, {bob}, {}, 10) == chats{held[1], held[3], held[5]}));
  CAF_CHECK(chats_held_by(db, project, {}, {}, 10).empty());
  CAF_CHECK(chats_held_by(db, make_id<project_id>(), {ann}, {}, 10).empty());
}

CAF_TEST(INB-7: chats of departments that are no more are found whatever their state) {
  auto gone = make_id<department_id>();
  chats astray;
  for (auto state : {chat_state::fresh, chat_state::active, chat_state::done}) {
    for (auto known : {department_id{}, sales, support}) store(made(state, known));
    astray.push_back(store(made(state, gone)));
  }
  auto found = chats_astray(db, project, {support, sales}, 10);
  std::ranges::sort(found);
  CAF_CHECK(found == astray);
  CAF_CHECK_EQUAL(chats_astray(db, project, {support, sales}, 2).size(), 2u);
  CAF_CHECK(chats_astray(db, project, {sales, gone, support}, 10).empty());
  CAF_CHECK_EQUAL(chats_astray(db, project, {}, 10).size(), 9u);
}

CAF_TEST_FIXTURE_SCOPE_END()
