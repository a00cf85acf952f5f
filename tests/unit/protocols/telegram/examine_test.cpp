#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_examine
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

const std::string ours = "https://inbox.example.com/hooks/telegram/9f2c";

/// What the doctor found, as "check", or "check:code" where something is wrong.
std::string found(const std::string& state, const std::string& hook = ours) {
  const auto held =
      talk(telegram().examine(bot(), {hook, "k3Jx_92-aa"}),
           {reply(200, corpus("answer_bot")), reply(200, R"({"ok":true,"result":)" + state + "}")});
  std::string words;
  for (const auto& one : *held.outcome) {
    CAF_CHECK((one.grade == finding::grade::good) == one.code.empty());
    words += (words.empty() ? "" : " ") + one.check + (one.code.empty() ? "" : ":" + one.code);
  }
  return words;
}

std::string state(const std::string& url, const std::string& more = "") {
  return R"({"url":")" + url + R"(","pending_update_count":0)" + more + "}";
}

} // namespace

CAF_TEST(CHN-14: a channel that works has nothing to mend) {
  CAF_CHECK_EQUAL(found(state(ours)), "token account webhook events");
  CAF_CHECK_EQUAL(found(state(ours, R"(,"allowed_updates":["my_chat_member","message",
    "edited_message","callback_query","poll"])")),
                  "token account webhook events");
}

CAF_TEST(CHN-14: a token that was revoked is found first) {
  const auto held = talk(telegram().examine(bot(), {ours, "s"}), {says_no(401, "Unauthorized")});
  CAF_REQUIRE_EQUAL(held.outcome->size(), 1u);
  const auto& one = held.outcome->front();
  CAF_CHECK(one.check == "token" && one.grade == finding::grade::bad);
  CAF_CHECK_EQUAL(one.code, "token_refused");
  CAF_CHECK_EQUAL(one.detail, "Unauthorized");
}

CAF_TEST(CHN-14: silence is not a revoked token) {
  const auto nobody = test::lost(http_response::reach::not_sent);
  const auto first = talk(telegram().examine(bot(), {ours, "s"}), {nobody});
  CAF_CHECK_EQUAL(first.outcome->front().code, "platform_unreachable");
  const auto second =
      talk(telegram().examine(bot(), {ours, "s"}), {reply(200, corpus("answer_bot")), nobody});
  CAF_CHECK_EQUAL(second.outcome->back().check, "webhook");
  CAF_CHECK_EQUAL(second.outcome->back().code, "platform_unreachable");
}

CAF_TEST(CHN-14: a webhook that is not ours is found) {
  CAF_CHECK_EQUAL(found(state("")), "token account webhook:webhook_missing");
  CAF_CHECK_EQUAL(found(state("https://other.example.org/x")),
                  "token account webhook:webhook_elsewhere events");
  CAF_CHECK_EQUAL(found(state("https://inbox.example.com/hooks/telegram/old")),
                  "token account webhook:webhook_other_url events");
}

CAF_TEST(CHN-14: a channel that polls wants no webhook) {
  CAF_CHECK_EQUAL(found(state(""), ""), "token account webhook");
  CAF_CHECK_EQUAL(found(state(ours), ""), "token account webhook:webhook_blocks_polling");
}

CAF_TEST(CHN-14: a webhook that fails is worse while something waits) {
  const auto grade = [](const std::string& told) {
    const auto held = talk(telegram().examine(bot(), {ours, "s"}),
                           {reply(200, corpus("answer_bot")), reply(200, told)});
    for (const auto& one : *held.outcome)
      if (one.code == "webhook_failing") return one.grade;
    return finding::grade::good;
  };
  CAF_CHECK(grade(corpus("answer_webhook")) == finding::grade::bad);
  CAF_CHECK(grade(R"({"ok":true,"result":)" +
                  state(ours, R"(,"last_error_message":"Connection refused")") + "}") ==
            finding::grade::warning);
  CAF_CHECK_EQUAL(
      found(R"({"url":")" + ours + R"(","pending_update_count":3,"last_error_message":"x"})"),
      "token account webhook webhook:webhook_failing webhook:webhook_backlog events");
}

CAF_TEST(CHN-14: kinds of events that were not asked for are missing) {
  CAF_CHECK_EQUAL(found(state(ours, R"(,"allowed_updates":["message"])")),
                  "token account webhook events:events_missing");
  CAF_CHECK_EQUAL(found(state(ours, R"(,"allowed_updates":[])")), "token account webhook events");
}
