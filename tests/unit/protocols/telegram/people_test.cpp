#include "tests/unit/protocols/telegram/support.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE telegram_people
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

auto locate(std::string source, std::vector<http_response> answers) {
  return talk(telegram().locate(bot(), std::move(source)), std::move(answers));
}

errc why_not(const http_response& answer) {
  const auto held = locate("file:BQd", {answer});
  return held.outcome->has_error() ? held.outcome->error().code : errc::none;
}

} // namespace

CAF_TEST(CHT-2: the bytes of a file are asked for by its id) {
  const auto held = locate("file:BQd", {reply(200, R"({"ok":true,"result":{"file_id":"BQd",
    "file_size":45000,"file_path":"documents/file_3.pdf"}})")});
  CAF_CHECK_EQUAL(held.calls.at(0).url, at_bot + "getFile");
  CAF_CHECK(json::parse(held.calls[0].body) == json::parse(R"({"file_id":"BQd"})"));
  CAF_REQUIRE(held.outcome->has_value());
  const auto& download = held.outcome->value();
  CAF_CHECK_EQUAL(download.method, "GET");
  CAF_CHECK_EQUAL(download.url,
                  bot().api_url + "/file/bot" + bot().token + "/documents/file_3.pdf");
  CAF_CHECK_EQUAL(download.platform, "telegram");
}

CAF_TEST(CHT-2: a path of a file never changes the address) {
  const auto held =
      locate("file:x", {reply(200, R"({"ok":true,"result":{"file_path":"a b?c#d\r\n/ї"}})")});
  CAF_CHECK_EQUAL(held.outcome->value().url,
                  bot().api_url + "/file/bot" + bot().token + "/a%20b%3Fc%23d%0D%0A/%D1%97");
}

CAF_TEST(CHT-2: a file above what Telegram gives out is too large) {
  CAF_CHECK(why_not(says_no(400, "Bad Request: file is too big")) == errc::too_large);
}

CAF_TEST(CHT-2: a file that cannot be had says why) {
  CAF_CHECK(why_not(says_no(400,
                            "Bad Request: wrong file_id or the file is temporarily "
                            "unavailable")) == errc::not_found);
  CAF_CHECK(why_not(says_no(401, "Unauthorized")) == errc::token_refused);
  CAF_CHECK(why_not(says_no(500, "Internal Server Error")) == errc::platform_unreachable);
  CAF_CHECK(why_not(test::lost(http_response::reach::no_answer)) == errc::platform_unreachable);
  CAF_CHECK(why_not(reply(200, R"({"ok":true,"result":{}})")) == errc::platform_unreachable);
}

CAF_TEST(CHT-2: what is no file of Telegram is not asked for) {
  for (const auto* bad : {"", "file:", "http://10.0.0.1/", "BQd"}) {
    const auto held = locate(bad, {});
    CAF_CHECK(held.calls.empty());
    CAF_CHECK(held.outcome->error().code == errc::bad_request);
  }
}

CAF_TEST(CRD-1: the photo of a client is the largest of their newest) {
  const auto held =
      talk(telegram().profiles(bot(), {"42"}), {reply(200, R"({"ok":true,"result":{"total_count":1,
        "photos":[[{"file_id":"s","width":160,"height":160},
                   {"file_id":"L","width":640,"height":640}]]}})")});
  CAF_CHECK_EQUAL(held.calls.at(0).url, at_bot + "getUserProfilePhotos");
  CAF_CHECK(json::parse(held.calls[0].body) ==
            json::parse(R"({"user_id":42,"offset":0,"limit":1})"));
  CAF_REQUIRE_EQUAL(held.outcome->size(), 1u);
  const auto& found = held.outcome->front();
  CAF_CHECK_EQUAL(found.client, "42");
  CAF_CHECK(found.who == (profile{.first_name = {},
                                  .last_name = {},
                                  .username = {},
                                  .language = {},
                                  .country = {},
                                  .photo = "file:L"}));
}

CAF_TEST(CRD-1: who hides their photo has none and who cannot be asked for is asked later) {
  const auto none = reply(200, R"({"ok":true,"result":{"total_count":0,"photos":[]}})");
  const auto held = talk(telegram().profiles(bot(), {"42", "43", "44"}),
                         {none, says_no(400, "Bad Request: user not found"),
                          test::lost(http_response::reach::no_answer)});
  CAF_CHECK_EQUAL(held.calls.size(), 3u);
  CAF_REQUIRE_EQUAL(held.outcome->size(), 1u);
  CAF_CHECK(held.outcome->front().client == "42" && held.outcome->front().who.photo.empty());
}
