#include "tests/unit/protocols/viber/support.hpp"

#include <string>
#include <vector>

#define CAF_SUITE viber_connect
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using test::talk;
using viber_test::account;
using viber_test::body_of;
using viber_test::bot;
using viber_test::hook_url;
using viber_test::says;
namespace json = boost::json;

namespace {

http_response account_answer() { return test::reply(200, viber_test::corpus("answer_account")); }

/// The same account with these fields instead.
http_response account_with(json::object changed) {
  auto whole = json::parse(viber_test::corpus("answer_account")).as_object();
  for (const auto& field : changed) whole[field.key()] = field.value();
  return test::reply(200, json::serialize(whole));
}

error set_webhook_failure(const http_response& answer) {
  auto held = talk(bot().set_webhook(account(), {hook_url, ""}), {answer});
  return held.outcome && !*held.outcome ? held.outcome->error() : error{};
}

error identify_failure(const http_response& answer) {
  auto held = talk(bot().identify(account()), {answer});
  return held.outcome && !*held.outcome ? held.outcome->error() : error{};
}

std::string findings(const http_response& answer, const std::string& url = hook_url) {
  auto held = talk(bot().examine(account(), {url, ""}), {answer});
  std::string words;
  for (const auto& one : *held.outcome) {
    const auto* grade = one.grade == finding::grade::good      ? "good"
                        : one.grade == finding::grade::warning ? "warning"
                                                               : "bad";
    words += one.check + ' ' + grade + (one.code.empty() ? "" : ' ' + one.code) + '\n';
  }
  return words;
}

} // namespace

CAF_TEST(CHN-7: the account behind a key has a name and a picture) {
  auto held = talk(bot().identify(account()), {account_answer()});
  CAF_CHECK_EQUAL(held.calls.at(0).url, "https://chatapi.viber.com/pa/get_account_info");
  CAF_CHECK_EQUAL(held.calls.at(0).body, "{}");
  CAF_REQUIRE(held.outcome && *held.outcome);
  const auto& who = **held.outcome;
  CAF_CHECK_EQUAL(who.external_id, "pa:50123");
  CAF_CHECK_EQUAL(who.name, "Demo shop");
  CAF_CHECK_EQUAL(who.username, "demoshop");
  CAF_CHECK_EQUAL(who.photo, "https://media.example.com/i.jpg");
}

CAF_TEST(CHN-7: a key that the platform does not accept is told with its words) {
  for (const int status : {2, 7, 8, 9, 15, 3}) {
    CAF_CHECK(identify_failure(says(status)).code == errc::token_refused);
    CAF_CHECK_EQUAL(identify_failure(says(status)).detail, "words of the platform");
  }
}

CAF_TEST(CHN-7: a platform that says nothing sensible cannot be reached) {
  for (const auto& answer :
       {test::lost(http_response::reach::not_sent), test::lost(http_response::reach::no_answer),
        test::reply(502, "<html>"), test::reply(200, "{}"), test::reply(200, R"({"status":0})"),
        test::reply(200, R"({"status":0,"id":7})"), says(99)}) {
    const auto failure = identify_failure(answer);
    CAF_CHECK(failure.code == errc::platform_unreachable && !failure.detail.empty());
  }
  CAF_CHECK_EQUAL(identify_failure(says(12)).retry_after_s, 60);
  auto busy = test::reply(429, "");
  busy.retry_after_s = 9;
  CAF_CHECK_EQUAL(identify_failure(busy).retry_after_s, 9);
}

CAF_TEST(CHN-7: whom we would replace is known) {
  auto held = talk(bot().ask_webhook(account(), {}), {account_answer()});
  CAF_CHECK_EQUAL((*held.outcome)->url, hook_url);
  auto none = talk(bot().ask_webhook(account(), {}), {account_with({{"webhook", ""}})});
  CAF_CHECK_EQUAL((*none.outcome)->url, "");
  auto bad = talk(bot().ask_webhook(account(), {}), {says(2)});
  CAF_CHECK((*bad.outcome).error().code == errc::token_refused);
}

CAF_TEST(CHN-7: the webhook is set for every event with names and photos) {
  auto held = talk(bot().set_webhook(account(), {hook_url, ""}),
                   {test::reply(200, viber_test::corpus("answer_webhook"))});
  CAF_CHECK(held.outcome && *held.outcome);
  CAF_CHECK_EQUAL(held.calls.at(0).url, "https://chatapi.viber.com/pa/set_webhook");
  const json::object expected{
      {"url", hook_url},
      {"event_types",
       {"delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"}},
      {"send_name", true},
      {"send_photo", true}};
  CAF_CHECK(body_of(held.calls.at(0)) == expected);
}

