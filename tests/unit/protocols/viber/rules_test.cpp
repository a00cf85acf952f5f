#include "protocols/viber/rules.hpp"
#include "protocols/split.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_rules
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using viber_test::bot;
namespace json = boost::json;

namespace {

std::string token(std::size_t first, std::size_t second, std::size_t third) {
  return std::string(first, 'a') + '-' + std::string(second, '7') + '-' + std::string(third, 'F');
}

hook_keys keys_with(std::string welcome) {
  hook_keys keys;
  keys.account_name = "Demo shop";
  keys.welcome = std::move(welcome);
  return keys;
}

} // namespace

CAF_TEST(CHN-7: a key is three groups of hexadecimal digits) {
  CAF_CHECK(bot().token_well_formed("4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f"));
  CAF_CHECK(bot().token_well_formed(token(8, 16, 32)));
  for (const auto& bad :
       {token(7, 16, 16), token(16, 33, 16), token(16, 16, 0),
        token(16, 16, 16) + "-" + token(8, 8, 8), std::string("4453b6ac12345678-e02c5f12174805f9"),
        std::string("4453b6ac12345678"), std::string(), std::string("--"), "g" + token(16, 16, 16),
        token(16, 16, 16) + " ", token(16, 16, 16) + "\r\nX: y", token(16, 16, 16) + '\0'})
    CAF_CHECK(!bot().token_well_formed(bad));
}

CAF_TEST(CHN-9: the link to the account carries the payload unharmed) {
  const identity shop{.external_id = "pa:1", .name = "Demo shop", .username = "demoshop"};
  CAF_CHECK_EQUAL(bot().start_link(shop, ""), "viber://pa?chatURI=demoshop");
  CAF_CHECK_EQUAL(bot().start_link(shop, "src_abc"), "viber://pa?chatURI=demoshop&context=src_abc");
  CAF_CHECK_EQUAL(bot().start_link(shop, "a&b=c d%/ж#"),
                  "viber://pa?chatURI=demoshop&context=a%26b%3Dc%20d%25%2F%D0%B6%23");
  const identity odd{.external_id = "pa:1", .username = "a&b"};
  CAF_CHECK_EQUAL(bot().start_link(odd, ""), "viber://pa?chatURI=a%26b");
  CAF_CHECK_EQUAL(bot().start_link({.external_id = "pa:1"}, "x"), "");
}

CAF_TEST(SUB-4: the platform has no link to a client) {
  CAF_CHECK(!bot().profile_url(viber_test::user, {.username = "x"}));
}

CAF_TEST(CHN-5: only subscribers may be written to) {
  CAF_CHECK(bot().may_send({.subscribed = true}).allowed);
  const auto no = bot().may_send({.subscribed = false});
  CAF_CHECK(!no.allowed && no.code == "unsubscribed" && !no.until);
}

CAF_TEST(CHT-6: what the composer is told is what goes out) {
  const auto& rules = bot().rules();
  CAF_CHECK_EQUAL(bot().name(), "viber");
  CAF_CHECK(bot().platform() == platform::viber && find_messenger("viber") == &bot());
  CAF_CHECK_EQUAL(rules.text_limit, 7000u);
  CAF_CHECK_EQUAL(rules.caption_limit, 768u);
  CAF_CHECK_EQUAL(rules.files_at_once, 1u);
  CAF_CHECK(rules.needs_public_files && rules.has_welcome && rules.webhooks && !rules.polls);
  CAF_CHECK(rules.tells_delivered && rules.tells_read && !rules.tells_typing);
  CAF_CHECK(!rules.edits && !rules.deletes && !rules.replies && !rules.shows_typing);
  CAF_CHECK(!rules.idempotent && rules.batch == 1 && rules.profiles_at_once == 0);
  CAF_CHECK(rules.audio_bytes == 0 && rules.document_bytes == 50 * 1024 * 1024);
  CAF_CHECK(rules.pace.per_channel > 0 && rules.pace.per_chat > 0);
}

CAF_TEST(CHT-2: a text of the longest size is one message) {
  CAF_CHECK_EQUAL(split(bot(), std::string(7000, 'x'), 0).size(), 1u);
  CAF_CHECK_EQUAL(split(bot(), std::string(7001, 'x'), 0).size(), 2u);
  CAF_CHECK_EQUAL(split(bot(), std::string(768, 'x'), 1).size(), 1u);
  CAF_CHECK_EQUAL(split(bot(), std::string(769, 'x'), 1).size(), 2u);
}

