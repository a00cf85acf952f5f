#include "people_support.hpp"

#include <algorithm>

#define CAF_SUITE people
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

CAF_TEST_FIXTURE_SCOPE(people_tests, people_stage)

CAF_TEST(ACC-2: an e-mail belongs to one account whatever its letter case) {
  auto ann = create_owner(db, person("Ann@Example.org")).value();
  auto again = create_owner(db, person("ann@example.ORG"));
  CAF_CHECK(again.has_error() && again.error().code == errc::email_taken);
  CAF_CHECK(person_by_email(db, "ANN@example.org").value().id == ann.id);
  CAF_CHECK(!person_by_email(db, "nobody@example.org"));
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM accounts WHERE id = " + to_string(ann.account)), 1);
  auto found = person_by_id(db, ann.id).value();
  CAF_CHECK_EQUAL(found.email, "Ann@Example.org");
  CAF_CHECK(found.account == ann.account && found.created_at == moment);
  CAF_CHECK(found.photo_blob.empty() && found.totp_secret.empty() && found.recovery_codes == 0);
}

CAF_TEST(ACC-6: name and language change one by one) {
  auto ann = owner();
  const auto change = [&](const person_change& to) {
    return update_person(db, ann.id, to, told(ann, "auth.update_me"));
  };
  CAF_CHECK(change({.name = "Бэлла", .locale = {}, .email = {}}).value().name == "Бэлла");
  auto changed = change({.name = {}, .locale = "en", .email = {}}).value();
  CAF_CHECK_EQUAL(changed.name, "Бэлла");
  CAF_CHECK_EQUAL(changed.locale, "en");
  CAF_CHECK_EQUAL(changed.email, ann.email);
  ann.id = make_id<person_id>();
  CAF_CHECK(change({.name = "x", .locale = {}, .email = {}}).error().code == errc::not_found);
}

CAF_TEST(ACC-6: an e-mail changes unless another has it and what was mailed to the old one ends) {
  auto ann = owner();
  const auto shop = project_of(ann);
  const auto bob = owner();
  pqxx::nontransaction{db}.exec_params("INSERT INTO password_resets VALUES ($1::bytea, $2, now())",
                                       pqxx::binarystring{"link" + to_string(ann.id)},
                                       ann.id.value);
  const auto change = [&](const std::string& to) {
    return update_person(db, ann.id, {.name = {}, .locale = {}, .email = to},
                         told(ann, "auth.update_me"));
  };
  auto taken = change(bob.email);
  CAF_REQUIRE(taken.has_error());
  CAF_CHECK(taken.error().code == errc::email_taken && taken.error().pointer == "/email");
  CAF_CHECK(log_of(shop).empty());
  const auto fresh = "new" + ann.email;
  CAF_CHECK_EQUAL(change(fresh).value().email, fresh);
  CAF_CHECK(person_by_email(db, fresh).has_value() && !person_by_email(db, ann.email));
  CAF_CHECK_EQUAL(log_of(shop).size(), 1u);
  CAF_CHECK_EQUAL(
      number("SELECT count(*) FROM password_resets WHERE person_id = " + to_string(ann.id)), 0);
}

CAF_TEST(ACC-6: a photo is kept by its blob and taken away) {
  auto ann = owner();
  // Of nobody else, so that its last use goes with this photo.
  auto blob = std::string(64, 'c') + to_string(ann.id);
  blob.erase(0, blob.size() - 64);
  const auto set = [&](const std::string& to) { return set_photo(db, ann.id, to, moment).value(); };
  CAF_CHECK(set(blob).photo_blob == blob);
  CAF_CHECK(person_by_id(db, ann.id)->photo_blob == blob);
  const auto loose = [&] {
    return number("SELECT count(*) FROM loose_blobs WHERE blob = decode('" + blob + "', 'hex')");
  };
  set(blob);
  CAF_CHECK_EQUAL(loose(), 0);
  CAF_CHECK(set("").photo_blob.empty());
  CAF_CHECK_EQUAL(loose(), 1);
  CAF_CHECK(set_photo(db, make_id<person_id>(), blob, moment).error().code == errc::not_found);
}

CAF_TEST(ACC-4: a new password ends all sessions but the one it was changed in) {
  auto ann = owner();
  const auto shop = project_of(ann);
  const auto kept = session(ann, 'k');
  const auto other = session(ann, 'o');
  CAF_REQUIRE(enter(ann, kept) && enter(ann, other));
  auto found = find_session(db, kept.token_hash, moment).value();
  CAF_CHECK(found.id == kept.id && found.person == ann.id && found.token_hash == kept.token_hash);
  CAF_CHECK(found.expires_at == later && found.last_seen_at == moment);
  CAF_CHECK_EQUAL(found.csrf_token, "csrf k");
  CAF_CHECK_EQUAL(found.user_agent, "Browser k");
  CAF_CHECK_EQUAL(found.address, "192.0.2.1");
  CAF_CHECK(!find_session(db, kept.token_hash, later));
  const auto note = told(ann, "auth.change_password");
  CAF_CHECK(change_password(db, ann.id, "new hash", kept.token_hash, note).has_value());
  CAF_CHECK(find_session(db, kept.token_hash, moment).has_value());
  CAF_CHECK(!find_session(db, other.token_hash, moment));
  CAF_CHECK(person_by_id(db, ann.id)->password_hash == "new hash");
  CAF_CHECK(log_of(shop).front() == "auth.change_password  ");
  CAF_CHECK(change_password(db, make_id<person_id>(), "x", "", note).error().code ==
            errc::not_found);
}

