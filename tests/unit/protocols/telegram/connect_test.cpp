#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_connect
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using telegram_test::bot;
using telegram_test::corpus;
using telegram_test::says_no;
using telegram_test::telegram;
using test::reply;
using test::talk;

namespace {

const hook_address our_hook{"https://inbox.example.com/hooks/telegram/9f2c", "k3Jx_92-aa"};

auto identify(const http_response& answer) {
  return *talk(telegram().identify(bot()), {answer}).outcome;
}
auto ask_webhook(const http_response& answer) {
  return *talk(telegram().ask_webhook(bot(), {}), {answer}).outcome;
}
auto set_webhook(const http_response& answer) {
  return *talk(telegram().set_webhook(bot(), our_hook), {answer}).outcome;
}

/// What stands between us and the platform, and what is not an answer at all.
const http_response unreachable[]{test::lost(http_response::reach::not_sent),
                                  test::lost(http_response::reach::no_answer),
                                  reply(502, "<html>502 Bad Gateway</html>"),
                                  reply(200, ""),
                                  reply(200, "[]"),
                                  says_no(500, "Internal Server Error"),
                                  says_no(429, "Too Many Requests: retry after 5")};

} // namespace

CAF_TEST(CHN-6: the account behind a token is told) {
  const auto found = identify(reply(200, corpus("answer_bot")));
  CAF_CHECK(found.has_value());
  if (!found) return;
  CAF_CHECK_EQUAL(found->external_id, "700100200");
  CAF_CHECK_EQUAL(found->name, "Shop");
  CAF_CHECK_EQUAL(found->username, "demo_shop_bot");
}

CAF_TEST(CHN-6: a token that the platform does not know is refused) {
  for (const auto& answer : {says_no(401, "Unauthorized"), says_no(404, "Not Found"),
                             says_no(403, "Forbidden: for some reason")}) {
    const auto found = identify(answer);
    CAF_CHECK(found.has_error() && found.error().code == errc::token_refused);
    const auto state = ask_webhook(answer);
    CAF_CHECK(state.has_error() && state.error().code == errc::token_refused);
  }
}

CAF_TEST(CHN-6: silence and nonsense are not a refusal of the token) {
  for (const auto& answer : unreachable) {
    for (const auto& problem :
         {identify(answer).error(), ask_webhook(answer).error(), set_webhook(answer).error(),
          talk(telegram().clear_webhook(bot(), our_hook), {answer}).outcome->error()}) {
      CAF_CHECK(problem.code == errc::platform_unreachable);
      CAF_CHECK(!problem.detail.empty());
    }
  }
  for (const auto* body :
       {R"({"ok":true})", R"({"ok":true,"result":5})", R"({"ok":true,"result":{"id":"7"}})",
        R"({"ok":true,"result":{"id":0}})"})
    CAF_CHECK(identify(reply(200, body)).error().code == errc::platform_unreachable);
}

CAF_TEST(CHN-6: a throttled question says when to ask again) {
  const auto answer = reply(429, corpus("answer_too_many"));
  CAF_CHECK_EQUAL(identify(answer).error().retry_after_s, 14);
}

CAF_TEST(CHN-10: where the events go is told) {
  const auto state = ask_webhook(reply(200, corpus("answer_webhook")));
  CAF_CHECK(state.has_value());
  if (!state) return;
  CAF_CHECK_EQUAL(state->url, "https://inbox.example.com/hooks/telegram/9f2c");
  CAF_CHECK_EQUAL(state->pending, 3);
  CAF_CHECK_EQUAL(state->last_error, "Wrong response from the webhook: 502 Bad Gateway");
}

CAF_TEST(CHN-10: a bot without a webhook delivers nowhere) {
  const auto state = ask_webhook(reply(
      200, R"({"ok":true,"result":{"url":"","pending_update_count":-1,"last_error_message":5}})"));
  CAF_CHECK(state.has_value() && state->url.empty() && state->pending == 0 &&
            state->last_error.empty());
}

CAF_TEST(CHN-6: taking the webhook succeeds or says why not) {
  CAF_CHECK(set_webhook(reply(200, corpus("answer_done"))).has_value());
  const auto address =
      set_webhook(says_no(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"));
  CAF_CHECK(address.has_error() && address.error().code == errc::bad_request);
  CAF_CHECK(address.has_error() &&
            address.error().detail.find("HTTPS url must be provided") != std::string::npos);
  const auto token = set_webhook(says_no(401, "Unauthorized"));
  CAF_CHECK(token.has_error() && token.error().code == errc::token_refused);
}
