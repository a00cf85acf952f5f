#include "protocols/vk/interpret.hpp"

#include "protocols/vk/lenient.hpp"
#include "protocols/vk/refusals.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace switchboard::protocols::vk {

namespace {

delivery unreadable(const http_response& from, const std::string& reason) {
  // Whoever on the way says these says "not taken" with them.
  if (from.status == 429)
    return wait{std::clamp(std::chrono::seconds{from.retry_after_s}, shortest_wait, longest_wait),
                {},
                reason};
  if (from.status == 413) return refused{"too_large", reason};
  return try_later{reason};
}

delivery from_error(const json::object& error) {
  return read_refusal(error_code_of(error), error_words_of(error));
}

/// An id, or (of a call with `peer_ids`) an object with an id or an error of its own.
delivery read_sent(const json::value& one) {
  sent message;
  const auto* fields = one.if_object();
  if (const auto* error = fields != nullptr ? object_at(*fields, "error") : nullptr)
    return from_error(*error);
  const auto id = fields != nullptr ? whole_at(*fields, "message_id") : whole(&one);
  if (id && *id > 0) message.external_id = std::to_string(*id);
  return message;
}

bool failed(const json::value& one) {
  const auto* truth = one.if_bool();
  return one.is_null() || (truth != nullptr && !*truth);
}

} // namespace

delivery read_delivery(const http_response& from) {
  const answer read(from);
  if (!read.readable()) return unreadable(from, read.reason());
  if (!read.ok()) return read_refusal(read.code(), read.reason());
  const auto* list = read.response_list();
  if (list != nullptr && list->size() == 1) return read_sent(list->front());
  return read_sent(*read.response());
}

std::vector<delivery> read_deliveries(const http_response& from, std::size_t count) {
  const answer read(from);
  if (!read.readable()) return {count, unreadable(from, read.reason())};
  if (!read.ok()) return {count, read_refusal(read.code(), read.reason())};
  const auto* answers = read.response_list();
  const auto* errors = read.execute_errors();
  std::vector<delivery> outcomes;
  outcomes.reserve(count);
  std::size_t next_error = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* one = answers != nullptr && i < answers->size() ? &(*answers)[i] : nullptr;
    if (one != nullptr && !failed(*one)) {
      outcomes.push_back(read_sent(*one));
      continue;
    }
    const auto at = next_error++;
    const auto* error =
        errors != nullptr && at < errors->size() ? (*errors)[at].if_object() : nullptr;
    outcomes.push_back(error != nullptr ? from_error(*error)
                                        : try_later{"VK does not say why one call failed"});
  }
  return outcomes;
}

delivery read_change(const http_response& from) {
  const answer read(from);
  if (!read.readable()) return unreadable(from, read.reason());
  if (read.ok()) return sent{};
  const auto row = refusal_of(read.code());
  if (row.then == treatment::lost_right) return refused{std::string{row.name}, read.reason()};
  return read_refusal(read.code(), read.reason());
}

delivery read_failed_step(const answer& from) {
  if (!from.readable()) return try_later{from.reason()};
  if (from.ok()) return try_later{"VK's answer misses what was asked", upload_attempts};
  const auto row = refusal_of(from.code());
  // The texts still go: only what this step is for is not allowed.
  if (row.then == treatment::lost_right) return refused{std::string{row.name}, from.reason()};
  return read_refusal(from.code(), from.reason());
}

error failure_of(const answer& from) {
  if (!from.readable()) return fail(errc::platform_unreachable, from.reason());
  if (from.ok()) return fail(errc::platform_unreachable, "VK's answer misses what was asked");
  const auto outcome = read_refusal(from.code(), from.reason());
  if (std::holds_alternative<channel_broken>(outcome))
    return fail(errc::token_refused, from.reason());
  auto later = fail(errc::platform_unreachable, from.reason());
  if (const auto* pause = std::get_if<wait>(&outcome)) {
    later.retry_after_s = static_cast<int>(pause->pause.count());
    return later;
  }
  if (const auto* pause = std::get_if<wait_client>(&outcome)) {
    later.retry_after_s = static_cast<int>(pause->pause.count());
    return later;
  }
  if (std::holds_alternative<try_later>(outcome)) return later;
  return fail(errc::bad_request, from.reason());
}

delivery read_failed_poll(const http_response& from) {
  const answer read(from);
  auto failure = read.readable() && !read.ok() ? read_refusal(read.code(), read.reason())
                                               : unreadable(from, what_happened(from));
  if (std::holds_alternative<wait>(failure) || std::holds_alternative<channel_broken>(failure) ||
      std::holds_alternative<try_later>(failure))
    return failure;
  if (const auto* pause = std::get_if<wait_client>(&failure))
    return wait{pause->pause, {}, pause->reason};
  return try_later{read.readable() && !read.ok() ? read.reason() : what_happened(from)};
}

} // namespace switchboard::protocols::vk
