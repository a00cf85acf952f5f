#include "protocols/messenger/answer.hpp"

#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/refusals.hpp"
#include "protocols/text.hpp"

#include <limits>

namespace switchboard::protocols::facebook {

namespace {

std::string what_happened(const http_response& from) {
  if (from.reach == http_response::reach::answered)
    return "HTTP " + std::to_string(from.status) + " without an answer of the Graph API";
  if (!from.failure.empty()) return from.failure;
  return from.reach == http_response::reach::not_sent ? "no connection" : "no answer";
}

int number_at(const json::object& from, std::string_view name) {
  const auto told = whole_at(from, name).value_or(0);
  return told > 0 && told <= std::numeric_limits<int>::max() ? static_cast<int>(told) : 0;
}

} // namespace

answer::answer(const http_response& from)
    : document_(from.reach == http_response::reach::answered ? std::string_view(from.body)
                                                             : std::string_view()),
      status_(from.status),
      retry_after_s_(from.retry_after_s) {
  if (const auto* body = document_.object()) error_ = object_at(*body, "error");
  if (error_ == nullptr) {
    reason_ = what_happened(from);
    return;
  }
  code_ = number_at(*error_, "code");
  subcode_ = number_at(*error_, "error_subcode");
  reason_ = storable(text_at(*error_, "message"));
  if (reason_.empty()) reason_ = "error " + std::to_string(code_) + "/" + std::to_string(subcode_);
}

error failure_of(const answer& from, errc no) {
  const bool says_no = from.readable() && !from.ok() && from.status() / 100 != 5;
  if (!says_no) {
    return fail(errc::platform_unreachable,
                from.ok() ? "the Graph API's answer misses what was asked" : from.reason());
  }
  if (token_is_dead(from)) return fail(errc::token_refused, from.reason());
  if (!is_temporary(from)) return fail(no, from.reason());
  auto problem = fail(errc::platform_unreachable, from.reason());
  problem.retry_after_s = from.retry_after_s();
  return problem;
}

} // namespace switchboard::protocols::facebook
