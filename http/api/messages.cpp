#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "http/api/seen.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

namespace switchboard::http::messages {

namespace json = boost::json;

namespace {

using history = std::vector<storage::message_row>;
using file_rows = std::vector<storage::file_row>;

/// The files as the sender named them; those that do not exist are missing.
file_rows in_order(file_rows found, const std::vector<file_id>& ids) {
  file_rows out;
  for (const auto id : ids)
    for (const auto& file : found)
      if (file.id == id) out.push_back(file);
  return out;
}

/// The sender's own key, wherever it was said.
std::string key_of(const call& c) { return c.optional_text("key").value_or(c.idempotency_key); }

} // namespace

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto chat = c.id<chat_id>("chat");
  const auto limit = static_cast<int>(c.integer("limit", default_page));
  auto read = co_await ask_of_chat<history>(
      c, "list_messages", chat,
      [chat, before = message_id{*before}, limit](pqxx::connection& db,
                                                  project_id project) -> result<history> {
        return storage::list_messages(db, project, chat, before, limit + 1);
      });
  if (!read) co_return read.error();
  auto& messages = *read;
  std::optional<std::int64_t> next;
  if (messages.size() > static_cast<std::size_t>(limit)) {
    messages.resize(static_cast<std::size_t>(limit));
    next = messages.back().id.value;
  }
  json::array items;
  for (const auto& one : messages) items.push_back(to_json(one, *c.project, c.env.words));
  co_return page(std::move(items), next);
}

answer send(call& c) {
  actors::send_message what{c.optional_text("text").value_or(""), key_of(c), {}, {}};
  if (c.has("reply_to")) what.reply_to = c.id<message_id>("reply_to");
  const auto ids = c.ids<file_id>("attachments");
  if (what.text.empty() && ids.empty()) co_return fail(errc::bad_request, "is missing", "/text");
  if (!ids.empty()) {
    auto files = co_await ask<file_rows>(
        c.env.pool, "find_files",
        [project = c.project_key(), ids](pqxx::connection& db) -> result<file_rows> {
          return storage::find_files(db, project, ids);
        });
    if (!files) co_return files.error();
    what.files = in_order(std::move(*files), ids);
    if (what.files.size() != ids.size())
      co_return fail(errc::not_found, "There is no such file.", "/attachments");
  }
  co_return co_await carry_out<storage::message_row>(c, std::move(what));
}

answer retry(call& c) {
  return carry_out<storage::message_row>(c, actors::retry_message{c.id<message_id>("message")});
}

answer edit(call& c) {
  return carry_out<storage::message_row>(
      c, actors::change_text{c.id<message_id>("message"), c.text("text")});
}

answer remove(call& c) {
  return carry_out<storage::message_row>(c, actors::take_back{c.id<message_id>("message")});
}

answer add_note(call& c) {
  return carry_out<storage::message_row>(c, actors::add_note{c.text("text"), key_of(c)});
}

} // namespace switchboard::http::messages