CAF_TEST(CHN-7: an address that the platform cannot reach is told with what to mend) {
  const auto failure = set_webhook_failure(says(1, "invalidUrl"));
  CAF_CHECK(failure.code == errc::bad_request);
  for (const auto* words : {"invalidUrl", "Try again", "public", "certificate", "self-signed"})
    CAF_CHECK(failure.detail.find(words) != std::string::npos);
}

CAF_TEST(CHN-7: every other failure to set the webhook is told apart) {
  CAF_CHECK(set_webhook_failure(says(2)).code == errc::token_refused);
  CAF_CHECK(set_webhook_failure(says(3)).code == errc::bad_request);
  CAF_CHECK_EQUAL(set_webhook_failure(says(3)).detail, "words of the platform");
  CAF_CHECK(set_webhook_failure(says(12)).code == errc::platform_unreachable);
  CAF_CHECK(set_webhook_failure(test::reply(504, "")).code == errc::platform_unreachable);
}

CAF_TEST(CHN-10: our webhook is taken away) {
  auto held = talk(bot().clear_webhook(account(), {hook_url, ""}),
                   {account_answer(), test::reply(200, R"({"status":0})")});
  CAF_CHECK(held.outcome && *held.outcome);
  CAF_REQUIRE_EQUAL(held.calls.size(), 2u);
  CAF_CHECK(body_of(held.calls[1]) == (json::object{{"url", ""}}));
  auto refused = talk(bot().clear_webhook(account(), {hook_url, ""}), {account_answer(), says(2)});
  CAF_CHECK(refused.outcome->error().code == errc::token_refused);
}

CAF_TEST(CHN-10: the webhook of who came after us stays) {
  for (const auto* now : {"https://other.example.com/x", ""}) {
    auto held =
        talk(bot().clear_webhook(account(), {hook_url, ""}), {account_with({{"webhook", now}})});
    CAF_CHECK_EQUAL(held.calls.size(), 1u);
    CAF_CHECK(held.outcome && *held.outcome);
  }
  auto any = talk(bot().clear_webhook(account(), {"", ""}),
                  {account_answer(), test::reply(200, R"({"status":0})")});
  CAF_CHECK_EQUAL(any.calls.size(), 2u);
}

CAF_TEST(CHN-14: a healthy account has nothing to mend) {
  const auto all = json::array{"delivered", "seen", "failed", "conversation_started"};
  CAF_CHECK_EQUAL(findings(account_with({{"event_types", all}})),
                  "token good\naccount good\nrights good\nwebhook good\nfiles good\nevents good\n");
}

CAF_TEST(CHN-14: the doctor sees where the webhook leads) {
  const auto line = [](const char* now) {
    const auto all = findings(account_with({{"webhook", now}}));
    return all.substr(all.find("webhook"), all.find("\nfiles") - all.find("webhook"));
  };
  CAF_CHECK_EQUAL(line(""), "webhook bad webhook_missing");
  CAF_CHECK_EQUAL(line("https://other.example.com/hooks/viber/77ab"),
                  "webhook bad webhook_elsewhere");
  CAF_CHECK_EQUAL(line("https://inbox.example.com.evil.example/x"),
                  "webhook bad webhook_elsewhere");
  CAF_CHECK_EQUAL(line("https://inbox.example.com/hooks/viber/old"),
                  "webhook bad webhook_other_url");
}

CAF_TEST(CHN-14: the doctor names the events that are missing) {
  auto held = talk(bot().examine(account(), {hook_url, ""}), {account_answer()});
  const auto& last = held.outcome->back();
  CAF_CHECK_EQUAL(last.check, "events");
  CAF_CHECK_EQUAL(last.code, "events_missing");
  CAF_CHECK_EQUAL(last.detail, "failed, conversation_started");
  const auto elsewhere = findings(account_with({{"webhook", "https://other.example.com/x"}}));
  CAF_CHECK(elsewhere.find("events") == std::string::npos);
}

CAF_TEST(CHN-14: the doctor tells a bad key from a blocked account and from silence) {
  CAF_CHECK_EQUAL(findings(says(2)), "token bad token_refused\nfiles good\n");
  CAF_CHECK_EQUAL(findings(says(7)), "account bad account_blocked\nfiles good\n");
  CAF_CHECK_EQUAL(findings(says(15)), "account bad account_blocked\nfiles good\n");
  for (const auto& answer : {says(99), says(12), test::reply(502, ""), test::reply(200, "{}"),
                             test::lost(http_response::reach::no_answer)})
    CAF_CHECK_EQUAL(findings(answer), "token warning platform_unreachable\nfiles good\n");
}

CAF_TEST(CHN-14: the doctor says that files need a public address) {
  CAF_CHECK(findings(account_answer(), "http://localhost:8080/x")
                .ends_with("files warning needs_public_url\n"));
}
