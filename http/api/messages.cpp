#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

namespace switchboard::http::messages {

namespace json = boost::json;

namespace {

/// What the chat was read for and what it has.
struct history {
  bool chat_exists = true;
  std::vector<storage::message_row> messages;
};

/// The sender's own key, wherever it was said.
std::string key_of(const call& c) { return c.optional_text("key").value_or(c.idempotency_key); }

} // namespace

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto limit = static_cast<int>(c.integer("limit", default_page));
  auto read = co_await ask<history>(
      c.env.pool, "list_messages",
      [project = c.project_key(), chat = c.id<chat_id>("chat"), before = message_id{*before},
       limit](pqxx::connection& db) -> result<history> {
        history out;
        out.messages = storage::list_messages(db, project, chat, before, limit + 1);
        out.chat_exists = !out.messages.empty() || storage::get_chat(db, project, chat);
        return out;
      });
  if (!read) co_return read.error();
  if (!read->chat_exists) co_return fail(errc::not_found);
  auto& messages = read->messages;
  std::optional<std::int64_t> next;
  if (messages.size() > static_cast<std::size_t>(limit)) {
    messages.resize(static_cast<std::size_t>(limit));
    next = messages.back().id.value;
  }
  json::array items;
  for (const auto& one : messages) items.push_back(to_json(one, *c.project));
  co_return page(std::move(items), next);
}

answer send(call& c) {
  return carry_out<storage::message_row>(c, actors::send_text{c.text("text"), key_of(c)});
}

answer retry(call& c) {
  return carry_out<storage::message_row>(c, actors::retry_message{c.id<message_id>("message")});
}

answer add_note(call& c) {
  return carry_out<storage::message_row>(c, actors::add_note{c.text("text"), key_of(c)});
}

} // namespace switchboard::http::messages
