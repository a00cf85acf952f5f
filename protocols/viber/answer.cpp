#include "protocols/viber/answer.hpp"

#include "protocols/text.hpp"
#include "protocols/viber/fields.hpp"
#include "protocols/viber/refusals.hpp"
#include "protocols/viber/rules.hpp"

#include <algorithm>

namespace switchboard::protocols::viber {

namespace {

constexpr int http_too_many = 429;

std::string what_happened(const http_response& from) {
  if (from.reach == http_response::reach::answered)
    return "HTTP " + std::to_string(from.status) + " without an answer of the Bot API";
  if (!from.failure.empty()) return from.failure;
  return from.reach == http_response::reach::not_sent ? "no connection" : "no answer";
}

} // namespace

answer::answer(const http_response& from)
    : document_(from.reach == http_response::reach::answered ? std::string_view(from.body)
                                                             : std::string_view()) {
  const auto* body = document_.object();
  if (body != nullptr) status_ = whole_at(*body, "status");
  // Only the platform itself knows its numbers, so a "no" counts whatever HTTP says beside it.
  if (from.status != 200 && status_ == 0) status_.reset();
  if (!readable()) {
    reason_ = storable(what_happened(from));
    if (from.reach == http_response::reach::answered && from.status == http_too_many)
      gateway_wait_s_ = std::clamp(from.retry_after_s, 1, static_cast<int>(longest_wait.count()));
    return;
  }
  reason_ = clean_text(*body, "status_message");
  if (reason_.empty()) reason_ = "status " + std::to_string(*status_) + " without words";
}

error failure_of(const answer& from, errc no) {
  if (!from.readable() || from.ok()) {
    auto problem = fail(errc::platform_unreachable,
                        from.ok() ? "the Bot API's answer misses what was asked" : from.reason());
    problem.retry_after_s = from.gateway_wait_s();
    return problem;
  }
  const auto& row = row_of_status(from.status());
  if (row.then == treatment::break_channel) return fail(errc::token_refused, from.reason());
  if (row.then == treatment::pause_client || row.then == treatment::retry) {
    auto problem = fail(errc::platform_unreachable, from.reason());
    if (row.then == treatment::pause_client)
      problem.retry_after_s = static_cast<int>(client_pause.count());
    return problem;
  }
  return fail(no, from.reason());
}

} // namespace switchboard::protocols::viber
