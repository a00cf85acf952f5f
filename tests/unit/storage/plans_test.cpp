#include "plans_support.hpp"
#include "storage/reads.hpp"

#define CAF_SUITE plans
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr int many_chats = 100'000;
constexpr int hands = 40;
constexpr int page = 50;
constexpr int department_count = 40;
/// It has a sixth of the chats, the department 0 ("none") has half, the others share the rest.
constexpr department_id large{7};
constexpr department_id small{3};

/// A project with 100,000 chats: half done, a quarter new, a quarter active. Of the active ones 40
/// are mine, 40 a colleague's, the others' of a crowd.
void fill(pqxx::connection& db, const rows& of, person_id me, person_id colleague) {
  const auto project = to_string(of.project);
  const auto n = std::to_string(many_chats);
  const auto holder = "CASE (g - 1) / " + std::to_string(hands * 4) + " WHEN 0 THEN " +
                      to_string(me) + "::bigint WHEN 1 THEN " + to_string(colleague) +
                      "::bigint ELSE 1 + g % 501 END";
  const auto each = " FROM generate_series(1, " + n + ") g";
  pqxx::nontransaction tx{db};
  tx.exec("INSERT INTO clients SELECT " + project +
          ", g, 1, g::text, 'Ann', '', '', 'en', true, now()" + each);
  tx.exec(
      "INSERT INTO chats (project_id, id, channel_id, state, dialog_id, dialogs, unread, unclaimed,"
      " activity, last_message, last_kind, last_content, last_status, last_text, last_at, version,"
      " created_at, department_id, turn) SELECT " +
      project + ", g, 1, (ARRAY[0,1,2,2])[g % 4 + 1], 1, 1, 0, false, (g * 7919::bigint) % " + n +
      ", g, 0, 0, 0, 'hello', now(), 1, now(), CASE WHEN g / 4 % 2 = 0 THEN 0"
      " WHEN g / 8 % 3 = 0 THEN 7 ELSE 1 + g / 24 % " +
      std::to_string(department_count) + " END, g" + each);
  tx.exec("INSERT INTO participants SELECT " + project + ", " + holder + ", g, 0" + each +
          " WHERE g % 4 = 1");
  tx.exec("ANALYZE clients, chats, participants");
}

struct fixture : rows {
  pqxx::connection db = connection();
  person_id me = make_id<person_id>();
  person_id colleague = make_id<person_id>();

  fixture() {
    fill(db, *this, me, colleague);
    explain_all(db);
  }

  /// No table is read through, and no step touches more rows than told.
  void check(const std::function<void()>& ask, long rows_at_most) {
    for (const auto& plan : both_plans_of(db, ask)) {
      CAF_MESSAGE(plan);
      CAF_CHECK(!scans_a_table(plan));
      CAF_CHECK_LESS_OR_EQUAL(most_rows(plan), rows_at_most);
    }
  }

  void check_list(const chat_query& query, std::int64_t before, long rows_at_most) {
    check([&] { CAF_CHECK(!list_chats(db, project, query, before, page).empty()); }, rows_at_most);
  }
};

std::vector<department_id> all_departments() {
  std::vector<department_id> all;
  for (int i = 0; i <= department_count; ++i) all.push_back(department_id{i});
  return all;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(plans_tests, fixture)

CAF_TEST(INB-1: with 100000 chats in a project no tab reads more than its page wherever one may look) {
  const std::vector<std::vector<department_id>> views{
      {{}}, {large}, {{}, small, large}, all_departments()};
  for (std::int64_t before : {0, many_chats / 2, many_chats / 100})
    for (auto which : {tab::fresh, tab::others, tab::done})
      for (const auto& where : views)
        check_list({which, me, where, {}}, before, static_cast<long>(where.size()) * page + hands);
}

CAF_TEST(INB-7: what a person has in hand is found from the person wherever one may look) {
  const auto all = all_departments();
  for (std::int64_t before : {0, many_chats / 2}) {
    check_list({tab::mine, me, {}, {}}, before, hands);
    check_list({tab::mine, me, {}, me}, before, hands);
    check_list({tab::mine, me, {department_id{}, large}, {}}, before, hands);
    check_list({tab::others, me, all, colleague}, before, hands);
    check_list({tab::others, me, {large}, colleague}, before, hands);
  }
  check(
      [&] {
        auto held = chats_held_by(db, project, {me, colleague}, {}, page);
        CAF_CHECK_EQUAL(held.size(), static_cast<std::size_t>(page));
      },
      2 * hands);
}

CAF_TEST(INB-8: a chat is looked up by its key and those who wait and those astray by an index) {
  check([&] { CAF_CHECK(find_facts(db, project, chat_id{1})->participants.size() == 1); }, 1);
  check([&] { CAF_CHECK(get_chat(db, project, chat_id{1}).has_value()); }, 1);
  auto all = all_departments();
  check(
      [&] {
        auto waiting = oldest_waiting(db, project, all, 2);
        CAF_CHECK_EQUAL(waiting.size(), all.size() * 2);
      },
      static_cast<long>(all.size()) * 2);
  const auto places = static_cast<long>(3 * (all.size() + 1));
  check([&] { CAF_CHECK(chats_astray(db, project, all, page).empty()); }, places);
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(large.value));
  check([&] { CAF_CHECK(chats_astray(db, project, all, page).size() == page); }, places);
}

CAF_TEST_FIXTURE_SCOPE_END()