CAF_TEST(CHT-9: what the platform cannot do is said) {
  auto edited = test::talk(bot().edit(viber_test::account(), "u", "1", "x", false));
  CAF_CHECK_EQUAL(test::in_words(*edited.outcome), "refused unsupported");
  auto removed = test::talk(bot().remove(viber_test::account(), "u", "1"));
  CAF_CHECK_EQUAL(test::in_words(*removed.outcome), "refused unsupported");
  CAF_CHECK(!bot().show_typing(viber_test::account(), "u"));
  CAF_CHECK(!bot().show_read(viber_test::account(), "u", "1"));
  CAF_CHECK(!bot().acknowledge(viber_test::account(), "u"));
  auto polled = test::talk(bot().poll(viber_test::account(), "", {}));
  CAF_CHECK(polled.calls.empty() && std::holds_alternative<delivery>(*polled.outcome));
  auto people = test::talk(bot().profiles(viber_test::account(), {"u"}));
  CAF_CHECK(people.calls.empty() && people.outcome->empty());
}

CAF_TEST(BOT-1: who opens the conversation is answered with the welcome message) {
  const auto answer = bot().accepted({viber_test::parsed("started")}, keys_with("Hi! Write us"));
  CAF_CHECK_EQUAL(answer.status, 200);
  const json::object expected{{"sender", {{"name", "Demo shop"}}},
                              {"type", "text"},
                              {"text", "Hi! Write us"},
                              {"tracking_data", "src_abc"}};
  CAF_CHECK(json::parse(answer.body) == expected);
  const auto plain = bot().accepted({viber_test::parsed("started_plain")}, keys_with("Hi"));
  CAF_CHECK(!json::parse(plain.body).as_object().contains("tracking_data"));
}

CAF_TEST(BOT-1: everything else is answered 200 without words) {
  for (const auto* name : {"text", "subscribed", "unsubscribed", "seen", "unknown", "half"}) {
    const auto answer = bot().accepted({viber_test::parsed(name)}, keys_with("Hi"));
    CAF_CHECK(answer.status == 200 && answer.body.empty());
  }
  const auto none = bot().accepted({viber_test::parsed("started")}, keys_with(""));
  CAF_CHECK(none.status == 200 && none.body.empty());
}

CAF_TEST(BOT-1: a welcome message keeps the limits) {
  auto event = viber_test::parsed("started");
  event.what = arrived{std::string(4000, 'p')};
  auto keys = keys_with(std::string(7001, 'x'));
  keys.account_name = std::string(40, 'n');
  const auto whole = json::parse(bot().accepted({event}, keys).body).as_object();
  CAF_CHECK_EQUAL(viber_test::text_in(whole, "text").size(), 7000u);
  CAF_CHECK_EQUAL(viber_test::text_in(whole, "tracking_data").size(), 4000u);
  CAF_CHECK_EQUAL(viber_test::text_in(whole.at("sender").as_object(), "name").size(), 28u);
  event.what = arrived{std::string(4001, 'p')};
  CAF_CHECK(!json::parse(bot().accepted({event}, keys).body).as_object().contains("tracking_data"));
  CAF_CHECK_EQUAL(bot().accepted({event}, keys_with(std::string(7000, '\x01'))).body, "");
}

CAF_TEST(CHT-2: the file of a client is fetched from its own address) {
  auto held = test::talk(bot().locate(viber_test::account(), "https://dl.example.com/p?x=1"));
  CAF_REQUIRE(held.outcome && *held.outcome);
  const auto& call = **held.outcome;
  CAF_CHECK_EQUAL(call.method, "GET");
  CAF_CHECK_EQUAL(call.url, "https://dl.example.com/p?x=1");
  CAF_CHECK(call.outside && call.headers.empty() && call.platform == "viber");
  for (const auto* bad : {"", "file:///etc/passwd", "x", "https://a/ b"})
    CAF_CHECK(!*test::talk(bot().locate(viber_test::account(), bad)).outcome);
}

CAF_TEST(CHT-2: a text is cut between characters) {
  CAF_CHECK_EQUAL(viber::cut("abc", 3), "abc");
  CAF_CHECK_EQUAL(viber::cut("abcd", 3), "abc");
  CAF_CHECK_EQUAL(viber::cut("жжжж", 3), "жжж");
  CAF_CHECK_EQUAL(viber::cut("a😀b", 2), "a");
  CAF_CHECK_EQUAL(viber::cut("a😀b", 3), "a😀");
  CAF_CHECK_EQUAL(viber::cut("abc", 0), "");
}

CAF_TEST(CHT-6: an ending is that of the path) {
  CAF_CHECK_EQUAL(viber::ending_of("https://a.b/c.JPG?x=.png#.gif"), ".jpg");
  CAF_CHECK_EQUAL(viber::ending_of("https://a.b/c"), "");
  CAF_CHECK_EQUAL(viber::ending_of("a.tar.gz"), ".gz");
  CAF_CHECK_EQUAL(viber::ending_of("a."), "");
  CAF_CHECK_EQUAL(viber::ending_of(""), "");
}
