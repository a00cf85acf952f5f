#include "protocols/messenger/interpret.hpp"

#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>

namespace switchboard::protocols::facebook {

namespace {

delivery unreadable(const http_response& from, const answer& read) {
  if (from.reach == http_response::reach::not_sent) return try_later{read.reason()};
  if (from.reach == http_response::reach::no_answer) return unknown_outcome{read.reason()};
  // These say "not taken" by themselves, whoever on the way says them.
  if (from.status == 429) {
    const std::chrono::seconds told{from.retry_after_s};
    return wait{std::clamp(told.count() > 0 ? told : usual_wait, shortest_wait, longest_wait),
                "quota", read.reason()};
  }
  if (from.status == 413) return refused{"file_too_big", read.reason()};
  return unknown_outcome{read.reason()};
}

std::string attachment_id(const answer& read) {
  return read.ok() ? id_at(*read.body(), "attachment_id") : std::string{};
}

} // namespace

delivery read_delivery(const http_response& from, attempt tried) {
  const answer read(from);
  if (!read.readable()) return unreadable(from, read);
  if (!read.ok()) return read_refusal(read, tried);
  auto id = message_id_at(*read.body(), "message_id");
  if (id.empty()) return unknown_outcome{"the Graph API's answer has no message_id"};
  return sent{std::move(id)};
}

std::variant<std::string, delivery> read_upload(const http_response& from) {
  const answer read(from);
  if (auto id = attachment_id(read); !id.empty()) return id;
  if (read.ok()) return delivery{try_later{"the Graph API's answer has no attachment_id"}};
  auto outcome = read.readable() ? read_refusal(read, {}) : unreadable(from, read);
  if (const auto* unknown = std::get_if<unknown_outcome>(&outcome))
    return delivery{try_later{unknown->reason}};
  return outcome;
}

std::string kept_attachment(const http_response& from) { return attachment_id(answer(from)); }

} // namespace switchboard::protocols::facebook
