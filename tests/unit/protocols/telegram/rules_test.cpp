#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_rules
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using telegram_test::telegram;

namespace {

std::string token(std::size_t digits, std::size_t letters) {
  return std::string(digits, '7') + ':' + std::string(letters, 'A');
}

} // namespace

CAF_TEST(CHN-6: a token is digits and a colon and letters of the right number) {
  CAF_CHECK(telegram().token_well_formed("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_-"));
  CAF_CHECK(telegram().token_well_formed(token(6, 35)));
  CAF_CHECK(telegram().token_well_formed(token(12, 35)));
  CAF_CHECK(telegram().token_well_formed(token(9, 30)));
  CAF_CHECK(telegram().token_well_formed(token(9, 64)));
  CAF_CHECK(!telegram().token_well_formed(token(5, 35)));
  CAF_CHECK(!telegram().token_well_formed(token(13, 35)));
  CAF_CHECK(!telegram().token_well_formed(token(9, 29)));
  CAF_CHECK(!telegram().token_well_formed(token(9, 65)));
}

CAF_TEST(CHN-6: what could change the address of a call is no token) {
  const std::string rest(34, 'A');
  for (const char c : std::string_view{"/?#%: .\n\r\t\0\xff", 12})
    CAF_CHECK(!telegram().token_well_formed("110201543:" + (c + rest)));
  CAF_CHECK(!telegram().token_well_formed("11020154a:A" + rest));
  CAF_CHECK(!telegram().token_well_formed(" 110201543:A" + rest));
  CAF_CHECK(!telegram().token_well_formed("110201543:A" + rest + "\n"));
  CAF_CHECK(!telegram().token_well_formed(""));
  CAF_CHECK(!telegram().token_well_formed(":"));
  CAF_CHECK(!telegram().token_well_formed("110201543"));
}

CAF_TEST(CHT-2: a text is counted in UTF-16 units as the platform counts it) {
  CAF_CHECK_EQUAL(telegram().rules().text_limit, 4096u);
  CAF_CHECK_EQUAL(telegram().text_length(""), 0u);
  CAF_CHECK_EQUAL(telegram().text_length("Hello"), 5u);
  CAF_CHECK_EQUAL(telegram().text_length("Привет"), 6u);
  CAF_CHECK_EQUAL(telegram().text_length("€"), 1u);
  CAF_CHECK_EQUAL(telegram().text_length("👍"), 2u);
  CAF_CHECK_EQUAL(telegram().text_length("👨‍👩‍👧‍👦"), 11u);
}

CAF_TEST(CHT-2: the limit of a text is the same in every alphabet) {
  const auto repeat = [](std::string_view one, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += one;
    return all;
  };
  const auto fits = [](const std::string& text) {
    return telegram().text_length(text) <= telegram().rules().text_limit;
  };
  CAF_CHECK(fits(repeat("a", 4096)) && !fits(repeat("a", 4097)));
  CAF_CHECK(fits(repeat("я", 4096)) && !fits(repeat("я", 4097)));
  CAF_CHECK(fits(repeat("👍", 2048)) && !fits(repeat("👍", 2048) + "a"));
}

CAF_TEST(SUB-4: a profile opens by username and without one by id) {
  const profile named{.first_name = "Ira", .last_name = "", .username = "ira_k", .language = ""};
  CAF_CHECK(telegram().profile_url("42", named) == "https://t.me/ira_k");
  CAF_CHECK(telegram().profile_url("42", {}) == "tg://user?id=42");
}

CAF_TEST(SUB-4: a username that is none never gets into a link) {
  for (const auto* bad : {"a/b", "javascript:x", "a b", "a?b", "\"><b>", "я"}) {
    profile who;
    who.username = bad;
    CAF_CHECK(telegram().profile_url("42", who) == "tg://user?id=42");
  }
  for (const auto* bad : {"", "-42", "4 2", "42&x=1"})
    CAF_CHECK(!telegram().profile_url(bad, {}).has_value());
}

CAF_TEST(CHN-9: the link of a channel opens its bot) {
  CAF_CHECK_EQUAL(telegram().start_link({"700100200", "Shop", "demo_shop_bot"}, ""),
                  "https://t.me/demo_shop_bot");
  CAF_CHECK_EQUAL(telegram().start_link({"700100200", "Shop", ""}, ""), "tg://user?id=700100200");
}

CAF_TEST(CHT-7: the pace stays below what the platform allows) {
  const auto pace = telegram().rules().pace;
  CAF_CHECK(pace.per_channel > 0 && pace.per_channel < 30);
  CAF_CHECK(pace.per_chat > 0 && pace.per_chat <= 1);
  CAF_CHECK_EQUAL(pace.chat_burst, 3);
}
