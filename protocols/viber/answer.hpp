#pragma once

#include "config/error.hpp"
#include "protocols/json.hpp"
#include "protocols/transport.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace switchboard::protocols::viber {

/// The envelope around every answer of the Bot API: HTTP 200 with a `status`, 0 when it was done.
class answer {
public:
  explicit answer(const http_response& from);

  /// It is the Bot API's JSON with a status that means something: 200, or another HTTP status
  /// with a `status` that says no. A gateway's page, a half of an answer and silence are not.
  bool readable() const { return status_.has_value(); }
  bool ok() const { return status_ == 0; }
  /// -1 when it is not readable.
  std::int64_t status() const { return status_.value_or(-1); }
  /// The platform's words; where there are none, what happened instead.
  const std::string& reason() const { return reason_; }
  /// Seconds to wait when a gateway said so (HTTP 429), 0 = it did not.
  int gateway_wait_s() const { return gateway_wait_s_; }
  /// The fields beside `status`; null unless ok.
  const json::object* fields() const { return ok() ? document_.object() : nullptr; }

private:
  json_document document_;
  std::optional<std::int64_t> status_;
  std::string reason_;
  int gateway_wait_s_ = 0;
};

/// What went wrong with a question about the account itself: token_refused when the platform says
/// so of the token or the account, `no` when it says no otherwise, platform_unreachable when it
/// said nothing sensible or is busy.
error failure_of(const answer& from, errc no);

} // namespace switchboard::protocols::viber
