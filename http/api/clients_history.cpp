#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"
#include "http/api/seen.hpp"
#include "storage/cards.hpp"

#include <boost/json.hpp>

/// What happened to a client and to the card: appeals, links they came by, changes.
namespace switchboard::http::clients {

namespace json = boost::json;

namespace {

/// One page of rows that are read newest first by their ids. `read`: (database, project, client,
/// before, limit) → rows; `write`: row → object.
template <class Row, class Read, class Write>
answer newest_first(call& c, const char* name, Read read, Write write) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto limit = static_cast<std::size_t>(c.integer("limit", default_page));
  const auto client = c.id<chat_id>("client");
  using rows = std::vector<Row>;
  auto all = co_await ask_of_chat<rows>(
      c, name, client,
      [read, client, before = *before, limit](pqxx::connection& db,
                                              project_id project) -> result<rows> {
        return read(db, project, client, decltype(Row::id){before}, static_cast<int>(limit) + 1);
      });
  if (!all) co_return all.error();
  std::optional<std::int64_t> next;
  if (all->size() > limit) {
    all->resize(limit);
    next = all->back().id.value;
  }
  json::array items;
  for (const auto& one : *all) items.push_back(write(one));
  co_return page(std::move(items), next);
}

} // namespace

answer history(call& c) {
  return newest_first<storage::card_change_row>(
      c, "list_card_changes", &storage::list_card_changes,
      [&c](const auto& one) { return to_json(one, *c.project, contacts_for(c)); });
}

answer dialogs(call& c) {
  return newest_first<storage::dialog_row>(
      c, "list_dialogs", &storage::list_dialogs,
      [&c](const auto& one) { return to_json(one, *c.project); });
}

answer sources(call& c) {
  return newest_first<storage::client_source_row>(c, "list_client_sources",
                                                  &storage::list_client_sources,
                                                  [](const auto& one) { return to_json(one); });
}

} // namespace switchboard::http::clients
