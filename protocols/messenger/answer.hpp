#pragma once

#include "config/error.hpp"
#include "protocols/json.hpp"
#include "protocols/transport.hpp"

#include <string>

namespace switchboard::protocols::facebook {

/// An answer of the Graph API: a JSON object, which has an `error` when it is a no. Errors are
/// told apart by the pair `code` and `error_subcode`.
class answer {
public:
  explicit answer(const http_response& from);

  /// It is the Graph API's JSON. A proxy's page, a half of an answer and silence are not.
  bool readable() const { return error_ != nullptr || ok(); }
  bool ok() const {
    return document_.object() != nullptr && error_ == nullptr && status_ / 100 == 2;
  }
  int code() const { return code_; }
  /// 0 = none.
  int subcode() const { return subcode_; }
  int status() const { return status_; }
  int retry_after_s() const { return retry_after_s_; }
  /// The platform's words; where there are none, what happened instead.
  const std::string& reason() const { return reason_; }
  /// Null unless ok.
  const json::object* body() const { return ok() ? document_.object() : nullptr; }

private:
  json_document document_;
  const json::object* error_ = nullptr;
  int status_ = 0;
  int code_ = 0;
  int subcode_ = 0;
  int retry_after_s_ = 0;
  std::string reason_;
};

/// What went wrong with a question about the account: token_refused when the token is no longer
/// good, `no` when the platform refuses for another reason, platform_unreachable otherwise.
error failure_of(const answer& from, errc no);

} // namespace switchboard::protocols::facebook
