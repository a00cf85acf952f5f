#include "protocols/messenger/refusals.hpp"

#include "protocols/messenger/rules.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace switchboard::protocols::facebook {

namespace {

constexpr std::array rows{
    refusal{any_code, 2018344, treatment::broken, "terms_not_accepted"},
    refusal{2018344, any_subcode, treatment::broken, "terms_not_accepted"},

    refusal{1, any_subcode, treatment::retry, ""},
    // Also seen for people who blocked the page, so it must not go on for ever.
    refusal{2, any_subcode, treatment::retry, ""},
    refusal{1200, any_subcode, treatment::retry, ""},

    refusal{4, 2018354, treatment::wait_person, ""},
    refusal{9, 2018352, treatment::wait_person, ""},
    refusal{4, any_subcode, treatment::wait_channel, "quota"},
    refusal{17, any_subcode, treatment::wait_channel, "quota"},
    refusal{32, any_subcode, treatment::wait_channel, "quota"},
    refusal{613, any_subcode, treatment::wait_channel, "quota"},
    refusal{80006, any_subcode, treatment::wait_channel, "quota"},

    refusal{10, 2018278, treatment::refuse, "window_closed"},
    refusal{10, 2018065, treatment::refuse, "window_closed"},
    refusal{10, 2018108, treatment::leave, ""},
    refusal{10, 1893063, treatment::pause, "restricted"},
    refusal{10, 0, treatment::broken, "no_permission"},
    refusal{10, any_subcode, treatment::refuse, "not_permitted"},

    refusal{200, 1545041, treatment::leave, ""},
    refusal{200, 2018028, treatment::broken, "app_not_approved"},
    refusal{200, any_subcode, treatment::broken, "no_permission"},
    refusal{230, any_subcode, treatment::broken, "no_permission"},
    refusal{3, any_subcode, treatment::broken, "no_permission"},
    refusal{551, any_subcode, treatment::leave, ""},

    refusal{100, 2018001, treatment::leave, ""},
    refusal{100, 33, treatment::broken, "page_gone"},
    refusal{100, 2018109, treatment::refuse, "file_too_big"},
    refusal{100, 2018008, treatment::file, "file_unusable"},
    refusal{100, 2018047, treatment::file, "file_unusable"},
    refusal{100, 2018074, treatment::file, "file_unusable"},
    refusal{100, 2018294, treatment::file, "file_unusable"},
    refusal{100, 2018034, treatment::refuse, "message_empty"},
    refusal{100, any_subcode, treatment::refuse, "malformed"},

    // Whatever its subcode says (458 app removed, 460 password changed, 463 expired, 492 role
    // lost…): only another token helps.
    refusal{190, any_subcode, treatment::broken, "token_revoked"},
    refusal{368, any_subcode, treatment::broken, "blocked"},
    refusal{10303, any_subcode, treatment::refuse, "account_linking"},
};

const refusal* row_for(const answer& from) {
  const auto fits = [&from](const refusal& row) {
    return (row.code == any_code || row.code == from.code()) &&
           (row.subcode == any_subcode || row.subcode == from.subcode());
  };
  const auto* found = std::find_if(rows.begin(), rows.end(), fits);
  return found != rows.end() ? found : nullptr;
}

std::chrono::seconds pause_of(const answer& from) {
  const std::chrono::seconds told{from.retry_after_s()};
  return std::clamp(told.count() > 0 ? told : usual_wait, shortest_wait, longest_wait);
}

delivery without_row(const answer& from) {
  if (from.status() == 429) return wait{pause_of(from), "quota", from.reason()};
  if (from.status() / 100 == 5) return try_later{from.reason(), temporary_attempts};
  return refused{"refused", from.reason()};
}

} // namespace

std::span<const refusal> refusals() { return rows; }

delivery read_refusal(const answer& from, attempt tried) {
  const auto* row = row_for(from);
  if (row == nullptr) return without_row(from);
  const std::string name{row->name};
  // A tag that is no longer taken is called an invalid parameter and nothing more.
  if (tried.tagged && from.code() == 100 && from.subcode() == 0)
    return refused{"tag_retired", from.reason()};
  switch (row->then) {
    case treatment::retry: return try_later{from.reason(), temporary_attempts};
    case treatment::wait_channel: return wait{pause_of(from), name, from.reason()};
    case treatment::wait_person: return wait_client{pause_of(from), from.reason()};
    case treatment::pause: return wait{longest_wait, name, from.reason()};
    case treatment::refuse: return refused{name, from.reason()};
    case treatment::file:
      if (tried.by_reference) return forget_files{from.reason()};
      return refused{name, from.reason()};
    case treatment::leave: return client_left{from.reason()};
    case treatment::broken: return channel_broken{name, from.reason()};
  }
  return refused{"refused", from.reason()};
}

bool token_is_dead(const answer& from) { return from.code() == 190; }

bool is_temporary(const answer& from) {
  const auto* row = row_for(from);
  if (row == nullptr) return from.status() == 429 || from.status() / 100 == 5;
  return row->then == treatment::retry || row->then == treatment::wait_channel ||
         row->then == treatment::wait_person;
}

bool is_absent(const answer& from) { return from.code() == 100 && from.subcode() == 33; }

} // namespace switchboard::protocols::facebook
