#include "actors/domain/permissions.hpp"
#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "http/api/seen.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http::chats {

namespace json = boost::json;
namespace domain = actors::domain;

namespace {

using listings = std::vector<storage::chat_listing>;
using storage::permission;
using storage::tab;

struct named_tab {
  std::string_view name;
  storage::tab which;
  permission needs;
};

constexpr std::array tabs{named_tab{"new", tab::fresh, permission::tab_new},
                          named_tab{"mine", tab::mine, permission::tab_mine},
                          named_tab{"others", tab::others, permission::tab_others},
                          named_tab{"done", tab::done, permission::tab_done}};

/// What the caller asks for, within what they may see (INB-11).
result<storage::chat_query> query_of(const call& c) {
  const auto name = c.text("tab");
  const auto& asked = *std::find_if(tabs.begin(), tabs.end(),
                                    [&](const named_tab& one) { return one.name == name; });
  if (!domain::allowed(c.member(), asked.needs))
    return fail(errc::access_denied, "You may not see these chats.", "/tab");
  storage::chat_query out;
  out.which = asked.which;
  out.viewer = c.who();
  // Who holds a chat sees it whatever department it is in.
  if (out.which != tab::mine) out.departments = domain::departments_seen(*c.project, c.member());
  if (c.has("department")) {
    const auto only = c.id<department_id>("department");
    if (out.which == tab::mine) out.departments.push_back(only);
    std::erase_if(out.departments, [only](department_id one) { return one != only; });
  }
  if (c.has("responsible")) out.responsible = c.id<person_id>("responsible");
  return out;
}

} // namespace

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto query = query_of(c);
  if (!query) co_return query.error();
  const auto limit = static_cast<int>(c.integer("limit", default_page));
  // One more than asked for tells whether there is a next page.
  auto read =
      co_await ask<listings>(c.env.pool, "list_chats",
                             [project = c.project_key(), query = *query, before = *before,
                              limit](pqxx::connection& db) -> result<listings> {
                               return storage::list_chats(db, project, query, before, limit + 1);
                             });
  if (!read) co_return read.error();
  std::optional<std::int64_t> next;
  if (read->size() > static_cast<std::size_t>(limit)) {
    read->resize(static_cast<std::size_t>(limit));
    next = read->back().chat.activity;
  }
  json::array items;
  for (auto& one : *read) items.push_back(listed(c, std::move(one)));
  co_return page(std::move(items), next);
}

answer counters(call& c) {
  auto told =
      co_await await_reply<actors::tab_numbers>([&c](actors::reply<actors::tab_numbers> reply) {
        c.env.node.ask_counters(c.project_key(), c.who(), std::move(reply));
      });
  if (!told) co_return told.error();
  co_return counters_json(*told);
}

answer get(call& c) {
  auto read = co_await read_chat(c, c.id<chat_id>("chat"));
  if (!read) co_return read.error();
  co_return listed(c, std::move(*read));
}

answer take(call& c) { return carry_out<actors::chat_view>(c, actors::take{}); }

answer done(call& c) { return carry_out<actors::chat_view>(c, actors::close{}); }

answer mark_read(call& c) {
  return carry_out<actors::chat_view>(c, actors::mark_read{c.id<message_id>("up_to")});
}

answer typing(call& c) { return carry_out<actors::chat_view>(c, actors::show_typing{}); }

} // namespace switchboard::http::chats
