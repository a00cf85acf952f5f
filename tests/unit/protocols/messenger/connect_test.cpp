#include "tests/unit/protocols/messenger/support.hpp"

#include <algorithm>
#include <string>

#define CAF_SUITE messenger_connect
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using messenger_test::corpus;
using messenger_test::hook;
using messenger_test::page;
using messenger_test::page_messenger;
using messenger_test::page_without_app;
using messenger_test::says;
using messenger_test::says_no;

namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  text.replace(text.find(what), what.size(), with);
  return text;
}

errc refusal_of(const http_response& token, const http_response& me = says("page")) {
  const auto talk = test::talk(page_messenger().identify(page()), {token, me});
  return talk.outcome && !*talk.outcome ? talk.outcome->error().code : errc::none;
}

http_response token_with(std::string_view what, std::string_view with) {
  return test::reply(200, replaced(corpus("answer_token"), what, with));
}

} // namespace

CAF_TEST(CHN-3: a page token is looked at by the app and then used) {
  const auto talk = test::talk(page_messenger().identify(page()), {says("token"), says("page")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 2u);
  CAF_CHECK(talk.calls[0].url.starts_with(
      "https://graph.facebook.com/v25.0/debug_token?input_token=EAAtesttoken0001&"
      "access_token=263902037430900%7Cmeta-test-app-secret&appsecret_proof="));
  CAF_CHECK_EQUAL(talk.calls[1].method, "GET");
  CAF_CHECK_EQUAL(talk.calls[1].url,
                  "https://graph.facebook.com/v25.0/me?fields=id%2Cname%2Cpicture&"
                  "access_token=EAAtesttoken0001&appsecret_proof=" +
                      std::string{messenger_test::token_proof});
  CAF_REQUIRE(talk.outcome && *talk.outcome);
  CAF_CHECK_EQUAL((*talk.outcome)->external_id, "111");
  CAF_CHECK_EQUAL((*talk.outcome)->name, "Demo shop");
  CAF_CHECK_EQUAL((*talk.outcome)->photo, "https://media.example.com/page.jpg");
}

CAF_TEST(CHN-3: without an app the token is only used) {
  const auto talk = test::talk(page_messenger().identify(page_without_app()), {says("page")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 1u);
  CAF_CHECK(talk.calls[0].url.find("appsecret_proof") == std::string::npos);
  CAF_CHECK(talk.outcome && *talk.outcome);
}

CAF_TEST(CHN-3: a token that would not work is refused with the reason) {
  CAF_CHECK(refusal_of(says("token")) == errc::none);
  CAF_CHECK(refusal_of(token_with("263902037430900", "900900")) == errc::token_refused);
  CAF_CHECK(refusal_of(token_with("\"PAGE\"", "\"USER\"")) == errc::token_refused);
  CAF_CHECK(refusal_of(token_with("\"pages_messaging\",", "")) == errc::token_refused);
  CAF_CHECK(refusal_of(says("token_expired")) == errc::token_refused);
  CAF_CHECK(refusal_of(says_no(100)) == errc::token_refused);
  CAF_CHECK(refusal_of(says("token"), says_no(190, 460)) == errc::token_refused);
  const auto talk =
      test::talk(page_messenger().identify(page()), {token_with("\"pages_messaging\",", "")});
  CAF_CHECK_EQUAL(talk.outcome->error().detail, "The token lacks rights: pages_messaging");
}

CAF_TEST(CHN-3: an app that is refused is not the fault of the token) {
  const auto talk = test::talk(page_messenger().identify(page()), {says_no(190)});
  CAF_CHECK(talk.outcome->error().code == errc::bad_request);
  CAF_CHECK(talk.outcome->error().detail.starts_with("app id or app secret: "));
}

CAF_TEST(CHN-3: silence and nonsense are the platform out of reach) {
  using enum http_response::reach;
  for (const auto& answer : {test::lost(no_answer), test::lost(not_sent), says("html"),
                             test::reply(502, "x"), test::reply(200, "{}"), says_no(2, 0, 503)}) {
    CAF_CHECK(refusal_of(answer) == errc::platform_unreachable);
    CAF_CHECK(refusal_of(says("token"), answer) == errc::platform_unreachable);
  }
  auto limited = says_no(613, 0, 403);
  limited.retry_after_s = 7;
  const auto talk = test::talk(page_messenger().identify(page()), {says("token"), limited});
  CAF_CHECK_EQUAL(talk.outcome->error().retry_after_s, 7);
}

CAF_TEST(CHN-3: the address of the app is set first and then the subscription of the page) {
  const auto talk = test::talk(page_messenger().set_webhook(page(), hook()),
                               {says("success"), says("success"), says("success")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 3u);
  const auto& app = talk.calls[0];
  CAF_CHECK(
      app.url.starts_with("https://graph.facebook.com/v25.0/263902037430900/subscriptions?"
                          "access_token=263902037430900%7Cmeta-test-app-secret"));
  CAF_CHECK_EQUAL(app.method, "POST");
  CAF_CHECK(
      app.body.starts_with("object=page&"
                           "callback_url=https%3A%2F%2Finbox.example.com%2Fhooks%2Fmessenger%2Fapp&"
                           "verify_token=our-token&fields=messages%2Cmessaging_postbacks%2C"));
  const auto& subscription = talk.calls[1];
  CAF_CHECK(subscription.url.starts_with(
      "https://graph.facebook.com/v25.0/111/subscribed_apps?access_token=EAAtesttoken0001&"));
  CAF_CHECK_EQUAL(subscription.body,
                  "subscribed_fields=messages%2Cmessaging_postbacks%2Cmessaging_optins%2C"
                  "messaging_referrals%2Cmessage_deliveries%2Cmessage_reads%2Cmessage_echoes%2C"
                  "message_edits%2Cmessage_reactions%2Cmessaging_handovers%2Cstandby%2C"
                  "messaging_policy_enforcement%2Cmessaging_account_linking");
  CAF_CHECK(talk.calls[2].url.find("/111/messenger_profile?") != std::string::npos);
  CAF_CHECK_EQUAL(talk.calls[2].body, R"({"get_started":{"payload":"START"}})");
  CAF_CHECK(talk.outcome && *talk.outcome);
}

CAF_TEST(CHN-3: without an app only the page is subscribed) {
  const auto talk = test::talk(page_messenger().set_webhook(page_without_app(), hook()),
                               {says("success"), says_no(200)});
  CAF_CHECK_EQUAL(talk.calls.size(), 2u);
  // The payload of "Get started" is a convenience: the page may refuse it.
  CAF_CHECK(talk.outcome && *talk.outcome);
}

CAF_TEST(CHN-10: an address that the platform refuses is told in its words) {
  const auto unfit = says_no(2200, 0, 400, "(#2200) Callback verification failed");
  const auto talk = test::talk(page_messenger().set_webhook(page(), hook()), {unfit});
  CAF_REQUIRE(talk.outcome && !*talk.outcome);
  CAF_CHECK(talk.outcome->error().code == errc::bad_request);
  CAF_CHECK_EQUAL(talk.outcome->error().detail, "(#2200) Callback verification failed");
  const auto dead = test::talk(page_messenger().set_webhook(page(), hook()),
                               {says("success"), says_no(190, 460)});
  CAF_CHECK(dead.outcome->error().code == errc::token_refused);
}

CAF_TEST(CHN-10: disconnecting ends the subscription of the page alone) {
  const auto talk = test::talk(page_messenger().clear_webhook(page(), hook()), {says("success")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 1u);
  CAF_CHECK_EQUAL(talk.calls[0].method, "DELETE");
  CAF_CHECK(talk.calls[0].url.find("/111/subscribed_apps?") != std::string::npos);
  CAF_CHECK(talk.outcome && *talk.outcome);
}

CAF_TEST(CHN-10: where the events go is the address of the app while the page is subscribed) {
  const auto url = [](protocols::access to, std::vector<http_response> answers) {
    const auto talk =
        test::talk(page_messenger().ask_webhook(std::move(to), {.external_id = "111", .name = ""}),
                   std::move(answers));
    if (!talk.outcome) return std::string{"asks more"};
    return *talk.outcome ? (*talk.outcome)->url : talk.outcome->error().detail;
  };
  CAF_CHECK_EQUAL(url(page(), {says("subscribed_apps"), says("subscriptions")}), hook().url);
  CAF_CHECK_EQUAL(url(page(), {test::reply(200, R"({"data":[]})")}), "");
  CAF_CHECK_EQUAL(url(page(), {test::reply(200, R"({"data":[{"id":"5"}]})")}), "");
  CAF_CHECK_EQUAL(url(page_without_app(), {says("subscribed_apps")}), "");
  CAF_CHECK_EQUAL(url(page(), {says_no(190)}), "words of the platform");
}

CAF_TEST(CRD-1: a profile is a name and a picture) {
  const auto talk = test::talk(page_messenger().profiles(page(), {"222"}), {says("profile")});
  CAF_REQUIRE(talk.outcome && talk.outcome->size() == 1);
  CAF_CHECK(talk.calls[0].url.starts_with(
      "https://graph.facebook.com/v25.0/222?fields=id%2Cname%2Cfirst_name%2Clast_name%2C"
      "profile_pic&access_token="));
  const auto& who = talk.outcome->front().who;
  CAF_CHECK_EQUAL(who.first_name, "Ira");
  CAF_CHECK_EQUAL(who.last_name, "K");
  CAF_CHECK_EQUAL(who.photo, "https://media.example.com/222.jpg?oe=1");
  CAF_CHECK(!talk.outcome->front().gone);
}

CAF_TEST(CRD-1: a profile that is not for us is absent and never gone) {
  const auto found = [](std::vector<http_response> answers) {
    return test::talk(page_messenger().profiles(page(), {"222"}), std::move(answers))
        .outcome->size();
  };
  for (const auto& answer : {says_no(100, 33), says_no(200, 0, 403), says_no(190), says("html"),
                             test::reply(200, R"({"id":"333","name":"Somebody else"})")})
    CAF_CHECK_EQUAL(found({answer}), 0u);
  const auto talk = test::talk(page_messenger().profiles(page(), {"222"}),
                               {test::reply(200, R"({"id":"222","name":"Ira K"})")});
  CAF_CHECK_EQUAL(talk.outcome->at(0).who.first_name, "Ira K");
}

CAF_TEST(CHT-2: a file is fetched from outside with care) {
  const auto where = [](std::string source) {
    return *test::talk(page_messenger().locate(page(), std::move(source)), {}).outcome;
  };
  const auto found = where("https://media.example.com/i.jpg?oe=1");
  CAF_REQUIRE(found.has_value());
  CAF_CHECK_EQUAL(found->method, "GET");
  CAF_CHECK_EQUAL(found->url, "https://media.example.com/i.jpg?oe=1");
  CAF_CHECK(found->outside);
  CAF_CHECK_EQUAL(found->platform, "messenger");
  CAF_CHECK(!where("file:///etc/passwd") && !where("") && !where("media.example.com/i.jpg"));
}
