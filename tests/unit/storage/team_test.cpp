#include "storage/team.hpp"
#include "people_support.hpp"
#include "storage/pool.hpp"
#include "storage/projects.hpp"

#include <algorithm>

#define CAF_SUITE team
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr forbidden_set bit(permission what) { return 1U << static_cast<unsigned>(what); }

struct fixture : people_stage {
  person_row ann = owner();
  project_id shop = project_of(ann);

  audit_row note(const std::string& action, const person_row& by) const {
    auto line = told(by, action);
    line.project = shop;
    return line;
  }
  audit_row note(const std::string& action) const { return note(action, ann); }
  person_row somebody() const { return person(to_string(make_id<person_id>()) + "@example.org"); }
  result<member_row> add(const person_row& who, const member_rights& as = {}) {
    return add_member(db, shop, who, as, note("members.add"));
  }
  member_row manager() { return add(somebody()).value(); }
  result<member_row> change(person_id who, const member_change& to) {
    return update_member(db, shop, who, to, note("members.update"));
  }
  result<void> remove(person_id who) {
    return remove_member(db, shop, who, note("members.remove"));
  }
  result<member_row> add_again(person_id who, const member_rights& as = {}) {
    return add_staff_member(db, shop, who, as, note("members.add"));
  }
  department_id department(const std::string& name) {
    const auto made = make_id<department_id>();
    pqxx::nontransaction{db}.exec_params(
        "INSERT INTO departments (project_id, id, name, created_at) VALUES ($1, $2, $3, now())",
        shop.value, made.value, name);
    return made;
  }
  bool works_here(person_id who) {
    return std::ranges::count(members_of(db, shop), who, &member_row::id) == 1;
  }
  /// Rows of a table that name the person.
  std::int64_t rows_of(const std::string& table, const std::string& column, person_id who) {
    return number("SELECT count(*) FROM " + table + " WHERE " + column + " = " + to_string(who));
  }
  void give_keys(person_id who) {
    pqxx::nontransaction tx{db};
    tx.exec_params("INSERT INTO api_tokens VALUES ($1, $2, $3, 'T', $4::bytea, 1, now())",
                   shop.value, next_id(), who.value,
                   pqxx::binarystring{"token" + std::to_string(next_id())});
    tx.exec_params("INSERT INTO invites VALUES ($4::bytea, $1, $2, 2, $3, now(), now())",
                   shop.value, next_id(), who.value,
                   pqxx::binarystring{"invite" + std::to_string(next_id())});
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(team_tests, fixture)

CAF_TEST(TEAM-1: a new person joins the account with the rights that were given) {
  const auto sales = department("Sales");
  auto bob = somebody();
  auto added = add(bob, {role::manager, bit(permission::tab_others), {sales}}).value();
  CAF_CHECK(added.id == bob.id && added.name == bob.name && added.email == bob.email);
  CAF_CHECK(added.role == role::manager && added.forbidden == bit(permission::tab_others));
  CAF_CHECK(added.forbidden_departments == std::vector{sales});
  CAF_CHECK(person_by_id(db, bob.id)->account == ann.account);
  const auto mine = membership(db, bob.id, shop).value();
  CAF_CHECK(mine.role == role::manager && mine.forbidden == added.forbidden);
  CAF_CHECK(mine.forbidden_departments == added.forbidden_departments);
  auto twin = somebody();
  twin.email = bob.email;
  auto taken = add(twin);
  CAF_REQUIRE(taken.has_error());
  CAF_CHECK(taken.error().code == errc::email_taken && taken.error().pointer == "/email");
  auto astray = add(somebody(), {role::manager, 0, {department_id{7}}});
  CAF_REQUIRE(astray.has_error());
  CAF_CHECK_EQUAL(astray.error().pointer, "/forbidden_departments");
  const auto team = members_of(db, shop);
  CAF_REQUIRE_EQUAL(team.size(), 2u);
  CAF_CHECK(team[0].id == ann.id && team[0].role == role::owner && team[1].id == bob.id);
  CAF_CHECK_EQUAL(std::string{log_of(shop).front()},
                  "members.add Ann as manager, others: forbidden, departments forbidden: 1");
}

CAF_TEST(TEAM-3: of permissions only what is said changes and the log says what) {
  const auto bob = manager();
  const auto others = bit(permission::tab_others);
  const auto search = bit(permission::search);
  CAF_CHECK(change(bob.id, {.forbid = others | search})->forbidden == (others | search));
  CAF_CHECK(change(bob.id, {.allow = others})->forbidden == search);
  CAF_CHECK(change(bob.id, {.role = role::admin})->forbidden == search);
  CAF_CHECK(change(bob.id, {.role = role::admin, .allow = others}).has_value());
  const auto sales = department("Sales");
  auto barred = change(bob.id, {.forbidden_departments = std::vector{sales}}).value();
  CAF_CHECK(barred.forbidden_departments == std::vector{sales});
  CAF_CHECK(change(bob.id, {.forbidden_departments = std::vector<department_id>{}}).has_value());
  CAF_CHECK(membership(db, bob.id, shop)->forbidden_departments.empty());
  const auto log = log_of(shop);
  CAF_REQUIRE_EQUAL(log.size(), 6u);
  CAF_CHECK_EQUAL(log[4], "members.update Ann others: forbidden, search: forbidden");
  CAF_CHECK_EQUAL(log[3], "members.update Ann others: allowed");
  CAF_CHECK_EQUAL(log[2], "members.update Ann role: manager → admin");
  CAF_CHECK_EQUAL(log[0], "members.update Ann departments forbidden: 0");
}

CAF_TEST(TEAM-2: the owner stays as they are and strangers are not found) {
  CAF_CHECK(change(ann.id, {.role = role::manager}).error().code == errc::owner_stays);
  CAF_CHECK(remove(ann.id).error().code == errc::owner_stays);
  CAF_CHECK(change(owner().id, {.role = role::admin}).error().code == errc::not_found);
  CAF_CHECK(remove(make_id<person_id>()).error().code == errc::not_found);
  CAF_CHECK(membership(db, ann.id, shop)->role == role::owner);
  CAF_CHECK(log_of(shop).empty());
}

CAF_TEST(TEAM-4: who is removed leaves with their keys and comes back with new rights) {
  const auto bob = add(somebody(), {role::admin, 0, {}}).value();
  give_keys(bob.id);
  CAF_CHECK(set_away(db, shop, bob.id, true).has_value());
  CAF_REQUIRE(remove(bob.id).has_value());
  CAF_CHECK(!works_here(bob.id) && !membership(db, bob.id, shop));
  CAF_CHECK_EQUAL(rows_of("api_tokens", "person_id", bob.id), 0);
  CAF_CHECK_EQUAL(rows_of("invites", "created_by", bob.id), 0);
  CAF_CHECK_EQUAL(rows_of("members", "person_id", bob.id), 1);
  CAF_CHECK(remove(bob.id).error().code == errc::not_found);
  CAF_CHECK(set_away(db, shop, bob.id, true).error().code == errc::not_found);
  auto back = add_again(bob.id, {role::manager, bit(permission::take), {}}).value();
  CAF_CHECK(back.role == role::manager && back.forbidden == bit(permission::take) && !back.away);
  CAF_CHECK(add_again(bob.id).error().code == errc::already_member);
  CAF_CHECK(works_here(bob.id));
}

CAF_TEST(TEAM-2: the invitations of an administrator end with their being one) {
  const auto bob = add(somebody(), {role::admin, 0, {}}).value();
  give_keys(bob.id);
  CAF_REQUIRE(change(bob.id, {.role = role::manager}).has_value());
  CAF_CHECK_EQUAL(rows_of("invites", "created_by", bob.id), 0);
  CAF_CHECK_EQUAL(rows_of("api_tokens", "person_id", bob.id), 1);
}

CAF_TEST(TEAM-1: staff of the account joins another project and nobody else does) {
  const auto bob = manager();
  const auto first = shop;
  shop = project_of(ann);
  CAF_CHECK(add_again(bob.id)->id == bob.id);
  const auto stranger = owner();
  auto refused = add_again(stranger.id);
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().code == errc::bad_request && refused.error().pointer == "/person");
  // Who belongs to another account but works in a project of this one is staff.
  join(first, stranger, role::manager);
  CAF_CHECK(add_again(stranger.id).has_value());
}

CAF_TEST(TEAM-4: the owner sees all staff and an administrator that of their projects) {
  const auto bob = add(somebody(), {role::admin, 0, {}}).value();
  const auto cid = manager();
  const auto first = shop;
  shop = project_of(ann);
  const auto dan = manager();
  const auto idle = manager();
  CAF_REQUIRE(remove(idle.id).has_value());
  const auto all = staff_of(db, ann.account, ann.id);
  CAF_REQUIRE_EQUAL(all.size(), 5u);
  CAF_CHECK(all[0].id == ann.id && all[0].projects.size() == 2);
  CAF_CHECK(all[1].id == bob.id && all[1].projects.size() == 1);
  CAF_CHECK(all[1].projects[0].id == first && all[1].projects[0].role == role::admin);
  CAF_CHECK(all[4].id == idle.id && all[4].projects.empty());
  const auto seen = staff_of(db, ann.account, bob.id);
  CAF_REQUIRE_EQUAL(seen.size(), 3u);
  for (const auto& one : seen) CAF_CHECK(one.projects.size() == 1 && one.projects[0].id == first);
  CAF_CHECK(staff_of(db, ann.account, cid.id).empty());
  CAF_CHECK(staff_of(db, ann.account, dan.id).empty());
}

CAF_TEST(TEAM-4: the owner removes a person from every project for ever) {
  const auto bob = add(somebody(), {role::admin, 0, {}}).value();
  const auto first = shop;
  shop = project_of(ann);
  CAF_REQUIRE(add_again(bob.id).has_value());
  auto row = person_by_id(db, bob.id).value();
  CAF_REQUIRE(enter(row, session(row, 'b')).has_value());
  const auto by = [&](const person_row& who) {
    return remove_staff(db, ann.account, bob.id, told(who, "staff.remove"));
  };
  CAF_CHECK(by(row).error().code == errc::access_denied);
  const auto gone = by(ann).value();
  CAF_CHECK(gone.signed_out && gone.projects == (std::vector{first, shop}));
  CAF_CHECK(projects_of(db, bob.id).empty());
  CAF_CHECK(!person_by_email(db, bob.email));
  CAF_CHECK_EQUAL(rows_of("sessions", "person_id", bob.id), 0);
  CAF_CHECK_EQUAL(std::string{log_of(first).front()}, "staff.remove Ann ");
  CAF_CHECK_EQUAL(std::string{log_of(shop).front()}, "staff.remove Ann ");
  CAF_CHECK(by(ann).error().code == errc::not_found);
  CAF_CHECK(add_again(bob.id).error().code == errc::bad_request);
  auto self = remove_staff(db, ann.account, ann.id, told(ann, "staff.remove"));
  CAF_CHECK(self.error().code == errc::owner_stays);
  // The e-mail is free for somebody new.
  auto twin = somebody();
  twin.email = bob.email;
  CAF_CHECK(add(twin).has_value());
}

CAF_TEST(TEAM-4: who only worked here keeps the account of their own) {
  const auto stranger = owner();
  const auto own = project_of(stranger);
  join(shop, stranger, role::manager);
  const auto gone = remove_staff(db, ann.account, stranger.id, told(ann, "staff.remove")).value();
  CAF_CHECK(!gone.signed_out && gone.projects == std::vector{shop});
  CAF_CHECK(person_by_email(db, stranger.email).has_value());
  CAF_CHECK(membership(db, stranger.id, own)->role == role::owner);
  auto again = remove_staff(db, ann.account, stranger.id, told(ann, "staff.remove"));
  CAF_CHECK(again.error().code == errc::not_found);
}

CAF_TEST(TEAM-5: away is the own word of a member and says so in the row) {
  const auto bob = manager();
  CAF_CHECK(!bob.away);
  CAF_REQUIRE(set_away(db, shop, bob.id, true).has_value());
  CAF_CHECK(members_of(db, shop).back().away);
  CAF_REQUIRE(set_away(db, shop, bob.id, false).has_value());
  CAF_CHECK(!members_of(db, shop).back().away);
}

CAF_TEST_FIXTURE_SCOPE_END()