CAF_TEST(ACC-4: sessions are listed and ended one by one by their owner alone) {
  auto ann = owner();
  auto bob = owner();
  const auto shop = project_of(ann);
  const auto first = session(ann, 'a');
  const auto second = session(ann, 'b');
  const auto third = session(ann, 'c');
  for (const auto& one : {first, second, third}) CAF_REQUIRE(enter(ann, one).has_value());
  CAF_CHECK_EQUAL(sessions_of(db, ann.id, moment).size(), 3u);
  CAF_CHECK(sessions_of(db, ann.id, later).empty());
  CAF_CHECK(end_session(db, bob.id, first.id, told(bob, "x")).error().code == errc::not_found);
  CAF_CHECK(end_session(db, ann.id, first.id, told(ann, "auth.end_session")).value() ==
            first.token_hash);
  CAF_CHECK(end_session(db, ann.id, first.id, told(ann, "x")).error().code == errc::not_found);
  CAF_CHECK(log_of(shop).front() == "auth.end_session Browser a ");
  end_other_sessions(db, ann.id, third.token_hash, told(ann, "auth.end_other_sessions"));
  const auto left = sessions_of(db, ann.id, moment);
  CAF_REQUIRE_EQUAL(left.size(), 1u);
  CAF_CHECK(left.front().id == third.id);
  const auto lines = log_of(shop).size();
  end_other_sessions(db, ann.id, third.token_hash, told(ann, "auth.end_other_sessions"));
  CAF_CHECK_EQUAL(log_of(shop).size(), lines);
}

CAF_TEST(ACC-4: that a session is in use is written once an hour) {
  auto ann = owner();
  const auto one = session(ann, 's');
  CAF_REQUIRE(enter(ann, one).has_value());
  const auto seen = [&] { return find_session(db, one.token_hash, moment)->last_seen_at; };
  touch_session(db, one.id, moment + std::chrono::minutes{59});
  CAF_CHECK(seen() == moment);
  touch_session(db, one.id, moment + std::chrono::minutes{60});
  CAF_CHECK(seen() == moment + std::chrono::minutes{60});
}

CAF_TEST(ACC-4: who was removed from their account is not found and their e-mail is free) {
  auto ann = owner();
  const auto note = told(ann, "x");
  pqxx::nontransaction{db}.exec("UPDATE persons SET removed_at = now() WHERE id = " +
                                to_string(ann.id));
  CAF_CHECK(!person_by_email(db, ann.email) && !person_by_id(db, ann.id));
  CAF_CHECK(enter(ann, session(ann, 'r')).error().code == errc::bad_credentials);
  CAF_CHECK(change_password(db, ann.id, "x", "", note).error().code == errc::not_found);
  CAF_CHECK(set_photo(db, ann.id, "", moment).error().code == errc::not_found);
  CAF_CHECK(create_owner(db, person(ann.email)).has_value());
}

CAF_TEST(ACC-7: the audit log of a project is read in pages and each project has its own) {
  auto ann = owner();
  const auto shop = project_of(ann);
  const auto other = project_of(ann);
  const auto left = project_of(ann);
  pqxx::nontransaction{db}.exec("UPDATE members SET removed_at = now() WHERE project_id = " +
                                to_string(left));
  {
    pqxx::work tx{db};
    for (int i = 0; i < 5; ++i) {
      auto row = told(ann, "members.update " + std::to_string(i));
      row.project = shop;
      if (i == 4) row.person = {};
      add_audit(tx, row);
    }
    add_audit_everywhere(tx, told(ann, "auth.sign_in"));
    tx.commit();
  }
  CAF_CHECK_EQUAL(log_of(other).size(), 1u);
  CAF_CHECK(log_of(left).empty());
  const auto first = list_audit(db, shop, {}, 4);
  CAF_REQUIRE_EQUAL(first.size(), 4u);
  CAF_CHECK_EQUAL(first[0].action, "auth.sign_in");
  CAF_CHECK(first[0].person == ann.id && first[0].address == "192.0.2.1");
  CAF_CHECK(first[0].project == shop && first[0].created_at == moment);
  CAF_CHECK(!first[1].person);
  const auto rest = list_audit(db, shop, first.back().id, 4);
  CAF_REQUIRE_EQUAL(rest.size(), 2u);
  CAF_CHECK_EQUAL(rest.back().action, "members.update 0");
}

CAF_TEST_FIXTURE_SCOPE_END()
