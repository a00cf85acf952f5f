#pragma once

#include "protocols/json.hpp"
#include "protocols/transport.hpp"

#include <chrono>
#include <string>

namespace switchboard::protocols::vk {

/// The envelope around every answer of VK's API: a `response`, or an `error` with a code and a
/// message. The HTTP status is 200 either way.
class answer {
public:
  explicit answer(const http_response& from);

  /// It is VK's JSON. A proxy's page, a half of an answer and silence are not.
  bool readable() const { return ok_ || code_ != 0; }
  bool ok() const { return ok_; }
  /// `error_code`; 0 when there is none.
  int code() const { return code_; }
  /// The platform's words; where there are none, what happened instead.
  const std::string& reason() const { return reason_; }
  /// Null unless ok. May be JSON's null too.
  const json::value* response() const;
  const json::object* response_object() const;
  const json::array* response_list() const;
  /// The failures inside `execute`, in the order of the calls; null when there are none.
  const json::array* execute_errors() const;

private:
  json_document document_;
  bool ok_ = false;
  int code_ = 0;
  std::string reason_;
};

/// Of one error object: `error_code` and `error_msg`, or `code` and `description`.
int error_code_of(const json::object& error);
std::string error_words_of(const json::object& error);

/// What went wrong with a call that VK did not answer.
std::string what_happened(const http_response& from);

} // namespace switchboard::protocols::vk
