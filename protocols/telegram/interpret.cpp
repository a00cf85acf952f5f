#include "protocols/telegram/interpret.hpp"

#include "protocols/telegram/answer.hpp"
#include "protocols/telegram/parse.hpp"
#include "protocols/telegram/refusals.hpp"
#include "protocols/telegram/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace switchboard::protocols::telegram {

namespace {

const json::object* result_object(const answer& from) {
  const auto* value = from.result();
  return value != nullptr ? value->if_object() : nullptr;
}

/// What went wrong with a question about the channel itself.
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

delivery unreadable(const http_response& from, const answer& read) {
  if (from.reach == http_response::reach::not_sent) return try_later{read.reason()};
  if (from.reach == http_response::reach::no_answer) return unknown_outcome{read.reason()};
  // These say "not taken" by themselves, whoever on the way says them.
  if (from.status == 429) return wait{shortest_wait};
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

} // namespace

delivery read_delivery(const http_response& from) {
  const answer read(from);
  if (!read.readable()) return unreadable(from, read);
  if (!read.ok()) return read_refusal(read);
  sent message;
  if (const auto* result = result_object(read)) {
    const auto id = integer_at(*result, "message_id");
    if (id && *id > 0) message.external_id = std::to_string(*id);
  }
  return message;
}

std::variant<poll_batch, delivery> read_poll(const http_response& from) {
  const answer read(from);
  if (!read.readable()) return as_poll_failure(unreadable(from, read), read.reason());
  if (!read.ok()) return as_poll_failure(read_refusal(read), read.reason());
  const auto* result = read.result();
  const auto* updates = result != nullptr ? result->if_array() : nullptr;
  if (updates == nullptr) return try_later{"the Bot API's answer has no list of updates"};
  poll_batch batch;
  batch.events.reserve(updates->size());
  for (const auto& update : *updates) {
    auto bytes = json::serialize(update);
    batch.next_offset = std::max(batch.next_offset, confirms(update));
    batch.events.push_back({parse_update(update, bytes), std::move(bytes)});
  }
  // Nothing could be confirmed, so the same would come again at once, for ever.
  if (!updates->empty() && batch.next_offset == 0)
    return try_later{"the Bot API's updates have no update_id"};
  return batch;
}

result<identity> read_identity(const http_response& from) {
  const answer read(from);
  const auto* bot = result_object(read);
  const auto id = bot != nullptr ? integer_at(*bot, "id") : std::nullopt;
  if (!id || *id <= 0) return failure_of(read, errc::token_refused);
  return identity{.external_id = std::to_string(*id),
                  .name = storable(text_at(*bot, "first_name")),
                  .username = storable(text_at(*bot, "username"))};
}

result<webhook_state> read_webhook(const http_response& from) {
  const answer read(from);
  const auto* state = result_object(read);
  if (state == nullptr) return failure_of(read, errc::token_refused);
  return webhook_state{
      .url = storable(text_at(*state, "url")),
      .pending = std::max<std::int64_t>(integer_at(*state, "pending_update_count").value_or(0), 0),
      .last_error = storable(text_at(*state, "last_error_message"))};
}

result<void> read_acknowledgement(const http_response& from) {
  const answer read(from);
  if (!read.ok()) return failure_of(read, errc::bad_request);
  return {};
}

} // namespace switchboard::protocols::telegram
