#include "storage/projects.hpp"
#include "people_support.hpp"
#include "storage/loose_blobs.hpp"
#include "storage/pool.hpp"

#include <future>
#include <set>

#define CAF_SUITE projects
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  static project_row project(const person_row& of) {
    project_row made;
    made.id = make_id<project_id>();
    made.account = of.account;
    made.name = "Shop";
    made.time_zone = "Europe/Moscow";
    made.created_at = moment;
    return made;
  }
  result<project_row> create(pqxx::connection& with, const person_row& by,
                             const std::string& key = {}) const {
    return create_project(with, project(by), by.id, key, told(by, "projects.create"));
  }
  project_row update(const person_row& by, project_id of, const project_change& to) {
    auto line = told(by, "projects.update");
    line.project = of;
    return update_project(db, of, to, line);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(projects_tests, fixture)

CAF_TEST(PRJ-1: the same key makes one project however many ask at once) {
  auto ann = owner();
  std::vector<std::future<project_id>> asked;
  for (int i = 0; i < 4; ++i)
    asked.push_back(std::async(std::launch::async, [&] {
      auto own = connection();
      return create(own, ann, "key").value().id;
    }));
  std::set<project_id> made;
  for (auto& one : asked) made.insert(one.get());
  CAF_CHECK_EQUAL(made.size(), 1u);
  CAF_CHECK_EQUAL(projects_of(db, ann.id).size(), 1u);
  CAF_CHECK(create(db, ann).has_value());
  CAF_CHECK_EQUAL(projects_of(db, ann.id).size(), 2u);
}

CAF_TEST(TEAM-2: only who owns the account makes projects in it even if they work in none) {
  auto ann = owner();
  auto bob = person(to_string(make_id<person_id>()) + "@example.org");
  bob.account = ann.account;
  pqxx::nontransaction{db}.exec_params(
      "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)"
      " VALUES ($1, $2, $3, 'Bob', '', 'en', now())",
      bob.id.value, bob.account.value, bob.email);
  CAF_CHECK(create(db, bob).error().code == errc::access_denied);
  CAF_CHECK(create(db, ann).has_value());
  // An owner who works for somebody else too still owns what is theirs.
  auto cid = owner();
  join(project_of(ann), cid, role::manager);
  CAF_CHECK(create(db, cid).has_value());
}

CAF_TEST(PRJ-4: settings change one by one and each change is told with what it was) {
  auto ann = owner();
  auto shop = create(db, ann).value();
  CAF_CHECK_EQUAL(update(ann, shop.id, {.name = "Store"}).name, "Store");
  auto changed = update(ann, shop.id,
                        {.time_zone = "UTC",
                         .color = "#00ff7f",
                         .return_to_manager = true,
                         .assignment = assignment::least_loaded,
                         .assignment_cap = 7});
  CAF_CHECK(changed.name == "Store" && changed.time_zone == "UTC" && changed.color == "#00ff7f");
  auto row = membership(db, ann.id, shop.id).value().project;
  CAF_CHECK(row.return_to_manager && row.assignment == assignment::least_loaded);
  CAF_CHECK_EQUAL(row.assignment_cap, 7);
  update(ann, shop.id, {.name = "Store", .assignment_cap = 7});
  const auto log = log_of(shop.id);
  CAF_REQUIRE_EQUAL(log.size(), 3u);
  CAF_CHECK_EQUAL(log[2], "projects.create  ");
  CAF_CHECK_EQUAL(log[1], "projects.update Shop name: Shop → Store");
  CAF_CHECK_EQUAL(log[0],
                  "projects.update Store time zone: Europe/Moscow → UTC, color: none → #00ff7f, "
                  "return to manager: off → on, assignment: by_hand → least_loaded, "
                  "assignment cap: 0 → 7");
}

CAF_TEST(PRJ-2: a logo that is replaced becomes a loose blob unless it is the same) {
  auto ann = owner();
  const auto shop = project_of(ann);
  auto line = told(ann, "projects.set_logo");
  line.project = shop;
  const auto put = [&](const std::string& blob) {
    line.id = make_id<audit_id>();
    return set_logo(db, shop, blob, line).logo_blob;
  };
  const std::string first(64, '1');
  const std::string second(64, '2');
  CAF_CHECK_EQUAL(put(first), first);
  CAF_CHECK_EQUAL(put(first), first);
  CAF_CHECK_EQUAL(log_of(shop).size(), 1u);
  CAF_CHECK_EQUAL(put(second), second);
  CAF_CHECK(membership(db, ann.id, shop)->project.logo_blob == second);
  CAF_CHECK((unused_blobs(db, later, 10) == std::vector{first}));
  CAF_CHECK(put("").empty());
  CAF_CHECK_EQUAL(unused_blobs(db, later, 10).size(), 2u);
  forget_blobs(db, {first, second});
  CAF_CHECK(unused_blobs(db, later, 10).empty());
}

CAF_TEST(PRJ-1: nothing can be changed in a project that is none) {
  auto ann = owner();
  try {
    update(ann, make_id<project_id>(), {.name = "x"});
    CAF_FAIL("it was changed");
  } catch (const refusal& given_up) {
    CAF_CHECK(given_up.why.code == errc::not_found);
  }
  CAF_CHECK(!membership(db, ann.id, make_id<project_id>()));
}

CAF_TEST_FIXTURE_SCOPE_END()
