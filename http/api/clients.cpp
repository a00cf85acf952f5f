#include "http/api/card_values.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "http/api/seen.hpp"
#include "storage/cards.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http::clients {

namespace json = boost::json;

namespace {

using listings = std::vector<storage::client_listing>;
using variables = std::vector<storage::variable_row>;

/// Clients looked at for one page at most: who sees few of them turns pages.
constexpr int most_looked_at = 2000;
constexpr int looked_at_once = 200;
constexpr int most_linked = 50;

json::object card_json(const call& c, const storage::client_row& client,
                       const storage::card_row& card) {
  return to_json(client, card, *c.project, c.env.words, contacts_for(c));
}

/// A part of the list of clients and where the next one begins; 0 = there is none.
struct part {
  listings items;
  std::int64_t next = 0;
};

/// Goes through the clients until `limit` of them may be seen, or enough were looked at.
part collect(pqxx::connection& db, const actors::project_view& project, person_id who,
             std::int64_t before, std::size_t limit) {
  part out;
  for (int looked = 0; looked < most_looked_at; looked += looked_at_once) {
    auto some = storage::list_clients(db, project.project.id, chat_id{before}, looked_at_once);
    for (auto& one : some) {
      const auto id = one.chat.chat.id.value;
      const auto facts = actors::domain::facts_of(one.chat.chat, one.chat.participants);
      if (actors::domain::sees_chat(project, who, facts)) {
        if (out.items.size() == limit) {
          out.next = before;
          return out;
        }
        out.items.push_back(std::move(one));
      }
      before = id;
    }
    if (some.size() < static_cast<std::size_t>(looked_at_once)) return out;
  }
  out.next = before;
  return out;
}

} // namespace

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto limit = static_cast<std::size_t>(c.integer("limit", default_page));
  auto read = co_await ask<part>(c.env.pool, "list_clients",
                                 [project = c.project, who = c.who(), before = *before,
                                  limit](pqxx::connection& db) -> result<part> {
                                   return collect(db, *project, who, before, limit);
                                 });
  if (!read) co_return read.error();
  json::array items;
  for (const auto& one : read->items) items.push_back(card_json(c, one.chat.client, one.card));
  co_return page(std::move(items), read->next == 0 ? std::nullopt : std::optional{read->next});
}

answer get(call& c) {
  const auto client = c.id<chat_id>("client");
  auto chat = co_await read_chat(c, client);
  if (!chat) co_return chat.error();
  auto card = co_await ask<storage::card_row>(
      c.env.pool, "load_card",
      [project = c.project_key(), client](pqxx::connection& db) -> result<storage::card_row> {
        return storage::load_card(db, project, client);
      });
  if (!card) co_return card.error();
  co_return card_json(c, chat->client, *card);
}

answer update(call& c) {
  const auto client = c.id<chat_id>("client");
  auto chat = co_await read_chat(c, client);
  if (!chat) co_return chat.error();
  auto edit = card_edit(c.params);
  if (!edit) co_return edit.error();
  if (contacts_for(c) == contacts::kept && (edit->email || edit->phone || edit->address))
    co_return fail(errc::access_denied, "You may not see how clients can be reached.");
  if (const auto* given = c.params.if_contains("variables")) {
    auto known = co_await ask<variables>(
        c.env.pool, "variables_of",
        [project = c.project_key()](pqxx::connection& db) -> result<variables> {
          return storage::variables_of(db, project);
        });
    if (!known) co_return known.error();
    auto values = variable_values(given->get_object(), *known);
    if (!values) co_return values.error();
    edit->variables = std::move(*values);
  }
  auto card = co_await act_on<storage::card_row>(c, client, std::move(*edit));
  if (!card) co_return card.error();
  co_return card_json(c, chat->client, *card);
}

answer linked(call& c) {
  const auto client = c.id<chat_id>("client");
  auto read = co_await ask_of_chat<listings>(
      c, "linked_clients", client,
      [view = c.project, who = c.who(), client](pqxx::connection& db,
                                                project_id project) -> result<listings> {
        auto ids = storage::linked_clients(db, project, client, most_linked);
        std::erase_if(ids, [&](chat_id one) { return !sees(db, *view, who, one); });
        auto cards = storage::cards_of(db, project, ids);
        listings out;
        for (std::size_t i = 0; i < ids.size(); ++i)
          if (auto chat = storage::get_chat(db, project, ids[i]))
            out.push_back({std::move(*chat), std::move(cards[i])});
        return out;
      });
  if (!read) co_return read.error();
  json::array items;
  for (const auto& one : *read) items.push_back(card_json(c, one.chat.client, one.card));
  co_return page(std::move(items), std::nullopt);
}

} // namespace switchboard::http::clients
