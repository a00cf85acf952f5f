#include "storage/departments.hpp"
#include "people_support.hpp"
#include "storage/team.hpp"

#include <future>

#define CAF_SUITE departments
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  person_row ann = owner();
  project_id shop = project_of(ann);

  audit_row note(const std::string& action) const {
    auto line = told(ann, action);
    line.project = shop;
    return line;
  }
  department_row row(const std::string& name) const {
    department_row made;
    made.project = shop;
    made.id = make_id<department_id>();
    made.name = name;
    made.created_at = moment;
    return made;
  }
  result<department_row> add(const department_row& what) {
    return add_department(db, what, note("departments.create"));
  }
  result<department_row> change(department_id what, const department_change& to) {
    return update_department(db, shop, what, to, note("departments.update"));
  }
  result<void> remove(department_id what) {
    return remove_department(db, shop, what, note("departments.delete"));
  }
  std::vector<department_row> all() {
    pqxx::nontransaction ask{db};
    return departments_in(ask, shop);
  }
  person_id manager() {
    auto who = person(to_string(make_id<person_id>()) + "@example.org");
    return add_member(db, shop, who, {}, note("members.add"))->id;
  }
  channel_id channel() {
    const auto made = make_id<channel_id>();
    channel_row bot;
    bot.project = shop;
    bot.id = made;
    bot.external_id = to_string(made);
    bot.hook_key = "hook" + to_string(made);
    bot.created_at = moment;
    put_channel(db, bot, keys).value();
    return made;
  }
  static source_row link(const std::string& text) { return {source_kind::link, text}; }
  static source_row of_channel(channel_id id) { return {source_kind::channel, to_string(id)}; }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(departments_tests, fixture)

CAF_TEST(INB-7: a department is kept with its people and sources and rules) {
  const auto bob = manager();
  const auto bot = channel();
  auto sales = row("Sales");
  sales.members = {bob, ann.id};
  sales.sources = {link("spring"), of_channel(bot)};
  sales.assignment = assignment::round_robin;
  sales.assignment_cap = 0;
  const auto made = add(sales).value();
  CAF_CHECK((made.members == std::vector{ann.id, bob}));
  CAF_CHECK((made.sources == std::vector{of_channel(bot), link("spring")}));
  const auto stored = all();
  CAF_REQUIRE_EQUAL(stored.size(), 1u);
  CAF_CHECK(stored[0].name == "Sales" && stored[0].members == made.members);
  CAF_CHECK(stored[0].sources == made.sources && stored[0].assignment_cap == 0);
  CAF_CHECK(stored[0].assignment == assignment::round_robin && stored[0].created_at == moment);
  CAF_CHECK_EQUAL(std::string{log_of(shop).front()}, "departments.create Sales ");
}

CAF_TEST(INB-7: of a department only what is said changes) {
  const auto bob = manager();
  const auto bot = channel();
  auto sales = row("Sales");
  sales.sources = {link("spring"), of_channel(bot)};
  sales.assignment_cap = 3;
  CAF_REQUIRE(add(sales).has_value());
  auto renamed = change(sales.id, {.name = "Sales & more"}).value();
  CAF_CHECK(renamed.sources.size() == 2 && renamed.assignment_cap == 3);
  auto fewer = change(sales.id, {.channels = std::vector<channel_id>{}}).value();
  CAF_CHECK(fewer.sources == std::vector{link("spring")});
  auto closed = change(sales.id, {.members = std::vector{bob}}).value();
  CAF_CHECK(closed.members == std::vector{bob});
  auto open = change(sales.id, {.members = std::vector<person_id>{},
                                .assignment_cap = std::optional<std::int32_t>{}})
                  .value();
  CAF_CHECK(open.members.empty() && !open.assignment_cap);
  CAF_CHECK(change(sales.id, {.name = "Sales & more"}).has_value());
  CAF_CHECK(all()[0].sources == std::vector{link("spring")});
  const auto log = log_of(shop);
  CAF_REQUIRE_EQUAL(log.size(), 6u);
  CAF_CHECK_EQUAL(log[3], "departments.update Sales name: Sales → Sales & more");
  CAF_CHECK_EQUAL(log[2], "departments.update Sales & more sources: 1");
  CAF_CHECK_EQUAL(log[1], "departments.update Sales & more members: 1");
  CAF_CHECK_EQUAL(log[0],
                  "departments.update Sales & more assignment cap: 3 → as the project, "
                  "open to everybody");
  CAF_CHECK(change(make_id<department_id>(), {.name = "x"}).error().code == errc::not_found);
}

