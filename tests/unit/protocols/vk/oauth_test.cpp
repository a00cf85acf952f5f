#include "tests/unit/protocols/vk/support.hpp"

#include "protocols/vk/oauth.hpp"

#include <string>

#define CAF_SUITE vk_oauth
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;
using switchboard::errc;

namespace {

const login_answer came_back{{"code", "vk2.code"}, {"state", "st"}, {"device_id", "dev"}};

auto choosing(login_answer answer, std::vector<http_response> answers) {
  return test::talk(vkontakte().oauth()->choices(app(), std::move(answer), verifier),
                    std::move(answers));
}

auto token(login_answer answer, std::vector<http_response> answers) {
  return test::talk(vkontakte().oauth()->token(app(), std::move(answer), "555"),
                    std::move(answers));
}

} // namespace

CAF_TEST(CHN-8: the challenge is the one of RFC 7636) {
  CAF_CHECK_EQUAL(vk::code_challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

CAF_TEST(CHN-8: a person logs in with VK ID first) {
  const auto url = vkontakte().oauth()->begin(app(), "st&1", verifier);
  CAF_CHECK(url.starts_with("https://id.vk.example/authorize?"));
  const auto query = query_of(url);
  CAF_CHECK_EQUAL(query.at("response_type"), "code");
  CAF_CHECK_EQUAL(query.at("client_id"), "5100");
  CAF_CHECK_EQUAL(query.at("redirect_uri"), "https://inbox.example.com/oauth/vk");
  CAF_CHECK_EQUAL(query.at("scope"), "groups");
  CAF_CHECK_EQUAL(query.at("state"), "st&1");
  CAF_CHECK_EQUAL(query.at("code_challenge"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  CAF_CHECK_EQUAL(query.at("code_challenge_method"), "S256");
}

CAF_TEST(CHN-8: the communities that the person runs are the choice) {
  const auto held = choosing(came_back, {says("person_token"), says("admin_of")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 2u);
  CAF_CHECK_EQUAL(held.calls[0].url, "https://id.vk.example/oauth2/auth");
  CAF_CHECK_EQUAL(held.calls[0].platform, "vk");
  const auto exchange = form_of(held.calls[0]);
  CAF_CHECK_EQUAL(exchange.at("grant_type"), "authorization_code");
  CAF_CHECK_EQUAL(exchange.at("code"), "vk2.code");
  CAF_CHECK_EQUAL(exchange.at("code_verifier"), verifier);
  CAF_CHECK_EQUAL(exchange.at("device_id"), "dev");
  CAF_CHECK_EQUAL(exchange.at("redirect_uri"), app().redirect_uri);
  CAF_CHECK_EQUAL(methods({held.calls[1]}), "groups.get");
  const auto asked = form_of(held.calls[1]);
  CAF_CHECK_EQUAL(asked.at("filter"), "admin");
  CAF_CHECK_EQUAL(asked.at("extended"), "1");
  CAF_CHECK_EQUAL(asked.at("access_token"), "vk2.a.PERSON");
  CAF_REQUIRE(held.outcome && held.outcome->has_value());
  const auto& choices = **held.outcome;
  CAF_REQUIRE_EQUAL(choices.size(), 3u);
  CAF_CHECK_EQUAL(choices[0].external_id, "555");
  CAF_CHECK_EQUAL(choices[0].name, "Demo shop");
  CAF_CHECK_EQUAL(choices[0].token, "");
  CAF_CHECK(choices[0].administers && !choices[1].administers && choices[2].administers);
}

CAF_TEST(CHN-8: a person who says no and a page that fails) {
  const login_answer no{{"error", "access_denied"}, {"error_description", "User denied"}};
  const auto denied = choosing(no, {});
  CAF_CHECK(denied.outcome->error().code == errc::access_denied);
  CAF_CHECK_EQUAL(denied.outcome->error().detail, "User denied");
  CAF_CHECK(token(no, {}).outcome->error().code == errc::access_denied);
  CAF_CHECK(choosing({{"error", "server_error"}}, {}).outcome->error().code == errc::bad_request);
  CAF_CHECK(choosing({}, {}).outcome->error().code == errc::bad_request);
  CAF_CHECK(choosing(came_back, {says("oauth_refused")}).outcome->error().code ==
            errc::token_refused);
  CAF_CHECK(choosing(came_back, {test::reply(502, "<html>")}).outcome->error().code ==
            errc::platform_unreachable);
  CAF_CHECK(choosing(came_back, {says("person_token"), refuses(5)}).outcome->error().code ==
            errc::token_refused);
}

CAF_TEST(CHN-8: the chosen community has a page of its own) {
  const auto url = vkontakte().oauth()->choose(app(), "555", "st");
  CAF_CHECK(url.starts_with("https://oauth.vk.example/authorize?"));
  const auto query = query_of(url);
  CAF_CHECK_EQUAL(query.at("group_ids"), "555");
  CAF_CHECK_EQUAL(query.at("scope"), "messages,manage,photos,docs");
  CAF_CHECK_EQUAL(query.at("response_type"), "code");
  CAF_CHECK_EQUAL(query.at("v"), "5.199");
  CAF_CHECK_EQUAL(query.at("state"), "st");
}

CAF_TEST(CHN-8: the token of a community is read in both forms of the answer) {
  for (const auto* form : {"community_token", "community_token_flat"}) {
    const auto held = token(came_back, {says(form)});
    CAF_CHECK_EQUAL(held.calls.at(0).url, "https://oauth.vk.example/access_token");
    const auto asked = form_of(held.calls[0]);
    CAF_CHECK_EQUAL(asked.at("client_secret"), "app secret");
    CAF_CHECK_EQUAL(asked.at("code"), "vk2.code");
    CAF_REQUIRE(held.outcome && held.outcome->has_value());
    CAF_CHECK_EQUAL(**held.outcome, "vk1.a.COMMUNITY");
  }
  const auto other = R"({"groups":[{"group_id":556,"access_token":"t"}]})";
  CAF_CHECK(token(came_back, {test::reply(200, other)}).outcome->error().code ==
            errc::platform_unreachable);
  CAF_CHECK(
      token(came_back, {test::reply(401, corpus("answer_oauth_refused"))}).outcome->error().code ==
      errc::token_refused);
}
