#include "tests/unit/protocols/messenger/support.hpp"

#include <string>

#define CAF_SUITE messenger_oauth
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using messenger_test::page_messenger;
using messenger_test::says;
using messenger_test::says_no;
namespace json = boost::json;

namespace {

const login& facebook_login() { return *page_messenger().oauth(); }

const login_app& app() {
  static const login_app one{.oauth_url = "https://www.facebook.com/",
                             .api_url = "https://graph.facebook.com",
                             .api_version = "v25.0",
                             .app_id = std::string{messenger_test::app_id},
                             .app_secret = std::string{messenger_test::app_secret},
                             .redirect_uri = "https://inbox.example.com/oauth/messenger"};
  return one;
}

auto choosing(login_answer came_back, std::vector<http_response> answers = {}) {
  return test::talk(facebook_login().choices(app(), std::move(came_back), "v"), std::move(answers));
}
const login_answer with_code{{"state", "s"}, {"code", "AQ 1"}};

/// A list of `count` pages from `first`, leading on to `after` if there is more.
http_response list_of(int first, int count, const std::string& after, bool named) {
  json::array data;
  for (int at = first; at < first + count; ++at)
    data.push_back({{"id", std::to_string(at)},
                    {"name", "Page"},
                    {"access_token", "EAA" + std::to_string(at)},
                    {"tasks", {"MESSAGING"}}});
  json::object paging{{"cursors", {{"before", "b"}, {"after", after}}}};
  if (named) paging["next"] = "https://graph.facebook.com/v25.0/me/accounts?after=" + after;
  return test::reply(200, json::serialize(json::object{{"data", data}, {"paging", paging}}));
}

} // namespace

CAF_TEST(CHN-3: the dialog is asked for the rights that are needed) {
  const auto url = facebook_login().begin(app(), "st&te", "verifier");
  CAF_CHECK_EQUAL(url,
                  "https://www.facebook.com/v25.0/dialog/oauth?client_id=263902037430900&"
                  "redirect_uri=https%3A%2F%2Finbox.example.com%2Foauth%2Fmessenger&"
                  "state=st%26te&scope=pages_show_list%2Cpages_messaging%2Cpages_manage_metadata"
                  "%2Cpages_read_engagement%2Cbusiness_management&response_type=code");
  CAF_CHECK_EQUAL(facebook_login().choose(app(), "111", "s"), "");
}

CAF_TEST(CHN-3: a code becomes a long token and with it the pages come) {
  const auto talk = choosing(
      with_code,
      {says("access_token"), test::reply(200, R"({"access_token":"EAAlong"})"), says("accounts")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 3u);
  CAF_CHECK_EQUAL(talk.calls[0].url,
                  "https://graph.facebook.com/v25.0/oauth/access_token?client_id=263902037430900&"
                  "client_secret=meta-test-app-secret&redirect_uri=https%3A%2F%2Finbox.example.com"
                  "%2Foauth%2Fmessenger&code=AQ%201");
  CAF_CHECK(talk.calls[1].url.find("grant_type=fb_exchange_token") != std::string::npos);
  CAF_CHECK(talk.calls[1].url.ends_with("&fb_exchange_token=EAAuser"));
  CAF_CHECK(talk.calls[2].url.starts_with(
      "https://graph.facebook.com/v25.0/me/accounts?fields=id%2Cname%2Caccess_token%2Ctasks%2C"
      "picture&limit=100&access_token=EAAlong&appsecret_proof="));
  CAF_REQUIRE(talk.outcome && *talk.outcome);
  const auto& pages = **talk.outcome;
  CAF_REQUIRE_EQUAL(pages.size(), 2u);
  CAF_CHECK_EQUAL(pages[0].external_id, "111");
  CAF_CHECK_EQUAL(pages[0].name, "Demo shop");
  CAF_CHECK_EQUAL(pages[0].token, "EAApage");
  CAF_CHECK_EQUAL(pages[0].photo, "https://media.example.com/page.jpg");
  CAF_CHECK(pages[0].administers);
  CAF_CHECK(!pages[1].administers);
}

CAF_TEST(CHN-3: who may write messages for a page administers it) {
  const auto administers = [](const std::string& fields) {
    const auto list =
        test::reply(200, R"({"data":[{"id":"1","access_token":"EAA1")" + fields + "}]}");
    const auto talk = choosing(with_code, {says("access_token"), says("access_token"), list});
    return (*talk.outcome)->at(0).administers;
  };
  CAF_CHECK(administers(R"(,"tasks":["MESSAGING"])"));
  CAF_CHECK(administers(R"(,"tasks":["MANAGE","MESSAGE"])"));
  CAF_CHECK(!administers(R"(,"tasks":["MANAGE","MODERATE"])"));
  CAF_CHECK(!administers(R"(,"tasks":[])"));
  CAF_CHECK(administers(""));
}

CAF_TEST(CHN-3: all lists of pages are gathered) {
  const auto talk =
      choosing(with_code, {says("access_token"), says("access_token"), list_of(1, 100, "c1", false),
                           list_of(101, 3, "c2", true), list_of(104, 2, "c3", false)});
  CAF_REQUIRE(talk.outcome && *talk.outcome);
  CAF_CHECK_EQUAL((*talk.outcome)->size(), 105u);
  CAF_CHECK(talk.calls[3].url.find("&after=c1&") != std::string::npos);
  CAF_CHECK(talk.calls[4].url.find("&after=c2&") != std::string::npos);
}

CAF_TEST(CHN-3: a list that leads to itself ends) {
  const auto talk =
      choosing(with_code, {says("access_token"), says("access_token"),
                           list_of(1, 100, "same", true), list_of(1, 100, "same", true)});
  CAF_CHECK(talk.outcome && *talk.outcome);
  CAF_CHECK(test::talk_alike(facebook_login().choices(app(), with_code, "v"),
                             list_of(1, 100, "same", true)));
}

CAF_TEST(CHN-3: a person who says no is told from everything else) {
  const auto code = [](login_answer came_back, std::vector<http_response> answers = {}) {
    const auto talk = choosing(std::move(came_back), std::move(answers));
    return talk.outcome && !*talk.outcome ? talk.outcome->error().code : errc::none;
  };
  CAF_CHECK(code({{"error", "access_denied"}, {"error_description", "Permissions error"}}) ==
            errc::access_denied);
  CAF_CHECK(code({{"error", "server_error"}}) == errc::bad_request);
  CAF_CHECK(code({}) == errc::bad_request);
  CAF_CHECK(code(with_code, {says_no(100, 36009)}) == errc::bad_request);
  // The platform's way to say that the app's secret is wrong.
  CAF_CHECK(code(with_code, {says_no(1)}) == errc::bad_request);
  CAF_CHECK(code(with_code, {test::lost(http_response::reach::no_answer)}) ==
            errc::platform_unreachable);
  CAF_CHECK(code(with_code, {says("access_token"), says("html")}) == errc::platform_unreachable);
  CAF_CHECK(code(with_code, {says("access_token"), says("access_token"), says_no(200)}) ==
            errc::bad_request);
}

CAF_TEST(CHN-3: there is no second step) {
  const auto talk = test::talk(facebook_login().token(app(), {}, "111"), {});
  CAF_CHECK(talk.outcome && !*talk.outcome && talk.outcome->error().code == errc::not_found);
}
