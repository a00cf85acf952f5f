#include "protocols/messenger/types.hpp"

#include <array>

namespace switchboard::protocols::facebook {

namespace {

constexpr timestamp day(int year, int month, int day_of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / month / day_of_month};
}

/// The day from which a page had to choose one of the tags.
constexpr auto tags_begin = day(2019, 7, 31);
/// Three took the place of all.
constexpr auto tags_merged = day(2020, 3, 4);
/// The three are no longer taken by anyone (by some apps not since 2026-02-10).
constexpr auto tags_end = day(2026, 4, 27);

constexpr std::string_view utility = "utility_message";

constexpr std::array all_tags{
    tag{"BUSINESS_PRODUCTIVITY", tags_begin, tags_merged, ""},
    tag{"COMMUNITY_ALERT", tags_begin, tags_merged, ""},
    tag{"CONFIRMED_EVENT_REMINDER", tags_begin, tags_merged, "CONFIRMED_EVENT_UPDATE"},
    tag{"NON_PROMOTIONAL_SUBSCRIPTION", tags_begin, tags_merged, "marketing_message"},
    tag{"PAIRING_UPDATE", tags_begin, tags_merged, ""},
    tag{"APPLICATION_UPDATE", tags_begin, tags_merged, "ACCOUNT_UPDATE"},
    tag{"PAYMENT_UPDATE", tags_begin, tags_merged, "POST_PURCHASE_UPDATE"},
    tag{"PERSONAL_FINANCE_UPDATE", tags_begin, tags_merged, "ACCOUNT_UPDATE"},
    tag{"SHIPPING_UPDATE", tags_begin, tags_merged, "POST_PURCHASE_UPDATE"},
    tag{"RESERVATION_UPDATE", tags_begin, tags_merged, "POST_PURCHASE_UPDATE"},
    tag{"ISSUE_RESOLUTION", tags_begin, tags_merged, "ACCOUNT_UPDATE"},
    tag{"APPOINTMENT_UPDATE", tags_begin, tags_merged, "CONFIRMED_EVENT_UPDATE"},
    tag{"GAME_EVENT", tags_begin, tags_merged, ""},
    tag{"TRANSPORTATION_UPDATE", tags_begin, tags_merged, "CONFIRMED_EVENT_UPDATE"},
    tag{"FEATURE_FUNCTIONALITY_UPDATE", tags_begin, tags_merged, ""},
    tag{"TICKET_UPDATE", tags_begin, tags_merged, "CONFIRMED_EVENT_UPDATE"},
    // The one that kept its name.
    tag{"ACCOUNT_UPDATE", tags_begin, tags_end, utility},
    tag{"CONFIRMED_EVENT_UPDATE", tags_merged, tags_end, utility},
    tag{"POST_PURCHASE_UPDATE", tags_merged, tags_end, utility},
    // Of no type: for a person's answer within seven days.
    tag{"HUMAN_AGENT", tags_merged, std::nullopt, ""},
};

const tag* find_tag(std::string_view name) {
  for (const auto& one : all_tags)
    if (one.name == name) return &one;
  return nullptr;
}

const tag* first_tag(std::string_view type) {
  const auto* found = find_message_type(type);
  return found != nullptr ? find_tag(found->first_tag) : nullptr;
}

} // namespace

const message_type* find_message_type(std::string_view name) {
  if (name.empty()) name = default_message_type;
  for (const auto& one : message_types())
    if (one.name == name) return &one;
  return nullptr;
}

std::span<const tag> tags() { return all_tags; }

const tag* tag_for(std::string_view type, timestamp when) {
  for (const auto* one = first_tag(type); one != nullptr; one = find_tag(one->successor))
    if (when >= one->from && (!one->until || when < *one->until)) return one;
  return nullptr;
}

std::optional<timestamp> tags_retired(std::string_view type, timestamp when) {
  std::optional<timestamp> last;
  for (const auto* one = first_tag(type); one != nullptr; one = find_tag(one->successor))
    last = one->until;
  return last && when >= *last ? last : std::nullopt;
}

std::string_view instead_of_tags(std::string_view type) {
  const auto* one = first_tag(type);
  while (one != nullptr && find_tag(one->successor) != nullptr) one = find_tag(one->successor);
  return one != nullptr ? one->successor : std::string_view{};
}

} // namespace switchboard::protocols::facebook
