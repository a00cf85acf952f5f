#include "protocols/telegram/interpret.hpp"

#include "protocols/telegram/attachments.hpp"
#include "protocols/telegram/parse.hpp"
#include "protocols/telegram/refusals.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/telegram/rules.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace switchboard::protocols::telegram {

namespace {

delivery unreadable(const http_response& from, const answer& read) {
  if (from.reach == http_response::reach::not_sent) return try_later{read.reason()};
  if (from.reach == http_response::reach::no_answer) return unknown_outcome{read.reason()};
  // These say "not taken" by themselves, whoever on the way says them.
  if (from.status == 429) return wait{.pause = read.retry_after(), .reason = read.reason()};
  if (from.status == 413) return refused{"too_large", read.reason()};
  return unknown_outcome{read.reason()};
}

/// A poll can be repeated whatever became of it.
delivery as_poll_failure(delivery failure, const std::string& reason) {
  if (std::holds_alternative<wait>(failure) || std::holds_alternative<try_later>(failure) ||
      std::holds_alternative<channel_broken>(failure))
    return failure;
  return try_later{reason};
}

/// The id that confirms the update when asked for the next one; 0 if it has none.
std::int64_t confirms(const json::value& update) {
  const auto* fields = update.if_object();
  const auto id = fields != nullptr ? integer_at(*fields, "update_id") : std::nullopt;
  return id && *id >= 0 && *id < std::numeric_limits<std::int64_t>::max() ? *id + 1 : 0;
}

/// What the sent message has of our file, as it may be named the next time.
std::vector<kept_file> kept_of(const json::object& message) {
  const auto found = read_attachment(message);
  if (!found || !found->source.starts_with(file_source)) return {};
  const auto field = field_of(found->kind);
  if (field.empty()) return {};
  return {{.file = 0, .reference = reference_to(field, found->source.substr(file_source.size()))}};
}

} // namespace

error failure_of(const answer& from, errc no) {
  const bool says_no = from.readable() && !from.ok() && from.code() < 500 && from.code() != 429;
  if (says_no) return fail(unknown_token(from) ? errc::token_refused : no, from.reason());
  const bool nonsense = from.readable() && from.ok();
  auto problem = fail(errc::platform_unreachable,
                      nonsense ? "the Bot API's answer misses what was asked" : from.reason());
  if (from.readable() && from.code() == 429)
    problem.retry_after_s = static_cast<int>(from.retry_after().count());
  return problem;
}

delivery read_delivery(const http_response& from) {
  const answer read(from);
  if (!read.readable()) return unreadable(from, read);
  if (!read.ok()) return read_refusal(read);
  sent message;
  if (const auto* result = read.result_object()) {
    const auto id = integer_at(*result, "message_id");
    if (id && *id > 0) message.external_id = std::to_string(*id);
    message.kept = kept_of(*result);
  }
  return message;
}

poll_outcome read_poll(const http_response& from, const std::string& cursor) {
  const answer read(from);
  if (!read.readable()) return as_poll_failure(unreadable(from, read), read.reason());
  if (!read.ok()) return as_poll_failure(read_refusal(read), read.reason());
  const auto* result = read.result();
  const auto* updates = result != nullptr ? result->if_array() : nullptr;
  if (updates == nullptr) return try_later{"the Bot API's answer has no list of updates"};
  poll_batch batch{.events = {}, .next = cursor};
  batch.events.reserve(updates->size());
  std::int64_t next = 0;
  for (const auto& update : *updates) {
    auto bytes = json::serialize(update);
    next = std::max(next, confirms(update));
    batch.events.push_back({parse_update(update, bytes), std::move(bytes)});
  }
  // Nothing could be confirmed, so the same would come again at once, for ever.
  if (!updates->empty() && next == 0) return try_later{"the Bot API's updates have no update_id"};
  if (next != 0) batch.next = std::to_string(next);
  return batch;
}

} // namespace switchboard::protocols::telegram
