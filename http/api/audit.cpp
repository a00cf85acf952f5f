#include "storage/audit.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"

#include <boost/json.hpp>

namespace switchboard::http::audit {

answer list(call& c) {
  const auto before = cursor_of(c);
  if (!before) co_return before.error();
  const auto limit = static_cast<int>(c.integer("limit", default_page));
  using rows = std::vector<storage::audit_row>;
  // One more than is shown says whether there is a next page.
  auto read = co_await ask<rows>(c.env.pool, "list_audit",
                                 [project = c.project_key(), from = audit_id{*before},
                                  limit](pqxx::connection& db) -> result<rows> {
                                   return storage::list_audit(db, project, from, limit + 1);
                                 });
  if (!read) co_return read.error();
  const bool more = read->size() > static_cast<std::size_t>(limit);
  if (more) read->pop_back();
  boost::json::array items;
  for (const auto& one : *read) items.push_back(to_json(one, *c.project));
  std::optional<std::int64_t> next;
  if (more) next = read->back().id.value;
  co_return page(std::move(items), next);
}

} // namespace switchboard::http::audit
