#include "people_support.hpp"

#include <atomic>
#include <future>
#include <vector>

#define CAF_SUITE sign_in
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  /// A person with the second factor on and two recovery codes.
  person_row guarded() {
    auto made = owner();
    const auto sealed = keys.seal("secret", "person");
    CAF_REQUIRE(turn_on_totp(db, made.id, sealed, 100, {"code one", "code two"},
                             told(made, "auth.totp_confirm"))
                    .has_value());
    return made;
  }
  mail_row mail(const person_row& to) const {
    mail_row made;
    made.id = make_id<mail_id>();
    made.recipient = to.email;
    made.subject = "New password";
    made.body = "https://example.org/reset/token";
    made.created_at = moment;
    return made;
  }
  void link(const person_row& of, const std::string& hash) {
    add_reset(db, {hash, of.id, later}, moment, mail(of));
  }
  result<person_id> finish(const std::string& hash, timestamp now = moment) {
    return finish_reset(db, hash, "new hash", now, told({}, "auth.finish_reset"));
  }
  std::int64_t sessions_left(const person_row& of) {
    return number("SELECT count(*) FROM sessions WHERE person_id = " + to_string(of.id));
  }

  /// How many of those who do it at once, each with a connection of its own, succeed.
  template <class Work>
  int winners(int many, Work work) {
    std::vector<std::future<bool>> all;
    for (int i = 0; i < many; ++i)
      all.push_back(std::async(std::launch::async, [&work, i] {
        auto own = connection();
        return work(own, i);
      }));
    int won = 0;
    for (auto& one : all) won += one.get() ? 1 : 0;
    return won;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(sign_in_tests, fixture)

CAF_TEST(ACC-3: expired sessions go when their owner signs in again) {
  auto ann = owner();
  auto old = session(ann, 'o');
  old.expires_at = moment;
  CAF_REQUIRE(enter(ann, old) && enter(ann, session(ann, 'n')));
  CAF_CHECK_EQUAL(sessions_left(ann), 1);
}

CAF_TEST(ACC-4: a password that was changed while it was compared begins no session) {
  auto ann = owner();
  const auto stale = ann;
  CAF_REQUIRE(change_password(db, ann.id, "new hash", "", told(ann, "x")).has_value());
  CAF_CHECK(enter(stale, session(ann, 's')).error().code == errc::bad_credentials);
  CAF_CHECK_EQUAL(sessions_left(ann), 0);
}

CAF_TEST(ACC-4: the second factor is needed as soon as it is on) {
  auto ann = guarded();
  const auto shop = project_of(ann);
  const auto found = person_by_id(db, ann.id).value();
  CAF_CHECK(!found.totp_secret.empty() && found.totp_secret.find("secret") == std::string::npos);
  CAF_CHECK_EQUAL(keys.open(found.totp_secret, "person").value(), "secret");
  CAF_CHECK_EQUAL(found.recovery_codes, 2);
  CAF_CHECK(enter(ann, session(ann, 'n')).error().code == errc::code_required);
  CAF_CHECK(turn_on_totp(db, ann.id, "other", 1, {}, told(ann, "x")).error().code ==
            errc::bad_request);
  CAF_CHECK(enter(ann, session(ann, 'y'), {.step = 101, .recovery_hash = {}}).has_value());
  CAF_CHECK_EQUAL(log_of(shop).size(), 1u);
}

CAF_TEST(ACC-4: a code is used once and no older one after it) {
  auto ann = guarded();
  const auto with = [&](std::int64_t step, char mark) {
    auto done = enter(ann, session(ann, mark), {.step = step, .recovery_hash = {}});
    return done ? errc::none : done.error().code;
  };
  CAF_CHECK(with(100, 'a') == errc::bad_code);
  CAF_CHECK(with(102, 'b') == errc::none);
  CAF_CHECK(with(102, 'c') == errc::bad_code);
  CAF_CHECK(with(101, 'd') == errc::bad_code);
  CAF_CHECK_EQUAL(sessions_left(ann), 1);
}

CAF_TEST(ACC-4: of eight who sign in at once with one code exactly one does) {
  auto ann = guarded();
  const int won = winners(8, [&](pqxx::connection& own, int i) {
    return sign_in(own, session(ann, static_cast<char>('a' + i)), ann.password_hash,
                   {.step = 200, .recovery_hash = {}}, told(ann, "sign_in"))
        .has_value();
  });
  CAF_CHECK_EQUAL(won, 1);
  CAF_CHECK_EQUAL(sessions_left(ann), 1);
}

CAF_TEST(ACC-4: a recovery code is used once however many try at once) {
  auto ann = guarded();
  const int won = winners(8, [&](pqxx::connection& own, int i) {
    return sign_in(own, session(ann, static_cast<char>('a' + i)), ann.password_hash,
                   {.step = {}, .recovery_hash = "code one"}, told(ann, "sign_in"))
        .has_value();
  });
  CAF_CHECK_EQUAL(won, 1);
  CAF_CHECK(person_by_id(db, ann.id)->recovery_codes == 1);
  CAF_CHECK(enter(ann, session(ann, 'x'), {.step = {}, .recovery_hash = "code six"}).error().code ==
            errc::bad_code);
  CAF_CHECK(enter(ann, session(ann, 'y'), {.step = {}, .recovery_hash = "code two"}).has_value());
}

CAF_TEST(ACC-4: new recovery codes end the old ones and go with the second factor) {
  auto ann = guarded();
  const auto shop = project_of(ann);
  CAF_CHECK(set_recovery_codes(db, ann.id, {"a", "b", "c"}, told(ann, "auth.recovery_codes"))
                .has_value());
  CAF_CHECK(person_by_id(db, ann.id)->recovery_codes == 3);
  CAF_CHECK(enter(ann, session(ann, 'o'), {.step = {}, .recovery_hash = "code one"}).has_error());
  turn_off_totp(db, ann.id, told(ann, "auth.totp_off"));
  turn_off_totp(db, ann.id, told(ann, "auth.totp_off"));
  const auto found = person_by_id(db, ann.id).value();
  CAF_CHECK(found.totp_secret.empty() && found.recovery_codes == 0);
  CAF_CHECK(set_recovery_codes(db, ann.id, {"a"}, told(ann, "x")).error().code ==
            errc::bad_request);
  CAF_CHECK(enter(ann, session(ann, 'p')).has_value());
  CAF_CHECK((log_of(shop) ==
             std::vector<std::string>{"sign_in  ", "auth.totp_off  ", "auth.recovery_codes  "}));
}

CAF_TEST(ACC-4: a link sets the password once and ends all sessions and all other links) {
  auto ann = owner();
  const auto shop = project_of(ann);
  CAF_REQUIRE(enter(ann, session(ann, 's')).has_value());
  link(ann, "first" + ann.email);
  link(ann, "second" + ann.email);
  CAF_CHECK(finish("first" + ann.email, later).error().code == errc::link_expired);
  CAF_CHECK(finish("never" + ann.email).error().code == errc::link_expired);
  const int won = winners(8, [&](pqxx::connection& own, int i) {
    return finish_reset(own, (i % 2 == 0 ? "first" : "second") + ann.email, "new hash", moment,
                        told({}, "auth.finish_reset"))
        .has_value();
  });
  CAF_CHECK_EQUAL(won, 1);
  CAF_CHECK(person_by_id(db, ann.id)->password_hash == "new hash");
  CAF_CHECK_EQUAL(sessions_left(ann), 0);
  CAF_CHECK(log_of(shop).front() == "auth.finish_reset  ");
  const auto line = list_audit(db, shop, {}, 1);
  CAF_CHECK(line.front().person == ann.id);
}

CAF_TEST(ACC-4: the second factor outlives a new password) {
  auto ann = guarded();
  link(ann, "link" + ann.email);
  CAF_CHECK(finish("link" + ann.email).value() == ann.id);
  CAF_CHECK(!person_by_id(db, ann.id)->totp_secret.empty());
}

CAF_TEST(ACC-4: a person has so many links at once and a mail for each of them) {
  auto ann = owner();
  for (int i = 0; i < most_resets + 2; ++i) link(ann, std::to_string(i) + ann.email);
  const auto mails = [&] {
    return number("SELECT count(*) FROM mails WHERE recipient = '" + ann.email + "'");
  };
  CAF_CHECK_EQUAL(mails(), most_resets);
  CAF_CHECK(finish(std::to_string(most_resets) + ann.email).has_error());
  add_reset(db, {"late" + ann.email, ann.id, later + std::chrono::hours{1}}, later, mail(ann));
  CAF_CHECK_EQUAL(mails(), most_resets + 1);
  CAF_CHECK(finish("late" + ann.email, later).has_value());
}

CAF_TEST(ACC-4: a person who was removed gets no link and can use none) {
  auto ann = owner();
  link(ann, "before" + ann.email);
  pqxx::nontransaction{db}.exec("UPDATE persons SET removed_at = now() WHERE id = " +
                                to_string(ann.id));
  link(ann, "after" + ann.email);
  CAF_CHECK(finish("before" + ann.email).error().code == errc::link_expired);
  CAF_CHECK(finish("after" + ann.email).error().code == errc::link_expired);
}

CAF_TEST(ACC-4: mail waits until it is due and goes when it is handed over) {
  auto ann = owner();
  pqxx::nontransaction{db}.exec("DELETE FROM mails");
  CAF_CHECK(!next_mail_due(db));
  link(ann, "m1" + ann.email);
  CAF_CHECK(due_mails(db, moment - std::chrono::seconds{1}, 10).empty());
  const auto due = due_mails(db, moment, 10);
  CAF_REQUIRE_EQUAL(due.size(), 1u);
  CAF_CHECK_EQUAL(due[0].recipient, ann.email);
  CAF_CHECK_EQUAL(due[0].subject, "New password");
  CAF_CHECK(due[0].attempts == 0 && due[0].created_at == moment);
  postpone_mail(db, due[0].id, 1, later);
  CAF_CHECK(due_mails(db, moment, 10).empty());
  CAF_CHECK(next_mail_due(db) == later);
  CAF_CHECK(due_mails(db, later, 10).front().attempts == 1);
  drop_mail(db, due[0].id);
  CAF_CHECK(!next_mail_due(db));
}

CAF_TEST_FIXTURE_SCOPE_END()
