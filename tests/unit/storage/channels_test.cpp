#include "people_support.hpp"
#include "storage/pool.hpp"
#include "storage/reads.hpp"

#include <future>

#define CAF_SUITE channels
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  project_id stored_project() { return project_of(owner()); }
  static channel_row channel(project_id of) {
    channel_row made;
    made.project = of;
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

CAF_TEST_FIXTURE_SCOPE(channels_tests, fixture)

CAF_TEST(CHN-1: a token of a channel is unreadable in the table and whole for its key) {
  auto shop = stored_project();
  auto bot = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  auto table = text(
      "SELECT string_agg(encode(token, 'escape') || "
      "encode(secret, 'escape') || c::text, '') FROM channels c"
      " WHERE id = " +
      to_string(bot.id));
  CAF_CHECK(!table.empty() && table.find("AAsecret") == std::string::npos);
  CAF_CHECK(table.find("webhook-secret") == std::string::npos);
  auto found = find_channel(db, shop, bot.id, keys).value();
  CAF_CHECK_EQUAL(found.token, bot.token);
  CAF_CHECK_EQUAL(found.secret, bot.secret);
  CAF_CHECK_EQUAL(found.hook_key, bot.hook_key);
  CAF_CHECK_EQUAL(found.welcome, bot.welcome);
  CAF_CHECK_EQUAL(found.message_type, bot.message_type);
  CAF_CHECK(found.last_error_at == bot.last_error_at && !found.last_inbound_at);
  CAF_CHECK(!find_channel(db, make_id<project_id>(), bot.id, keys));
}

CAF_TEST(CHN-1: a token moved to another channel or met with another key does not open) {
  auto shop = stored_project();
  auto bot = channel(shop);
  auto thief = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys) && put_channel(db, thief, keys));
  pool readers{database().url(), 1, 10};
  auto code_with = [&](const sealer& with) {
    std::promise<errc> told;
    readers.run(
        "channels_of",
        [&](pqxx::connection& of) -> result<std::vector<channel_row>> {
          return channels_of(of, shop, with);
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
  auto first = stored_project();
  auto second = stored_project();
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
  auto shop = stored_project();
  auto bot = channel(shop);
  bot.poll_cursor = "first";
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  CAF_CHECK(find_channel(db, shop, bot.id, keys)->poll_cursor == "first");
  writer to{database().url()};
  std::vector<unit> polls{{set_poll_cursor{shop, bot.id, "second"}},
                          {set_poll_cursor{shop, bot.id, "third"}}};
  CAF_CHECK((to.commit(polls) == std::vector{stored::yes, stored::yes}));
  bot.name = "Renamed";
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  auto found = find_channel(db, shop, bot.id, keys).value();
  CAF_CHECK(found.poll_cursor == "third" && found.name == "Renamed");
}

CAF_TEST(CHN-10: health is written beside the channel and unknown times stay) {
  auto shop = stored_project();
  auto bot = channel(shop);
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  writer to{database().url()};
  CAF_CHECK(commit(to, {set_channel_health{shop, bot.id, channel_state::broken, "token_revoked",
                                           "Unauthorized", std::nullopt, moment}}) == stored::yes);
  auto found = find_channel(db, shop, bot.id, keys).value();
  CAF_CHECK(found.state == channel_state::broken && found.last_inbound_at == moment);
  CAF_CHECK(found.last_error_at == bot.last_error_at);
  CAF_CHECK_EQUAL(found.problem, "token_revoked");
  CAF_CHECK_EQUAL(found.last_error, "Unauthorized");
}

CAF_TEST_FIXTURE_SCOPE_END()
