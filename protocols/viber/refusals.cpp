#include "protocols/viber/refusals.hpp"

#include "protocols/viber/rules.hpp"

#include <algorithm>
#include <array>

namespace switchboard::protocols::viber {

namespace {

constexpr std::array rows{
    status_row{1, "invalidUrl", treatment::refuse, "invalid_url"},
    status_row{2, "invalidAuthToken", treatment::break_channel, "token_revoked"},
    status_row{3, "badData", treatment::refuse, "bad_data"},
    status_row{4, "missingData", treatment::refuse, "missing_data"},
    status_row{5, "receiverNotRegistered", treatment::leave, ""},
    status_row{6, "receiverNotSubscribed", treatment::leave, ""},
    status_row{7, "publicAccountBlocked", treatment::break_channel, "blocked"},
    status_row{8, "publicAccountNotFound", treatment::break_channel, "token_revoked"},
    status_row{9, "publicAccountSuspended", treatment::break_channel, "blocked"},
    status_row{10, "webhookNotSet", treatment::mend, ""},
    status_row{11, "receiverNoSuitableDevice", treatment::refuse, "no_suitable_device"},
    status_row{12, "tooManyRequests", treatment::pause_client, ""},
    // We send the simplest form there is, so there is no simpler one to fall back to.
    status_row{13, "apiVersionNotSupported", treatment::refuse, "old_client"},
    status_row{14, "incompatibleWithVersion", treatment::refuse, "old_client"},
    status_row{15, "publicAccountNotAuthorized", treatment::break_channel, "no_permission"},
    status_row{16, "inchatReplyMessageNotAllowed", treatment::refuse, "reply_not_allowed"},
    status_row{17, "publicAccountIsNotInline", treatment::refuse, "not_inline"},
    status_row{18, "noPublicChat", treatment::pause_channel, "not_published"},
    status_row{19, "cannotSendBroadcast", treatment::refuse, "broadcast_refused"},
    status_row{20, "broadcastNotAllowed", treatment::refuse, "broadcast_refused"},
    status_row{21, "unsupportedCountry", treatment::refuse, "unsupported_country"},
    status_row{22, "paymentUnsupported", treatment::refuse, "payment_unsupported"},
    status_row{23, "freeMessagesExceeded", treatment::pause_channel, "quota"},
    status_row{24, "noBalance", treatment::pause_channel, "quota"},
};

constexpr status_row general_error{-1, "generalError", treatment::retry, ""};

} // namespace

std::span<const status_row> status_rows() { return rows; }

const status_row& row_of_status(std::int64_t status) {
  const auto* found = std::find_if(
      rows.begin(), rows.end(), [status](const status_row& row) { return row.status == status; });
  return found == rows.end() ? general_error : *found;
}

delivery read_refusal(std::int64_t status, const std::string& reason) {
  const auto& row = row_of_status(status);
  std::string code{row.code};
  switch (row.then) {
    case treatment::refuse: return refused{std::move(code), reason};
    case treatment::leave: return client_left{reason};
    case treatment::break_channel: return channel_broken{std::move(code), reason};
    case treatment::mend: return mend_link{reason};
    case treatment::pause_client: return wait_client{client_pause, reason};
    case treatment::pause_channel: return wait{account_pause, std::move(code), reason};
    case treatment::retry: break;
  }
  return try_later{reason, general_error_attempts};
}

} // namespace switchboard::protocols::viber
