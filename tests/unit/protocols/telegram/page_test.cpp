#include "tests/unit/protocols/telegram/support.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE telegram_page
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using telegram_test::bot;
using telegram_test::says_no;
using telegram_test::telegram;
using test::reply;
using test::talk;
namespace json = boost::json;

namespace {

const std::string at_bot = bot().api_url + "/bot" + bot().token + "/";

std::vector<http_response> page(const std::string& name, const std::string& description,
                                const std::string& about) {
  const auto result = [](const char* field, const std::string& text) {
    return reply(200, json::serialize(json::value{{"ok", true}, {"result", {{field, text}}}}));
  };
  return {result("name", name), result("description", description),
          result("short_description", about)};
}

auto write(const bot_profile& what, std::vector<http_response> answers) {
  return talk(telegram().write_bot_profile(bot(), what), std::move(answers));
}

std::string letters(std::size_t count) { return std::string(count, 'x'); }

} // namespace

CAF_TEST(BOT-1: the page of the bot is read) {
  const auto held = talk(telegram().read_bot_profile(bot()), page("Shop", "We sell", "Ask us"));
  CAF_REQUIRE_EQUAL(held.calls.size(), 3u);
  CAF_CHECK_EQUAL(held.calls[0].url, at_bot + "getMyName");
  CAF_CHECK_EQUAL(held.calls[1].url, at_bot + "getMyDescription");
  CAF_CHECK_EQUAL(held.calls[2].url, at_bot + "getMyShortDescription");
  const auto& read = held.outcome->value();
  CAF_CHECK(read.name == "Shop" && read.description == "We sell" && read.about == "Ask us");
}

CAF_TEST(BOT-1: only what changed is written) {
  auto answers = page("Shop", "We sell", "Ask us");
  answers.push_back(reply(200, R"({"ok":true,"result":true})"));
  const auto held = write({"Shop", "We sell more", "Ask us"}, answers);
  CAF_REQUIRE_EQUAL(held.calls.size(), 4u);
  CAF_CHECK_EQUAL(held.calls[3].url, at_bot + "setMyDescription");
  CAF_CHECK(json::parse(held.calls[3].body) == json::parse(R"({"description":"We sell more"})"));
  CAF_CHECK(held.outcome->has_value());
  const auto same = write({"Shop", "We sell", "Ask us"}, page("Shop", "We sell", "Ask us"));
  CAF_CHECK(same.calls.size() == 3u && same.outcome->has_value());
}

CAF_TEST(BOT-1: a text that is too long is refused before anybody is asked) {
  const auto fits = [](const bot_profile& what) { return !write(what, {}).calls.empty(); };
  CAF_CHECK(fits({letters(64), letters(512), letters(120)}));
  CAF_CHECK(!fits({letters(65), "", ""}));
  CAF_CHECK(!fits({"", letters(513), ""}));
  CAF_CHECK(!fits({"", "", letters(121)}));
  const auto no = write({"", "", letters(121)}, {}).outcome->error();
  CAF_CHECK(no.code == errc::bad_request);
  CAF_CHECK_EQUAL(no.pointer, "/about");
}

CAF_TEST(BOT-1: the tight limit of these calls is told) {
  const auto busy = says_no(429, "Too Many Requests", R"({"retry_after":600})");
  const auto read = talk(telegram().read_bot_profile(bot()), {busy}).outcome->error();
  CAF_CHECK(read.code == errc::rate_limited && read.retry_after_s == 600);
  auto answers = page("a", "b", "c");
  answers.push_back(busy);
  CAF_CHECK(write({"x", "b", "c"}, answers).outcome->error().code == errc::rate_limited);
  const auto revoked = talk(telegram().read_bot_profile(bot()), {says_no(401, "Unauthorized")});
  CAF_CHECK(revoked.outcome->error().code == errc::token_refused);
}
