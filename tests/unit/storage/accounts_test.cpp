#include "storage/accounts.hpp"
#include "storage/pool.hpp"
#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>
#include <future>
#include <set>
#include <thread>

#define CAF_SUITE accounts
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture {
  pqxx::connection db = connection();
  sealer keys = sealer::from_hex(std::string(64, 'a')).value();

  static person_row person(const std::string& email) {
    person_row made;
    made.id = make_id<person_id>();
    made.account = make_id<account_id>();
    made.email = email;
    made.name = "Ann";
    made.password_hash = "hash";
    made.locale = "ru";
    made.created_at = moment;
    return made;
  }
  person_row owner() {
    return create_owner(db, person(to_string(make_id<person_id>()) + "@example.org")).value();
  }
  static project_row project(const person_row& of) {
    return {make_id<project_id>(), of.account, "Shop", "Europe/Moscow", moment};
  }
  project_row stored_project(const person_row& of) {
    return create_project(db, project(of), of.id, "").value();
  }
  static channel_row channel(const project_row& of) {
    channel_row made;
    made.project = of.id;
    made.id = make_id<channel_id>();
    made.external_id = to_string(made.id);
    made.name = "Bot";
    made.username = "shop_bot";
    made.hook_key = "hook" + to_string(made.id);
    made.welcome = "Добро пожаловать";
    made.message_type = "HUMAN_AGENT";
    made.token = "12345:AAsecret-token";
    made.secret = "webhook-secret";
    made.last_error_at = moment;
    made.created_at = moment;
    return made;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(accounts_tests, fixture)

CAF_TEST(PRJ-1: the same key makes one project however many ask at once) {
  auto ann = owner();
  std::vector<std::future<project_id>> asked;
  for (int i = 0; i < 4; ++i)
    asked.push_back(std::async(std::launch::async, [&] {
      auto own = connection();
      return create_project(own, project(ann), ann.id, "key").value().id;
    }));
  std::set<project_id> made;
  for (auto& one : asked) made.insert(one.get());
  CAF_CHECK_EQUAL(made.size(), 1u);
  CAF_CHECK_EQUAL(projects_of(db, ann.id).size(), 1u);
  stored_project(ann);
  CAF_CHECK_EQUAL(projects_of(db, ann.id).size(), 2u);
}

CAF_TEST(PRJ-4: a project has its owner and the managers added to it) {
  auto ann = owner();
  auto shop = stored_project(ann);
  auto bob = person(to_string(make_id<person_id>()) + "@example.org");
  auto added = add_member(db, shop.id, bob, role::manager).value();
  CAF_CHECK(added.id == bob.id && added.role == role::manager);
  CAF_CHECK(person_by_id(db, bob.id)->account == ann.account);
  bob.id = make_id<person_id>();
  CAF_CHECK(add_member(db, shop.id, bob, role::admin).error().code == errc::email_taken);
  auto cid = person("cid@example.org");
  CAF_CHECK(add_member(db, make_id<project_id>(), cid, role::admin).error().code ==
            errc::not_found);
  auto members = members_of(db, shop.id);
  CAF_REQUIRE_EQUAL(members.size(), 2u);
  CAF_CHECK(members[0].id == ann.id && members[0].role == role::owner);
  CAF_CHECK(members[1].id == added.id);
  CAF_CHECK(membership(db, ann.id, shop.id)->role == role::owner);
  CAF_CHECK(membership(db, added.id, shop.id)->role == role::manager);
  CAF_CHECK(!membership(db, make_id<person_id>(), shop.id));
}

CAF_TEST(PRJ-2: a project is loaded with members and counters and changes its name) {
  auto ann = owner();
  auto shop = stored_project(ann);
  writer to{database().url()};
  CAF_CHECK(commit(to, {count_chats{shop.id, chat_state::fresh, {}, 2},
                        count_chats{shop.id, chat_state::active, ann.id, 1}}) == stored::yes);
  auto changed = update_project(db, shop.id, "New name", std::nullopt).value();
  CAF_CHECK_EQUAL(changed.name, "New name");
  CAF_CHECK_EQUAL(changed.time_zone, "Europe/Moscow");
  CAF_CHECK(update_project(db, shop.id, {}, "UTC").value().time_zone == "UTC");
  CAF_CHECK_EQUAL(std::ranges::count(load_project_ids(db), shop.id), 1);
  auto loaded = load_project(db, shop.id).value();
  CAF_CHECK_EQUAL(loaded.project.name, "New name");
  CAF_CHECK(loaded.project.account == ann.account && loaded.project.created_at == moment);
  CAF_CHECK_EQUAL(loaded.members.size(), 1u);
  CAF_REQUIRE_EQUAL(loaded.counters.size(), 2u);
  CAF_CHECK(loaded.counters[0].state == chat_state::fresh && loaded.counters[0].chats == 2);
  CAF_CHECK(loaded.counters[1].member == ann.id && loaded.counters[1].chats == 1);
  CAF_CHECK(update_project(db, make_id<project_id>(), "x", {}).error().code == errc::not_found);
}

CAF_TEST(CHN-1: a token of a channel is unreadable in the table and whole for its key) {
  auto shop = stored_project(owner());
  auto bot = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  auto table = text(
      "SELECT string_agg(encode(token, 'escape') || "
      "encode(secret, 'escape') || c::text, '') FROM channels c"
      " WHERE id = " +
      to_string(bot.id));
  CAF_CHECK(!table.empty() && table.find("AAsecret") == std::string::npos);
  CAF_CHECK(table.find("webhook-secret") == std::string::npos);
  auto found = find_channel(db, shop.id, bot.id, keys).value();
  CAF_CHECK_EQUAL(found.token, bot.token);
  CAF_CHECK_EQUAL(found.secret, bot.secret);
  CAF_CHECK_EQUAL(found.hook_key, bot.hook_key);
  CAF_CHECK_EQUAL(found.welcome, bot.welcome);
  CAF_CHECK_EQUAL(found.message_type, bot.message_type);
  CAF_CHECK(found.last_error_at == bot.last_error_at && !found.last_inbound_at);
  CAF_CHECK(!find_channel(db, make_id<project_id>(), bot.id, keys));
}

CAF_TEST(CHN-1: a token moved to another channel or met with another key does not open) {
  auto shop = stored_project(owner());
  auto bot = channel(shop);
  auto thief = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys) && put_channel(db, thief, keys));
  pool readers{database().url(), 1, 10};
  auto code_with = [&](const sealer& with) {
    std::promise<errc> told;
    readers.run(
        "channels_of",
        [&](pqxx::connection& of) -> result<std::vector<channel_row>> {
          return channels_of(of, shop.id, with);
        },
        [&](result<std::vector<channel_row>> answer) {
          told.set_value(answer ? errc::none : answer.error().code);
        });
    return told.get_future().get();
  };
  CAF_CHECK(code_with(keys) == errc::none);
  CAF_CHECK(code_with(sealer::from_hex(std::string(64, 'b')).value()) == errc::bad_key);
  pqxx::nontransaction{db}.exec(
      "UPDATE channels SET token = (SELECT token FROM channels WHERE id"
      " = " +
      to_string(bot.id) + ") WHERE id = " + to_string(thief.id));
  CAF_CHECK(code_with(keys) == errc::bad_key);
  pqxx::nontransaction{db}.exec("DELETE FROM channels WHERE id = " + to_string(thief.id));
}

