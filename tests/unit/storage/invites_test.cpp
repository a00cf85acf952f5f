#include "storage/invites.hpp"
#include "people_support.hpp"
#include "storage/projects.hpp"
#include "storage/team.hpp"

#include <algorithm>
#include <future>

#define CAF_SUITE invites
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  person_row ann = owner();
  project_id shop = project_of(ann);

  invite_row invite(role as = role::manager) const {
    invite_row made;
    made.project = shop;
    made.id = make_id<invite_id>();
    made.token_hash = sha256("token" + to_string(made.id));
    made.role = as;
    made.created_by = ann.id;
    made.created_at = moment;
    made.expires_at = moment + invite_lifetime;
    return made;
  }
  audit_row note(const std::string& action) const {
    auto line = told(ann, action);
    line.project = shop;
    return line;
  }
  /// Of who accepts, before it is known where to.
  audit_row accepting(timestamp when = moment) const {
    auto line = told({}, "invites.accept");
    line.created_at = when;
    return line;
  }
  invite_row added(role as = role::manager) {
    const auto made = invite(as);
    add_invite(db, made, note("invites.create")).value();
    return made;
  }
  person_row somebody() const { return person(to_string(make_id<person_id>()) + "@example.org"); }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(invites_tests, fixture)

CAF_TEST(TEAM-1: an invitation tells where it leads and is used up by who accepts it) {
  const auto open = added(role::admin);
  const auto seen = look_at_invite(db, open.token_hash, moment).value();
  CAF_CHECK(seen.project == "Shop" && seen.role == role::admin && seen.invited_by == ann.name);
  auto bob = somebody();
  CAF_CHECK(accept_invite(db, open.token_hash, bob, accepting()).value() == shop);
  CAF_CHECK(bob.account == ann.account);
  CAF_CHECK(membership(db, bob.id, shop)->role == role::admin);
  CAF_CHECK(look_at_invite(db, open.token_hash, moment).error().code == errc::link_expired);
  auto late = somebody();
  CAF_CHECK(accept_invite(db, open.token_hash, late, accepting()).error().code ==
            errc::link_expired);
  CAF_CHECK(!person_by_email(db, late.email));
  const auto log = log_of(shop);
  CAF_REQUIRE_EQUAL(log.size(), 2u);
  CAF_CHECK_EQUAL(log[0], "invites.accept Ann as admin");
  CAF_CHECK_EQUAL(log[1], "invites.create  as admin");
}

CAF_TEST(TEAM-1: of those who accept one invitation at once exactly one joins) {
  constexpr int takers = 6;
  const auto open = added();
  std::vector<std::future<bool>> asked;
  for (int i = 0; i < takers; ++i)
    asked.push_back(std::async(std::launch::async, [&] {
      auto own = connection();
      auto who = somebody();
      return accept_invite(own, open.token_hash, who, accepting()).has_value();
    }));
  int joined = 0;
  for (auto& one : asked) joined += one.get() ? 1 : 0;
  CAF_CHECK_EQUAL(joined, 1);
  CAF_CHECK_EQUAL(members_of(db, shop).size(), 2u);
}

CAF_TEST(TEAM-1: somebody with an account joins as oneself and a member keeps the link open) {
  const auto open = added();
  CAF_CHECK(accept_invite(db, open.token_hash, ann.id, accepting()).error().code ==
            errc::already_member);
  const auto bob = owner();
  CAF_CHECK(accept_invite(db, open.token_hash, bob.id, accepting()).value() == shop);
  CAF_CHECK(person_by_id(db, bob.id)->account == bob.account);
  CAF_CHECK(membership(db, bob.id, shop)->role == role::manager);
}

CAF_TEST(TEAM-1: an e-mail that is taken leaves the invitation as it is) {
  const auto open = added();
  auto twin = somebody();
  twin.email = ann.email;
  auto taken = accept_invite(db, open.token_hash, twin, accepting());
  CAF_REQUIRE(taken.has_error());
  CAF_CHECK(taken.error().code == errc::email_taken && taken.error().pointer == "/email");
  CAF_CHECK(look_at_invite(db, open.token_hash, moment).has_value());
}

CAF_TEST(TEAM-1: an invitation ends after a week or when it is revoked) {
  const auto open = added();
  const auto last = open.expires_at - std::chrono::milliseconds{1};
  CAF_CHECK(look_at_invite(db, open.token_hash, last).has_value());
  CAF_CHECK(look_at_invite(db, open.token_hash, open.expires_at).has_error());
  auto bob = somebody();
  CAF_CHECK(accept_invite(db, open.token_hash, bob, accepting(open.expires_at)).error().code ==
            errc::link_expired);
  CAF_CHECK_EQUAL(invites_of(db, shop, last).size(), 1u);
  CAF_CHECK(invites_of(db, shop, open.expires_at).empty());
  CAF_CHECK(revoke_invite(db, project_of(ann), open.id, note("invites.revoke")).error().code ==
            errc::not_found);
  CAF_CHECK(revoke_invite(db, shop, open.id, note("invites.revoke")).has_value());
  CAF_CHECK(look_at_invite(db, open.token_hash, moment).has_error());
}

CAF_TEST(TEAM-1: at most fifty invitations are open and old ones make room) {
  for (std::size_t i = 0; i < most_open_invites; ++i) added();
  CAF_CHECK(add_invite(db, invite(), note("invites.create")).error().code == errc::limit_reached);
  CAF_CHECK_EQUAL(invites_of(db, shop, moment).size(), most_open_invites);
  auto later_one = invite();
  later_one.created_at = moment + invite_lifetime;
  later_one.expires_at = later_one.created_at + invite_lifetime;
  CAF_CHECK(add_invite(db, later_one, note("invites.create")).has_value());
  CAF_CHECK_EQUAL(invites_of(db, shop, later_one.created_at).size(), 1u);
}

CAF_TEST(PRJ-5: an invitation to a project that is being deleted leads nowhere) {
  const auto open = added();
  pqxx::nontransaction{db}.exec_params("UPDATE projects SET deleted_at = now() WHERE id = $1",
                                       shop.value);
  CAF_CHECK(look_at_invite(db, open.token_hash, moment).error().code == errc::link_expired);
  auto bob = somebody();
  CAF_CHECK(accept_invite(db, open.token_hash, bob, accepting()).error().code ==
            errc::link_expired);
}

CAF_TEST_FIXTURE_SCOPE_END()
