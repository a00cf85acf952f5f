#include "protocols/telegram/answer.hpp"

#include "protocols/telegram/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>

namespace switchboard::protocols::telegram {

namespace {

std::string what_happened(const http_response& from) {
  if (from.reach == http_response::reach::answered)
    return "HTTP " + std::to_string(from.status) + " without an answer of the Bot API";
  if (!from.failure.empty()) return from.failure;
  return from.reach == http_response::reach::not_sent ? "no connection" : "no answer";
}

} // namespace

answer::answer(const http_response& from)
    : document_(from.reach == http_response::reach::answered ? std::string_view(from.body)
                                                             : std::string_view()),
      code_(from.status),
      header_wait_(from.retry_after_s) {
  const auto* body = document_.object();
  if (body != nullptr) ok_ = boolean_at(*body, "ok");
  if (!readable()) {
    reason_ = what_happened(from);
    return;
  }
  const auto code = integer_at(*body, "error_code");
  if (code && *code >= 100 && *code <= 599) code_ = static_cast<int>(*code);
  reason_ = storable(text_at(*body, "description"));
  if (reason_.empty()) reason_ = "HTTP " + std::to_string(code_) + " without a description";
}

std::string_view answer::words() const {
  const auto colon = reason_.find(": ");
  const auto words = std::string_view(reason_);
  return colon == std::string::npos ? words : words.substr(colon + 2);
}

std::chrono::seconds answer::retry_after() const {
  const auto* body = document_.object();
  const auto* parameters = body != nullptr ? object_at(*body, "parameters") : nullptr;
  const auto told = parameters != nullptr ? integer_at(*parameters, "retry_after") : std::nullopt;
  return std::clamp(std::chrono::seconds{told.value_or(header_wait_)}, shortest_wait, longest_wait);
}

const json::value* answer::result() const {
  return ok() ? document_.object()->if_contains("result") : nullptr;
}

const json::object* answer::result_object() const {
  const auto* value = result();
  return value != nullptr ? value->if_object() : nullptr;
}

bool unknown_token(const answer& from) {
  if (!from.readable() || from.ok()) return false;
  // Everything else with this status names what was not found after a colon.
  return from.code() == 401 || (from.code() == 404 && from.reason().find(':') == std::string::npos);
}

} // namespace switchboard::protocols::telegram
