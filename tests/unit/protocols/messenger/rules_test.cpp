#include "tests/unit/protocols/messenger/support.hpp"

#include <chrono>
#include <string>

#define CAF_SUITE messenger_rules
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using messenger_test::page_messenger;
using std::chrono::hours;
using std::chrono::milliseconds;

namespace {

timestamp day(int year, int month, int of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / month / of_month};
}

const auto today = day(2026, 11, 20);

/// What may be sent so long after the client's last act.
allowance after(milliseconds since_last, author by, timestamp now = today, std::string type = "") {
  return page_messenger().may_send({.by = by,
                                    .now = now,
                                    .subscribed = true,
                                    .last_action_at = now - since_last,
                                    .message_type = std::move(type)});
}

std::string in_words(const allowance& what) {
  return (what.allowed ? what.form : "no") + (what.code.empty() ? "" : " " + what.code);
}

} // namespace

CAF_TEST(CHN-5: within 24 hours everybody may write) {
  CAF_CHECK_EQUAL(in_words(after(hours{1}, author::person)), "RESPONSE");
  CAF_CHECK_EQUAL(in_words(after(hours{1}, author::automation)), "RESPONSE");
  CAF_CHECK_EQUAL(in_words(after(hours{1}, author::broadcast)), "UPDATE");
  CAF_CHECK(after(hours{1}, author::broadcast).until == today + hours{23});
  // Our clock may be behind the platform's.
  CAF_CHECK_EQUAL(in_words(after(hours{-1}, author::automation)), "RESPONSE");
}

CAF_TEST(CHN-5: the window closes after 24 hours to the millisecond) {
  const milliseconds day_long = hours{24};
  CAF_CHECK_EQUAL(in_words(after(day_long - milliseconds{1}, author::automation)), "RESPONSE");
  CAF_CHECK_EQUAL(in_words(after(day_long, author::automation)), "no window_closed");
  CAF_CHECK_EQUAL(in_words(after(day_long, author::broadcast)), "no window_closed");
  CAF_CHECK_EQUAL(in_words(after(day_long, author::person)), "HUMAN_AGENT human_agent");
}

CAF_TEST(CHN-5: a person may answer for seven days) {
  const milliseconds week = hours{24 * 7};
  const auto last = after(week - milliseconds{1}, author::person);
  CAF_CHECK_EQUAL(in_words(last), "HUMAN_AGENT human_agent");
  CAF_CHECK(last.until == today + milliseconds{1});
  CAF_CHECK_EQUAL(in_words(after(week, author::person)), "no window_closed");
  CAF_CHECK(!after(week, author::person).until);
}

CAF_TEST(CHN-5: who never wrote or left is not written to) {
  CAF_CHECK_EQUAL(in_words(page_messenger().may_send({.now = today})), "no never_wrote");
  CAF_CHECK_EQUAL(in_words(page_messenger().may_send(
                      {.now = today, .subscribed = false, .last_action_at = today})),
                  "no unsubscribed");
}

CAF_TEST(CHN-5: a tag of the page type lets a message go while it is in force) {
  const auto by_tag = [](timestamp now, const char* type) {
    return in_words(after(hours{24 * 30}, author::broadcast, now, type));
  };
  CAF_CHECK_EQUAL(by_tag(day(2019, 12, 1), "delivery"), "SHIPPING_UPDATE");
  CAF_CHECK_EQUAL(by_tag(day(2020, 3, 4), "delivery"), "POST_PURCHASE_UPDATE");
  CAF_CHECK_EQUAL(by_tag(day(2026, 4, 27) - milliseconds{1}, "delivery"), "POST_PURCHASE_UPDATE");
  CAF_CHECK_EQUAL(by_tag(day(2026, 4, 27), "delivery"), "no window_closed");
  CAF_CHECK_EQUAL(by_tag(day(2019, 12, 1), ""), "BUSINESS_PRODUCTIVITY");
  CAF_CHECK_EQUAL(by_tag(day(2020, 3, 4), ""), "no window_closed");
  CAF_CHECK(after(hours{48}, author::broadcast, day(2026, 4, 1), "delivery").until ==
            day(2026, 4, 27));
}