CAF_TEST(CHN-2: an account of a platform serves one project until it is disconnected there) {
  auto first = stored_project(owner());
  auto second = stored_project(owner());
  auto bot = channel(first);
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  auto again = channel(second);
  again.external_id = bot.external_id;
  CAF_CHECK(put_channel(db, again, keys).error().code == errc::connected_elsewhere);
  bot.state = channel_state::disconnected;
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  CAF_CHECK(put_channel(db, again, keys).has_value());
  bot.state = channel_state::connected;
  CAF_CHECK(put_channel(db, bot, keys).error().code == errc::connected_elsewhere);
  std::size_t found = 0;
  for (const auto& row : load_channels(db, keys))
    found += row.id == bot.id || row.id == again.id ? 1 : 0;
  CAF_CHECK_EQUAL(found, 2u);
}

CAF_TEST(CHN-13: where polling stands is kept whoever changes the settings meanwhile) {
  auto shop = stored_project(owner());
  auto bot = channel(shop);
  bot.poll_cursor = "first";
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  CAF_CHECK(find_channel(db, shop.id, bot.id, keys)->poll_cursor == "first");
  writer to{database().url()};
  std::vector<unit> polls{{set_poll_cursor{shop.id, bot.id, "second"}},
                          {set_poll_cursor{shop.id, bot.id, "third"}}};
  CAF_CHECK((to.commit(polls) == std::vector{stored::yes, stored::yes}));
  bot.name = "Renamed";
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  auto found = find_channel(db, shop.id, bot.id, keys).value();
  CAF_CHECK(found.poll_cursor == "third" && found.name == "Renamed");
}

CAF_TEST(CHN-10: health is written beside the channel and unknown times stay) {
  auto shop = stored_project(owner());
  auto bot = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  writer to{database().url()};
  CAF_CHECK(commit(to, {set_channel_health{shop.id, bot.id, channel_state::broken, "token_revoked",
                                           "Unauthorized", std::nullopt, moment}}) == stored::yes);
  auto found = find_channel(db, shop.id, bot.id, keys).value();
  CAF_CHECK(found.state == channel_state::broken && found.last_inbound_at == moment);
  CAF_CHECK(found.last_error_at == bot.last_error_at);
  CAF_CHECK_EQUAL(found.problem, "token_revoked");
  CAF_CHECK_EQUAL(found.last_error, "Unauthorized");
}

CAF_TEST_FIXTURE_SCOPE_END()
