#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

namespace switchboard::http::chats {

namespace json = boost::json;

namespace {

using listings = std::vector<storage::chat_listing>;
using counts = std::vector<storage::counter_row>;

json::object listed(storage::chat_listing&& from, const call& c) {
  return to_json(
      actors::chat_view{std::move(from.chat), std::move(from.client), std::move(from.participants)},
      *c.project, c.env.words);
}

storage::tab tab_of(const std::string& name) {
  if (name == "new") return storage::tab::fresh;
  if (name == "mine") return storage::tab::mine;
  return name == "others" ? storage::tab::others : storage::tab::done;
}

} // namespace

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto limit = static_cast<int>(c.integer("limit", default_page));
  // One more than asked for tells whether there is a next page.
  auto read = co_await ask<listings>(
      c.env.pool, "list_chats",
      [project = c.project_key(), viewer = c.who(), tab = tab_of(c.text("tab")), before = *before,
       limit](pqxx::connection& db) -> result<listings> {
        return storage::list_chats(db, project, viewer, tab, before, limit + 1);
      });
  if (!read) co_return read.error();
  std::optional<std::int64_t> next;
  if (read->size() > static_cast<std::size_t>(limit)) {
    read->resize(static_cast<std::size_t>(limit));
    next = read->back().chat.activity;
  }
  json::array items;
  for (auto& one : *read) items.push_back(listed(std::move(one), c));
  co_return page(std::move(items), next);
}

answer counters(call& c) {
  auto read =
      co_await ask<counts>(c.env.pool, "load_counters",
                           [project = c.project_key()](pqxx::connection& db) -> result<counts> {
                             auto all = storage::load_project(db, project);
                             if (!all) return fail(errc::not_found);
                             return std::move(all->counters);
                           });
  if (!read) co_return read.error();
  std::int64_t fresh = 0;
  std::int64_t active = 0;
  std::int64_t mine = 0;
  std::int64_t done = 0;
  for (const auto& one : *read) {
    if (one.member == c.who() && one.state == storage::chat_state::active) mine = one.chats;
    if (one.member) continue;
    if (one.state == storage::chat_state::fresh) fresh = one.chats;
    if (one.state == storage::chat_state::active) active = one.chats;
    if (one.state == storage::chat_state::done) done = one.chats;
  }
  co_return counters_json(fresh, mine, active - mine, done);
}

answer get(call& c) {
  using maybe = std::optional<storage::chat_listing>;
  auto read = co_await ask<maybe>(
      c.env.pool, "get_chat",
      [project = c.project_key(), chat = c.id<chat_id>("chat")](
          pqxx::connection& db) -> result<maybe> { return storage::get_chat(db, project, chat); });
  if (!read) co_return read.error();
  if (!*read) co_return fail(errc::not_found);
  co_return listed(std::move(**read), c);
}

answer take(call& c) { return carry_out<actors::chat_view>(c, actors::take{}); }

answer done(call& c) { return carry_out<actors::chat_view>(c, actors::close{}); }

answer mark_read(call& c) {
  return carry_out<actors::chat_view>(c, actors::mark_read{c.id<message_id>("up_to")});
}

answer typing(call& c) { return carry_out<actors::chat_view>(c, actors::show_typing{}); }

} // namespace switchboard::http::chats