CAF_TEST(CHN-5: a message that a retired tag would have let go is told the date) {
  const auto since = [](const char* type) {
    return after(hours{48}, author::automation, today, type).since;
  };
  CAF_CHECK(since("delivery") == day(2026, 4, 27));
  CAF_CHECK(since("account_update") == day(2026, 4, 27));
  CAF_CHECK(since("event_reminder") == day(2026, 4, 27));
  CAF_CHECK(since("business_productivity") == day(2020, 3, 4));
  CAF_CHECK(since("") == day(2020, 3, 4));
  CAF_CHECK(!since("no_such_type"));
}

CAF_TEST(CHN-3: a token that can be none is told before the platform is asked) {
  const auto formed = [](std::string_view token) {
    return page_messenger().token_well_formed(token);
  };
  CAF_CHECK(formed("EAAtesttoken0001") && formed("EAApage"));
  CAF_CHECK(formed("EAA" + std::string(1021, 'x')));
  CAF_CHECK(!formed("EAA" + std::string(1022, 'x')));
  for (const auto* bad : {"", "EAA", "EAAxyz", "eaatesttoken0001", "110201543:AAHdqTcvCH1vGWJxfSeo",
                          "EAAtest token", "EAAtest|token", "EAAtest\ntoken"})
    CAF_CHECK(!formed(bad));
}

CAF_TEST(CHN-9: a start link carries its payload escaped) {
  const identity page{.external_id = "111", .name = "Demo shop", .username = ""};
  CAF_CHECK_EQUAL(page_messenger().start_link(page, "src_abc"), "https://m.me/111?ref=src_abc");
  CAF_CHECK_EQUAL(page_messenger().start_link(page, ""), "https://m.me/111");
  CAF_CHECK_EQUAL(page_messenger().start_link(page, "a&b=c d"),
                  "https://m.me/111?ref=a%26b%3Dc%20d");
  const identity named{.external_id = "111", .name = "Demo shop", .username = "demo.shop"};
  CAF_CHECK_EQUAL(page_messenger().start_link(named, ""), "https://m.me/demo.shop");
  const std::string link = "https://m.me/111?ref=";
  CAF_CHECK_EQUAL(page_messenger().start_link(page, std::string(2083, 'x')).size(),
                  link.size() + 2083);
  CAF_CHECK_EQUAL(page_messenger().start_link(page, std::string(2084, 'x')).size(),
                  link.size() + 2083);
}

CAF_TEST(SUB-4: people of a page have no profile to open) {
  CAF_CHECK(!page_messenger().profile_url("222", {.first_name = "Ira", .username = "ira"}));
}

CAF_TEST(CHT-2: the limits are those of the platform) {
  const auto& rules = page_messenger().rules();
  CAF_CHECK_EQUAL(rules.text_limit, 2000u);
  CAF_CHECK_EQUAL(page_messenger().text_length("a😀я"), 4u);
  CAF_CHECK_EQUAL(rules.caption_limit, 0u);
  CAF_CHECK_EQUAL(rules.files_at_once, 1u);
  for (const auto bytes :
       {rules.photo_bytes, rules.video_bytes, rules.audio_bytes, rules.document_bytes})
    CAF_CHECK_EQUAL(bytes, 25'000'000);
  CAF_CHECK(rules.webhooks && !rules.polls && !rules.edits && !rules.deletes);
  CAF_CHECK(rules.tells_delivered && rules.tells_read && rules.shows_typing && rules.shows_read);
  CAF_CHECK(!rules.idempotent && rules.batch == 1);
}

CAF_TEST(BRC-5: the pace stays far below what the platform takes for texts) {
  const auto& pace = page_messenger().rules().pace;
  CAF_CHECK(pace.per_channel >= 20 && pace.per_channel <= 300);
  CAF_CHECK(pace.per_chat > 0 && pace.per_chat < pace.per_channel);
}

CAF_TEST(CHN-13: there is no polling) {
  const auto talk = test::talk(page_messenger().poll(messenger_test::page(), "", {}), {});
  CAF_REQUIRE(talk.outcome.has_value());
  CAF_CHECK_EQUAL(test::in_words(std::get<delivery>(*talk.outcome)), "refused unsupported");
}
