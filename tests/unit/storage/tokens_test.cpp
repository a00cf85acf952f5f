#include "storage/tokens.hpp"
#include "people_support.hpp"

#define CAF_SUITE tokens
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  person_row ann = owner();
  project_id shop = project_of(ann);

  api_token_row token(const std::string& name) const {
    api_token_row made;
    made.project = shop;
    made.id = make_id<token_id>();
    made.person = ann.id;
    made.name = name;
    made.token_hash = "hash " + to_string(made.id);
    made.scopes = 5;
    made.created_at = moment;
    return made;
  }
  audit_row told_here(const std::string& action, const std::string& subject = {}) const {
    auto made = told(ann, action);
    made.project = shop;
    made.subject = subject;
    return made;
  }
  api_token_row added(const std::string& name) {
    auto made = token(name);
    CAF_REQUIRE(add_token(db, made, told_here("tokens.create", name)).has_value());
    return made;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(tokens_tests, fixture)

CAF_TEST(ACC-7: a token is found by its hash and is gone when it is deleted) {
  const auto made = added("CRM");
  const auto found = find_token(db, made.token_hash).value();
  CAF_CHECK(found.id == made.id && found.project == shop && found.person == ann.id);
  CAF_CHECK(found.name == "CRM" && found.scopes == 5u && found.created_at == moment);
  CAF_CHECK(!found.last_used_at);
  CAF_CHECK(!find_token(db, "another"));
  added("Second");
  CAF_CHECK_EQUAL(tokens_of(db, shop).size(), 2u);
  CAF_CHECK(drop_token(db, make_id<project_id>(), made.id, told_here("x")).error().code ==
            errc::not_found);
  CAF_CHECK_EQUAL(drop_token(db, shop, made.id, told_here("tokens.delete")).value(),
                  made.token_hash);
  CAF_CHECK(drop_token(db, shop, made.id, told_here("x")).error().code == errc::not_found);
  CAF_CHECK(!find_token(db, made.token_hash));
  CAF_CHECK((log_of(shop) == std::vector<std::string>{"tokens.delete CRM ", "tokens.create Second ",
                                                      "tokens.create CRM "}));
}

CAF_TEST(ACC-7: a token ends with its person and the project and the membership) {
  const auto check = [&](const std::string& table, const std::string& column,
                         const std::string& where) {
    const auto made = added(table);
    CAF_CHECK(find_token(db, made.token_hash).has_value());
    const auto set = [&](const std::string& to) {
      pqxx::nontransaction{db}.exec("UPDATE " + table + " SET " + column + " = " + to + " WHERE " +
                                    where);
    };
    set("now()");
    CAF_CHECK(!find_token(db, made.token_hash));
    if (table != "persons")
      CAF_CHECK(add_token(db, token("late"), told_here("x")).error().code == errc::not_found);
    set("NULL");
  };
  check("members", "removed_at", "project_id = " + to_string(shop));
  check("projects", "deleted_at", "id = " + to_string(shop));
  check("persons", "removed_at", "id = " + to_string(ann.id));
}

CAF_TEST(ACC-7: a project has so many tokens and no more) {
  for (int i = 0; i < most_tokens; ++i) added(std::to_string(i));
  CAF_CHECK(add_token(db, token("one more"), told_here("x")).error().code == errc::limit_reached);
  CAF_CHECK_EQUAL(tokens_of(db, shop).size(), static_cast<std::size_t>(most_tokens));
}

CAF_TEST(ACC-7: that a token is in use is written once an hour) {
  const auto made = added("CRM");
  const auto used = [&] { return find_token(db, made.token_hash)->last_used_at; };
  touch_token(db, shop, made.id, moment);
  CAF_CHECK(used() == moment);
  touch_token(db, shop, made.id, moment + std::chrono::minutes{59});
  CAF_CHECK(used() == moment);
  touch_token(db, shop, made.id, moment + std::chrono::hours{1});
  CAF_CHECK(used() == moment + std::chrono::hours{1});
}

CAF_TEST_FIXTURE_SCOPE_END()
