#include "storage/cards.hpp"
#include "storage/pool.hpp"
#include "support.hpp"

#include <algorithm>
#include <thread>

#define CAF_SUITE variables
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : rows {
  pqxx::connection db = connection();

  fixture() {
    pqxx::nontransaction tx{db};
    const auto id = to_string(project);
    tx.exec("INSERT INTO accounts (id, created_at) VALUES (" + id + ", now())");
    tx.exec("INSERT INTO projects (id, account_id, name, time_zone, created_at) VALUES (" + id +
            ", " + id + ", 'Shop', 'UTC', now())");
  }

  variable_row variable(const std::string& name) const {
    variable_row made;
    made.project = project;
    made.id = make_id<variable_id>();
    made.name = name;
    made.created_at = moment;
    return made;
  }

  audit_row told(const std::string& action) const {
    audit_row made;
    made.project = project;
    made.id = make_id<audit_id>();
    made.action = action;
    made.created_at = moment;
    return made;
  }

  result<variable_row> create(const variable_row& row) {
    return create_variable(db, row, told("variables.create"));
  }

  std::int64_t audited() const { return number("SELECT count(*) FROM audit_log" + mine()); }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(variables_tests, fixture)

CAF_TEST(CRD-8: a variable is kept with its choices and told in the audit log) {
  auto size = variable("Размер \"XL\"");
  size.kind = variable_kind::choice;
  size.choices = {"S", "it's, {L}", "back\\slash"};
  CAF_REQUIRE(create(size).has_value());
  CAF_REQUIRE(create(variable("born")).has_value());
  auto all = variables_of(db, project);
  CAF_REQUIRE_EQUAL(all.size(), 2u);
  CAF_CHECK(all[0].id == size.id && all[0].project == project);
  CAF_CHECK_EQUAL(all[0].name, size.name);
  CAF_CHECK(all[0].kind == variable_kind::choice && all[0].choices == size.choices);
  CAF_CHECK(all[0].created_at == moment && all[1].choices.empty());
  CAF_CHECK_EQUAL(audited(), 2);
  CAF_CHECK(variables_of(db, make_id<project_id>()).empty());
}

CAF_TEST(CRD-8: two variables of a project cannot have one name) {
  auto size = variable("Size");
  CAF_REQUIRE(create(size).has_value());
  auto refused = create(variable("sIZE"));
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().code == errc::name_taken && refused.error().pointer == "/name");
  auto other = variable("other");
  CAF_REQUIRE(create(other).has_value());
  auto renamed = update_variable(db, project, other.id, "size", {}, told("variables.update"));
  CAF_REQUIRE(renamed.has_error());
  CAF_CHECK(renamed.error().code == errc::name_taken && renamed.error().pointer == "/name");
  CAF_CHECK(variables_of(db, project).at(1).name == "other");
  CAF_CHECK_EQUAL(audited(), 2);
}

CAF_TEST(CRD-8: what is not told of a variable stays and what is gone is not found) {
  auto size = variable("Size");
  size.kind = variable_kind::choice;
  size.choices = {"S", "L"};
  CAF_REQUIRE(create(size).has_value());
  auto renamed = update_variable(db, project, size.id, "size", {}, told("a")).value();
  CAF_CHECK(renamed.name == "size" && renamed.choices == size.choices);
  CAF_CHECK(renamed.kind == variable_kind::choice && renamed.created_at == moment);
  auto chosen = update_variable(db, project, size.id, {}, {{"M"}}, told("b")).value();
  CAF_CHECK(chosen.name == "size" && chosen.choices == std::vector<std::string>{"M"});
  auto emptied =
      update_variable(db, project, size.id, {}, std::vector<std::string>{}, told("c")).value();
  CAF_CHECK(emptied.choices.empty());
  const auto stranger = make_id<project_id>();
  CAF_CHECK(delete_variable(db, stranger, size.id, told("d")).error().code == errc::not_found);
  CAF_CHECK(delete_variable(db, project, size.id, told("e")).has_value());
  CAF_CHECK(delete_variable(db, project, size.id, told("f")).error().code == errc::not_found);
  CAF_CHECK(update_variable(db, project, size.id, "x", {}, told("g")).error().code ==
            errc::not_found);
  CAF_CHECK(variables_of(db, project).empty());
  CAF_CHECK_EQUAL(audited(), 5);
}

CAF_TEST(CRD-8: a project has a hundred variables at most however many come at once) {
  for (int i = 0; i < most_variables - 1; ++i)
    CAF_REQUIRE(create(variable("variable " + std::to_string(i))).has_value());
  constexpr std::size_t rivals = 4;
  std::array<errc, rivals> outcomes{};
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < rivals; ++i)
      threads.emplace_back([&, i] {
        auto own = connection();
        auto made = create_variable(own, variable("last " + std::to_string(i)), told("x"));
        outcomes[i] = made ? errc::none : made.error().code;
      });
  }
  CAF_CHECK_EQUAL(std::ranges::count(outcomes, errc::none), 1);
  CAF_CHECK_EQUAL(std::ranges::count(outcomes, errc::limit_reached), 3);
  CAF_CHECK_EQUAL(variables_of(db, project).size(), 100u);
  CAF_CHECK(delete_variable(db, project, variables_of(db, project)[0].id, told("y")).has_value());
  CAF_CHECK(create(variable("in its place")).has_value());
}

CAF_TEST(PRJ-5: a project that is being deleted gets no variables) {
  pqxx::nontransaction{db}.exec("UPDATE projects SET deleted_at = now() WHERE id = " +
                                to_string(project));
  auto refused = errc::none;
  try {
    create(variable("late"));
  } catch (const refusal& no) {
    refused = no.why.code;
  }
  CAF_CHECK(refused == errc::not_found);
  CAF_CHECK(variables_of(db, project).empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
