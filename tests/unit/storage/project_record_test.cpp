#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>

#define CAF_SUITE project_record
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : rows {
  pqxx::connection db = connection();
  writer to{database().url()};
  person_id ann = make_id<person_id>();
  person_id bob = make_id<person_id>();
  department_id sales = make_id<department_id>();

  fixture() {
    const auto id = to_string(project);
    tell("INSERT INTO accounts (id, created_at) VALUES (" + id + ", now())");
    tell(
        "INSERT INTO projects (id, account_id, name, time_zone, created_at, color, logo_blob,"
        " return_to_manager, assignment, assignment_cap) VALUES (" +
        id + ", " + id + ", 'Shop', 'UTC', now(), '#00ff7f', '\\x0a', true, 2, 7)");
    for (auto one : {ann, bob})
      tell(
          "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at,"
          " photo_blob) VALUES (" +
          to_string(one) + ", " + id + ", '" + to_string(one) +
          "@x', 'P', '', 'en', now(), '\\x0b')");
    tell("INSERT INTO members (project_id, person_id, role, created_at) VALUES (" + id + ", " +
         to_string(ann) + ", 0, now())");
    tell(
        "INSERT INTO members (project_id, person_id, role, created_at, forbidden,"
        " forbidden_departments, away, removed_at) VALUES (" +
        id + ", " + to_string(bob) + ", 2, now(), 5, ARRAY[" + to_string(sales) +
        ", 9], true, now())");
  }

  void tell(const std::string& sql) { pqxx::nontransaction{db}.exec(sql); }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(project_record_tests, fixture)

CAF_TEST(TEAM-2: a project is loaded with its settings and everybody who ever was in it) {
  auto loaded = load_project(db, project).value();
  CAF_CHECK(loaded.project.color == "#00ff7f" && loaded.project.logo_blob == "0a");
  CAF_CHECK(loaded.project.return_to_manager);
  CAF_CHECK(loaded.project.assignment == assignment::least_loaded);
  CAF_CHECK_EQUAL(loaded.project.assignment_cap, 7);
  CAF_REQUIRE_EQUAL(loaded.members.size(), 2u);
  CAF_CHECK(loaded.members[0].id == ann && loaded.members[0].forbidden == 0);
  CAF_CHECK(!loaded.members[0].removed && !loaded.members[0].away);
  const auto& left = loaded.members[1];
  CAF_CHECK(left.id == bob && left.removed && left.away && left.photo_blob == "0b");
  CAF_CHECK(forbids(left.forbidden, permission::tab_new));
  CAF_CHECK(!forbids(left.forbidden, permission::tab_mine));
  CAF_CHECK(forbids(left.forbidden, permission::tab_others));
  CAF_CHECK((left.forbidden_departments == std::vector{sales, department_id{9}}));
}

CAF_TEST(INB-7: a project is loaded with its departments and their people and sources) {
  const auto id = to_string(project);
  const auto of = id + ", " + to_string(sales);
  tell("INSERT INTO departments VALUES (" + of + ", 'Sales', 1, 0, now())");
  tell("INSERT INTO departments VALUES (" + id + ", " + std::to_string(next_id()) +
       ", 'Open', NULL, NULL, now())");
  tell("INSERT INTO department_members VALUES (" + of + ", " + to_string(ann) + ")");
  tell("INSERT INTO department_sources VALUES (" + id + ", 1, 'spring', " + to_string(sales) +
       "), (" + id + ", 0, '12', " + to_string(sales) + ")");
  auto loaded = load_project(db, project).value().departments;
  CAF_REQUIRE_EQUAL(loaded.size(), 2u);
  CAF_CHECK(loaded[0].id == sales && loaded[0].name == "Sales" && loaded[0].project == project);
  CAF_CHECK(loaded[0].assignment == assignment::round_robin && loaded[0].assignment_cap == 0);
  CAF_CHECK(loaded[0].members == std::vector{ann});
  const std::vector<source_row> sources{{source_kind::channel, "12"},
                                        {source_kind::link, "spring"}};
  CAF_CHECK(loaded[0].sources == sources);
  CAF_CHECK(!loaded[1].assignment && !loaded[1].assignment_cap);
  CAF_CHECK(loaded[1].members.empty() && loaded[1].sources.empty());
}

CAF_TEST(INB-2: counters are loaded with what they count and where) {
  CAF_REQUIRE(commit(to, {count_chats{project, counted::fresh, sales, {}, 3},
                          count_chats{project, counted::fresh, {}, {}, 4},
                          count_chats{project, counted::active, sales, ann, 2},
                          count_chats{project, counted::held, {}, ann, 1}}) == stored::yes);
  auto loaded = load_project(db, project).value().counters;
  CAF_REQUIRE_EQUAL(loaded.size(), 4u);
  auto chats = [&](counted what, department_id department, person_id member) {
    for (const auto& one : loaded)
      if (one.what == what && one.department == department && one.member == member)
        return one.chats;
    return std::int64_t{-1};
  };
  CAF_CHECK_EQUAL(chats(counted::fresh, sales, {}), 3);
  CAF_CHECK_EQUAL(chats(counted::fresh, {}, {}), 4);
  CAF_CHECK_EQUAL(chats(counted::active, sales, ann), 2);
  CAF_CHECK_EQUAL(chats(counted::held, {}, ann), 1);
}

CAF_TEST(PRJ-5: a project that is being deleted is not loaded) {
  CAF_CHECK_EQUAL(std::ranges::count(load_project_ids(db), project), 1);
  tell("UPDATE projects SET deleted_at = now() WHERE id = " + to_string(project));
  CAF_CHECK(!load_project(db, project));
  CAF_CHECK_EQUAL(std::ranges::count(load_project_ids(db), project), 0);
}

CAF_TEST_FIXTURE_SCOPE_END()
