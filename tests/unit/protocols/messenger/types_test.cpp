#include "protocols/messenger/types.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#define CAF_SUITE messenger_types
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using namespace switchboard::protocols::facebook;

namespace {

timestamp day(int year, int month, int of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / month / of_month};
}

std::string tag_name(std::string_view type, timestamp when) {
  const auto* found = tag_for(type, when);
  return found != nullptr ? std::string{found->name} : "none";
}

bool is_russian(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xD0; });
}

/// Both languages are there, and neither stands in the other's place.
bool complete(const words& text) {
  return is_russian(text.russian) && !text.english.empty() && !is_russian(text.english);
}

struct history {
  const char* type;
  const char* in_2019;
  const char* in_2020;
  const char* now;
};
constexpr std::array histories{
    history{"page_permission", "NON_PROMOTIONAL_SUBSCRIPTION", "none", "marketing_message"},
    history{"business_productivity", "BUSINESS_PRODUCTIVITY", "none", ""},
    history{"event_reminder", "CONFIRMED_EVENT_REMINDER", "CONFIRMED_EVENT_UPDATE",
            "utility_message"},
    history{"event_change", "TICKET_UPDATE", "CONFIRMED_EVENT_UPDATE", "utility_message"},
    history{"delivery", "SHIPPING_UPDATE", "POST_PURCHASE_UPDATE", "utility_message"},
    history{"application_status", "APPLICATION_UPDATE", "ACCOUNT_UPDATE", "utility_message"},
    history{"match_found", "PAIRING_UPDATE", "none", ""},
    history{"existing_transactions", "PAYMENT_UPDATE", "POST_PURCHASE_UPDATE", "utility_message"},
    history{"payment_reminders", "PERSONAL_FINANCE_UPDATE", "ACCOUNT_UPDATE", "utility_message"},
    history{"booking", "RESERVATION_UPDATE", "POST_PURCHASE_UPDATE", "utility_message"},
    history{"appointment", "APPOINTMENT_UPDATE", "CONFIRMED_EVENT_UPDATE", "utility_message"},
    history{"game_and_sport", "GAME_EVENT", "none", ""},
    history{"transport", "TRANSPORTATION_UPDATE", "CONFIRMED_EVENT_UPDATE", "utility_message"},
    history{"community_alert", "COMMUNITY_ALERT", "none", ""},
    history{"account_update", "ACCOUNT_UPDATE", "ACCOUNT_UPDATE", "utility_message"},
    history{"bot_news", "FEATURE_FUNCTIONALITY_UPDATE", "none", ""},
};

} // namespace

CAF_TEST(CHN-4: there are sixteen types and each has its explanation and examples) {
  CAF_CHECK_EQUAL(message_types().size(), 16u);
  std::set<std::string_view> names;
  for (const auto& type : message_types()) {
    CAF_MESSAGE(std::string{type.name});
    names.insert(type.name);
    CAF_CHECK(complete(type.title) && complete(type.explanation));
    CAF_CHECK(!type.examples.empty());
    CAF_CHECK(std::all_of(type.examples.begin(), type.examples.end(), complete));
    CAF_CHECK(find_message_type(type.name) == &type);
  }
  CAF_CHECK_EQUAL(names.size(), 16u);
}

CAF_TEST(CHN-4: business productivity is the default) {
  CAF_REQUIRE(find_message_type("") != nullptr);
  CAF_CHECK_EQUAL(std::string{find_message_type("")->name}, "business_productivity");
  CAF_CHECK(find_message_type("promotion") == nullptr);
}

CAF_TEST(CHN-5: every type has its tag of 2019 and of 2020 and what is there now) {
  CAF_CHECK_EQUAL(histories.size(), message_types().size());
  for (const auto& [type, in_2019, in_2020, now] : histories) {
    CAF_MESSAGE(std::string{type});
    CAF_CHECK_EQUAL(tag_name(type, day(2019, 7, 30)), "none");
    CAF_CHECK_EQUAL(tag_name(type, day(2019, 7, 31)), in_2019);
    CAF_CHECK_EQUAL(tag_name(type, day(2020, 3, 3)), in_2019);
    CAF_CHECK_EQUAL(tag_name(type, day(2020, 3, 4)), in_2020);
    CAF_CHECK_EQUAL(tag_name(type, day(2026, 4, 26)), in_2020);
    CAF_CHECK_EQUAL(tag_name(type, day(2026, 4, 27)), "none");
    CAF_CHECK_EQUAL(std::string{instead_of_tags(type)}, now);
  }
}

CAF_TEST(CHN-5: when the last tag of a type was retired is told from that day on) {
  CAF_CHECK(!tags_retired("delivery", day(2026, 4, 26)));
  CAF_CHECK(tags_retired("delivery", day(2026, 4, 27)) == day(2026, 4, 27));
  CAF_CHECK(tags_retired("match_found", day(2026, 4, 26)) == day(2020, 3, 4));
  CAF_CHECK(!tags_retired("match_found", day(2020, 3, 3)));
  CAF_CHECK(!tags_retired("promotion", day(2026, 4, 27)));
}

CAF_TEST(CHN-5: every tag has an end but the one for people) {
  CAF_CHECK_EQUAL(tags().size(), 20u);
  std::map<std::string_view, int> named;
  for (const auto& tag : tags()) {
    CAF_CHECK_EQUAL(!tag.until, tag.name == "HUMAN_AGENT");
    CAF_CHECK(!tag.until || tag.from < *tag.until);
    ++named[tag.name];
  }
  CAF_CHECK(
      std::all_of(named.begin(), named.end(), [](const auto& one) { return one.second == 1; }));
}
