#include "storage/reads.hpp"
#include "support.hpp"

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

/// Collects what PostgreSQL says of the plans it really ran.
struct plan_listener : pqxx::errorhandler {
  explicit plan_listener(pqxx::connection_base& of) : errorhandler(of) {}
  bool operator()(const char words[]) noexcept override {
    heard += words;
    return false;
  }
  std::string heard;
};

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

/// The most rows any step of the plan took from a table or index, thrown away ones included.
long most_rows(const std::string& plan) {
  long most = 0;
  const std::regex counted{"(?:rows=(\\d+) loops=|Rows Removed by Filter: (\\d+))"};
  for (std::sregex_iterator at{plan.begin(), plan.end(), counted}, end; at != end; ++at)
    most = std::max(most, std::stol((*at)[1].matched ? (*at)[1].str() : (*at)[2].str()));
  return most;
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
    // auto_explain tells the plan of the statement itself, as it ran on this connection.
    pqxx::nontransaction tx{db};
    tx.exec("LOAD 'auto_explain'");
    tx.exec(
        "SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on;"
        " SET auto_explain.log_timing = off; SET auto_explain.log_level = notice;"
        " SET client_min_messages = notice");
  }

  std::string plan_of(tab which, std::int64_t before) {
    plan_listener listener{db};
    auto listed = list_chats(db, project, me, which, before, page);
    CAF_CHECK(!listed.empty());
    CAF_REQUIRE(listener.heard.find("Query Text") != std::string::npos);
    return listener.heard;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(plans_tests, fixture)

CAF_TEST(INB-1: with 100000 chats in a project no tab reads or sorts more than its page) {
  for (std::int64_t before : {0, many_chats / 2}) {
    for (auto which : {tab::fresh, tab::mine, tab::others, tab::done}) {
      auto plan = plan_of(which, before);
      CAF_MESSAGE(plan);
      CAF_CHECK(plan.find("Seq Scan") == std::string::npos);
      CAF_CHECK(which == tab::mine || !sorts_chats(plan));
      CAF_CHECK_LESS_OR_EQUAL(most_rows(plan), page + my_chats);
    }
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
