#include "plans_support.hpp"
#include "storage/reads.hpp"

#include <regex>

#define CAF_SUITE plans
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr int many_chats = 100'000;
constexpr int my_chats = 40;
constexpr int page = 50;

/// A project with 100,000 chats: half done, a quarter new, a quarter active; of the active ones
/// 40 are mine and the others somebody else's.
void fill(pqxx::connection& db, const rows& of, person_id me, person_id colleague) {
  const auto project = to_string(of.project);
  const auto n = std::to_string(many_chats);
  const auto ours = std::to_string(my_chats * 4);
  pqxx::nontransaction tx{db};
  tx.exec("INSERT INTO clients SELECT " + project +
          ", g, 1, g::text, 'Ann', '', '', 'en', true,"
          " now() FROM generate_series(1, " +
          n + ") g");
  tx.exec("INSERT INTO chats SELECT " + project +
          ", g, 1, (ARRAY[0,1,2,2])[g % 4 + 1], NULL, 1, 1,"
          " 0, NULL, false, (g * 7919::bigint) % " +
          n +
          ", g, 0, 0, 0, 'hello', now(), 1, now()"
          " FROM generate_series(1, " +
          n + ") g");
  tx.exec("INSERT INTO participants SELECT " + project + ", CASE WHEN g <= " + ours + " THEN " +
          to_string(me) + "::bigint ELSE " + to_string(colleague) +
          "::bigint END, g, 0"
          " FROM generate_series(1, " +
          n + ") g WHERE g % 4 = 1");
  tx.exec("ANALYZE clients, chats, participants");
}

/// Sorting the participants of one chat is fine.
bool sorts_chats(const std::string& plan) {
  return std::regex_search(plan, std::regex{"Sort Key: [^\\n]*activity"});
}

struct fixture : rows {
  pqxx::connection db = connection();
  person_id me = make_id<person_id>();
  person_id colleague = make_id<person_id>();

  fixture() {
    fill(db, *this, me, colleague);
    explain_all(db);
  }

  std::string plan_of(tab which, std::int64_t before) {
    return plans_of(db, [&] {
      auto listed = list_chats(db, project, me, which, before, page);
      CAF_CHECK(!listed.empty());
    });
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(plans_tests, fixture)

CAF_TEST(INB-1: with 100000 chats in a project no tab reads or sorts more than its page) {
  for (std::int64_t before : {0, many_chats / 2}) {
    for (auto which : {tab::fresh, tab::mine, tab::others, tab::done}) {
      auto plan = plan_of(which, before);
      CAF_MESSAGE(plan);
      CAF_CHECK(!scans_a_table(plan));
      CAF_CHECK(which == tab::mine || !sorts_chats(plan));
      CAF_CHECK_LESS_OR_EQUAL(most_rows(plan), page + my_chats);
    }
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
