#include "tests/unit/protocols/messenger/support.hpp"

#include <string>

#define CAF_SUITE messenger_doctor
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::corpus;
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

http_response with(std::string_view name, std::string_view what, std::string_view instead) {
  return test::reply(200, replaced(corpus("answer_" + std::string{name}), what, instead));
}

/// "check:code" of everything that was found, "check" of what is good.
std::string found(switchboard::protocols::access to, std::vector<http_response> answers) {
  const auto talk = test::talk(page_messenger().examine(std::move(to), messenger_test::hook()),
                               std::move(answers));
  if (!talk.outcome) return "asks more";
  std::string all;
  for (const auto& one : *talk.outcome) {
    all += all.empty() ? one.check : " " + one.check;
    if (one.grade != finding::grade::good) all += ":" + one.code;
  }
  return all;
}

std::string app_found(std::vector<http_response> answers) { return found(page(), answers); }

} // namespace

CAF_TEST(CHN-14: a healthy page is good in everything) {
  CAF_CHECK_EQUAL(
      app_found({says("token"), says("page"), says("subscriptions"), says("subscribed_apps")}),
      "secret token rights account webhook events");
}

CAF_TEST(CHN-14: what is wrong with the token is told) {
  const auto of = [](const http_response& token) { return app_found({token, says_no(190, 460)}); };
  CAF_CHECK_EQUAL(of(says("token_expired")),
                  "secret token:token_refused rights:rights_missing account:account_unreadable");
  CAF_CHECK_EQUAL(of(with("token", "263902037430900", "5")),
                  "secret token:token_other_app rights account:account_unreadable");
  CAF_CHECK_EQUAL(of(says_no(100)), "secret token:token_other_app account:account_unreadable");
  CAF_CHECK_EQUAL(of(with("token", "PAGE", "USER")),
                  "secret token:token_not_a_page rights account:account_unreadable");
  CAF_CHECK_EQUAL(of(with("token", "\"expires_at\":0", "\"expires_at\":1893456000")),
                  "secret token:token_expires rights account:account_unreadable");
  CAF_CHECK_EQUAL(of(with("token", "\"pages_manage_metadata\",", "")),
                  "secret token rights:rights_missing account:account_unreadable");
  const auto talk =
      test::talk(page_messenger().examine(page(), messenger_test::hook()),
                 {with("token", "\"expires_at\":0", "\"expires_at\":1893456000"), says_no(190)});
  CAF_CHECK_EQUAL(talk.outcome->at(1).detail, "2030-01-01");
}

CAF_TEST(CHN-14: an app that the platform refuses or that is not there is told) {
  CAF_CHECK_EQUAL(app_found({says_no(190), says("page"), says_no(190), says("subscribed_apps")}),
                  "secret:app_refused token account webhook:webhook_unknown events");
  CAF_CHECK_EQUAL(found(page_without_app(), {says("page"), says("subscribed_apps")}),
                  "secret:app_missing token account events");
  CAF_CHECK_EQUAL(found(page_without_app(), {says_no(190)}),
                  "secret:app_missing token:token_refused");
}

CAF_TEST(CHN-14: an address that is not ours or is off is told) {
  const auto of = [](const http_response& subscriptions) {
    return app_found({says("token"), says("page"), subscriptions, says("subscribed_apps")});
  };
  CAF_CHECK_EQUAL(of(test::reply(200, R"({"data":[]})")),
                  "secret token rights account webhook:webhook_missing events");
  CAF_CHECK_EQUAL(of(with("subscriptions", "inbox.example.com", "elsewhere.example.com")),
                  "secret token rights account webhook:webhook_other_url events");
  const std::string ours = R"(messenger/app","active":)";
  CAF_CHECK_EQUAL(of(with("subscriptions", ours + "true", ours + "false")),
                  "secret token rights account webhook:webhook_failing events");
}

CAF_TEST(CHN-14: a page whose events do not come is told) {
  const auto of = [](const http_response& apps) {
    return app_found({says("token"), says("page"), says("subscriptions"), apps});
  };
  CAF_CHECK_EQUAL(of(test::reply(200, R"({"data":[]})")),
                  "secret token rights account webhook webhook:page_not_subscribed");
  CAF_CHECK_EQUAL(of(with("subscribed_apps", "263902037430900", "5")),
                  "secret token rights account webhook webhook:page_not_subscribed");
  CAF_CHECK_EQUAL(of(with("subscribed_apps", "\"message_echoes\",", "")),
                  "secret token rights account webhook events:events_missing");
  CAF_CHECK_EQUAL(of(says_no(200)),
                  "secret token rights account webhook events:page_not_subscribed");
}

CAF_TEST(CHN-14: a platform that does not answer is told as that) {
  const auto silent = test::lost(http_response::reach::no_answer);
  CAF_CHECK_EQUAL(app_found({silent, silent}),
                  "secret:platform_unreachable token:platform_unreachable");
  CAF_CHECK_EQUAL(app_found({says("token"), says("page"), silent, says("html")}),
                  "secret token rights account webhook:platform_unreachable "
                  "events:platform_unreachable");
}
