#pragma once

#include "protocols/json.hpp"
#include "protocols/transport.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard::protocols::telegram {

/// The envelope around every answer of the Bot API: `ok` with a `result`, or not with an
/// `error_code` and a `description`.
class answer {
public:
  explicit answer(const http_response& from);

  /// It is the Bot API's JSON. A proxy's page, a half of an answer and silence are not.
  bool readable() const { return ok_.has_value(); }
  bool ok() const { return ok_.value_or(false); }
  /// `error_code`, or the HTTP status where the body has none.
  int code() const { return code_; }
  /// The platform's words; where there are none, what happened instead.
  const std::string& reason() const { return reason_; }
  /// The words without what the status says anyway ("Bad Request: ").
  std::string_view words() const;
  /// How long a 429 wants us to wait, by its body or its header, within our bounds.
  std::chrono::seconds retry_after() const;
  /// Null unless ok.
  const json::value* result() const;
  /// Null unless ok with an object.
  const json::object* result_object() const;

private:
  json_document document_;
  std::optional<bool> ok_;
  int code_ = 0;
  std::int64_t header_wait_ = 0;
  std::string reason_;
};

/// The other reading of a plain "Not Found": the token is not known.
bool unknown_token(const answer& from);

} // namespace switchboard::protocols::telegram
