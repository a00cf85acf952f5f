#include "protocols/vk/refusals.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

constexpr std::array rows{
    refusal{1, treatment::try_again, ""},
    refusal{10, treatment::try_again, ""},
    refusal{36, treatment::try_again, ""},
    refusal{3, treatment::refuse, "wrong_call"},
    refusal{8, treatment::refuse, "wrong_call"},
    refusal{100, treatment::refuse, "wrong_call"},
    refusal{113, treatment::refuse, "wrong_call"},
    refusal{118, treatment::refuse, "wrong_call"},
    refusal{121, treatment::refuse, "wrong_call"},
    refusal{129, treatment::refuse, "wrong_call"},
    // Of `execute`: the program could not be read, or broke.
    refusal{12, treatment::refuse, "wrong_call"},
    refusal{13, treatment::refuse, "wrong_call"},
    refusal{5, treatment::lost_token, ""},
    refusal{27, treatment::lost_token, ""},
    refusal{28, treatment::lost_token, ""},
    refusal{1117, treatment::lost_token, ""},
    refusal{3610, treatment::lost_token, ""},
    refusal{6, treatment::wait_second, ""},
    refusal{9, treatment::wait_flood, ""},
    refusal{14, treatment::wait_captcha, ""},
    refusal{17, treatment::wait_captcha, ""},
    refusal{7, treatment::lost_right, "no_permission"},
    refusal{15, treatment::lost_right, "no_permission"},
    refusal{20, treatment::lost_right, "no_permission"},
    refusal{23, treatment::lost_right, "no_permission"},
    refusal{203, treatment::lost_right, "no_permission"},
    refusal{18, treatment::leave, ""},
    refusal{30, treatment::leave, ""},
    refusal{37, treatment::leave, ""},
    refusal{22, treatment::new_upload, ""},
    refusal{105, treatment::new_upload, ""},
    refusal{29, treatment::wait_day, ""},
    refusal{900, treatment::leave, ""},
    refusal{901, treatment::leave, ""},
    refusal{902, treatment::leave, ""},
    refusal{909, treatment::refuse, "too_old"},
    refusal{910, treatment::refuse, "message_too_long"},
    refusal{914, treatment::refuse, "message_too_long"},
    refusal{911, treatment::refuse, "keyboard_invalid"},
    refusal{912, treatment::mend, ""},
    refusal{913, treatment::refuse, "forwards_refused"},
    refusal{940, treatment::refuse, "forwards_refused"},
    refusal{969, treatment::refuse, "forwards_refused"},
    refusal{917, treatment::refuse, "chat_gone"},
    refusal{922, treatment::refuse, "chat_gone"},
    refusal{925, treatment::refuse, "chat_gone"},
    refusal{927, treatment::refuse, "chat_gone"},
    refusal{932, treatment::refuse, "chat_gone"},
    refusal{935, treatment::refuse, "chat_gone"},
    refusal{945, treatment::refuse, "chat_gone"},
    refusal{946, treatment::refuse, "chat_gone"},
    refusal{1012, treatment::refuse, "chat_gone"},
    refusal{936, treatment::refuse, "client_not_found"},
    refusal{39, treatment::refuse, "client_not_found"},
    refusal{943, treatment::refuse, "intent_refused"},
    refusal{944, treatment::refuse, "intent_refused"},
    refusal{950, treatment::refuse, "window_closed"},
    refusal{985, treatment::refuse, "notifications_only"},
    refusal{987, treatment::refuse, "message_request"},
    refusal{988, treatment::refuse, "message_request"},
    refusal{2000, treatment::refuse, "too_many_servers"},
};

} // namespace

refusal refusal_of(int code) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [code](const refusal& row) { return row.code == code; });
  return found != rows.end() ? *found : refusal{code, treatment::refuse, "refused"};
}

delivery read_refusal(int code, std::string reason) {
  const auto row = refusal_of(code);
  switch (row.then) {
    case treatment::try_again: return try_later{std::move(reason)};
    case treatment::new_upload: return try_later{std::move(reason), upload_attempts};
    case treatment::wait_second: return wait{shortest_wait, {}, std::move(reason)};
    case treatment::wait_flood: return wait_client{flood_wait, std::move(reason)};
    case treatment::wait_captcha: return wait{captcha_wait, "captcha", std::move(reason)};
    case treatment::wait_day: return wait{daily_wait, "daily_limit", std::move(reason)};
    case treatment::leave: return client_left{std::move(reason)};
    case treatment::mend: return mend_link{std::move(reason)};
    case treatment::lost_token: return channel_broken{"token_revoked", std::move(reason)};
    case treatment::lost_right: return channel_broken{"no_permission", std::move(reason)};
    case treatment::refuse: break;
  }
  return refused{std::string{row.name}, std::move(reason)};
}

} // namespace switchboard::protocols::vk