CAF_TEST(INB-7: a name belongs to one department and a source leads to one) {
  const auto bot = channel();
  auto sales = row("Sales");
  sales.sources = {link("spring"), of_channel(bot)};
  CAF_REQUIRE(add(sales).has_value());
  const auto refusal_of = [&](const department_row& what) {
    auto answer = add(what);
    CAF_REQUIRE(answer.has_error());
    return std::string{row_of(answer.error().code).code} + answer.error().pointer;
  };
  CAF_CHECK_EQUAL(refusal_of(row("SALES")), "name.taken/name");
  auto other = row("Service");
  other.sources = {link("spring")};
  CAF_CHECK_EQUAL(refusal_of(other), "name.taken/links");
  other.sources = {of_channel(bot)};
  CAF_CHECK_EQUAL(refusal_of(other), "name.taken/channels");
  other.sources = {of_channel(make_id<channel_id>())};
  CAF_CHECK_EQUAL(refusal_of(other), "request.invalid/channels");
  other.sources.clear();
  other.members = {owner().id};
  CAF_CHECK_EQUAL(refusal_of(other), "request.invalid/members");
  CAF_REQUIRE(add(row("Service")).has_value());
  const auto service = all().back().id;
  CAF_CHECK(change(service, {.name = "sales"}).error().code == errc::name_taken);
  CAF_CHECK_EQUAL(change(service, {.links = std::vector<std::string>{"spring"}}).error().pointer,
                  "/links");
  CAF_CHECK(change(sales.id, {.links = std::vector<std::string>{"autumn"}}).has_value());
  CAF_CHECK(change(service, {.links = std::vector<std::string>{"spring"}}).has_value());
}

CAF_TEST(INB-7: a department whose people left the team stays closed to the others) {
  const auto bob = manager();
  auto sales = row("Sales");
  sales.members = {bob};
  CAF_REQUIRE(add(sales).has_value());
  CAF_REQUIRE(remove_member(db, shop, bob, note("members.remove")).has_value());
  CAF_CHECK(all()[0].members == std::vector{bob});
  CAF_CHECK(change(sales.id, {.name = "Sales 2"}).has_value());
  CAF_CHECK(change(sales.id, {.members = std::vector{bob, ann.id}}).has_value());
  CAF_CHECK(change(sales.id, {.members = std::vector{ann.id}}).has_value());
  CAF_CHECK_EQUAL(change(sales.id, {.members = std::vector{bob}}).error().pointer, "/members");
}

CAF_TEST(INB-7: a department that is removed belongs to nobody and bars nobody) {
  const auto bob = manager();
  auto sales = row("Sales");
  sales.members = {bob};
  sales.sources = {link("spring")};
  CAF_REQUIRE(add(sales).has_value());
  CAF_REQUIRE(update_member(db, shop, bob, {.forbidden_departments = std::vector{sales.id}},
                            note("members.update"))
                  .has_value());
  CAF_REQUIRE(remove(sales.id).has_value());
  CAF_CHECK(remove(sales.id).error().code == errc::not_found);
  CAF_CHECK(all().empty());
  CAF_CHECK(members_of(db, shop).back().forbidden_departments.empty());
  const auto mine = " WHERE project_id = " + to_string(shop);
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM department_members" + mine), 0);
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM department_sources" + mine), 0);
  CAF_CHECK_EQUAL(std::string{log_of(shop).front()}, "departments.delete Sales ");
  auto again = row("Sales");
  again.sources = {link("spring")};
  CAF_CHECK(add(again).has_value());
}

CAF_TEST(INB-7: a hundred departments and a hundred sources of one are the most) {
  auto full = row("Full");
  for (std::size_t i = 0; i < most_department_sources; ++i)
    full.sources.push_back(link("source " + std::to_string(i)));
  CAF_REQUIRE(add(full).has_value());
  auto fuller = row("Fuller");
  for (std::size_t i = 0; i <= most_department_sources; ++i)
    fuller.sources.push_back(link("other " + std::to_string(i)));
  CAF_CHECK(add(fuller).error().code == errc::limit_reached);
  for (std::size_t i = 1; i < most_departments - 1; ++i)
    CAF_REQUIRE(add(row("Department " + std::to_string(i))).has_value());
  // Two at once for the last place.
  std::vector<std::future<bool>> asked;
  for (int i = 0; i < 2; ++i)
    asked.push_back(std::async(std::launch::async, [this, i] {
      auto own = connection();
      return add_department(own, row("Last " + std::to_string(i)), note("departments.create"))
          .has_value();
    }));
  int made = 0;
  for (auto& one : asked) made += one.get() ? 1 : 0;
  CAF_CHECK_EQUAL(made, 1);
  CAF_CHECK_EQUAL(all().size(), most_departments);
}

CAF_TEST_FIXTURE_SCOPE_END()
