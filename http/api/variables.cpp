#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/core/text.hpp"
#include "storage/cards.hpp"
#include "storage/reads.hpp"

#include <algorithm>

namespace switchboard::http {

namespace {

using rows = std::vector<storage::variable_row>;
using storage::variable_kind;

/// Choices belong to a choice and to nothing else (CRD-5).
result<void> check_choices(variable_kind kind, bool given) {
  if (kind == variable_kind::choice && !given)
    return fail(errc::bad_request, "is missing", "/choices");
  if (kind != variable_kind::choice && given)
    return fail(errc::bad_request, "is only for variables of kind choice", "/choices");
  return {};
}

result<storage::variable_row> found_in(const rows& all, variable_id id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [id](const auto& one) { return one.id == id; });
  if (found == all.end()) return fail(errc::not_found);
  return *found;
}

} // namespace

namespace variables {

answer list(call& c) {
  auto read = co_await ask<rows>(c.env.pool, "variables_of",
                                 [project = c.project_key()](pqxx::connection& db) -> result<rows> {
                                   return storage::variables_of(db, project);
                                 });
  if (!read) co_return read.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *read) all.emplace_back(one.id.value, to_json(one));
  co_return page_of(c, std::move(all));
}

answer create(call& c) {
  storage::variable_row row;
  row.project = c.project_key();
  row.id = make_id<variable_id>();
  row.name = c.text("name");
  row.kind = meant_by<variable_kind>(variable_kinds, c.text("kind"));
  row.choices = c.texts("choices");
  row.created_at = c.env.clock.now();
  if (auto good = check_choices(row.kind, c.has("choices")); !good) co_return good.error();
  auto made = co_await ask<storage::variable_row>(
      c.env.pool, "create_variable", [row, told = note_of(c, row.name)](pqxx::connection& db) {
        return storage::create_variable(db, row, told);
      });
  if (!made) co_return made.error();
  c.env.node.tell_variables(c.project_key());
  co_return to_json(*made);
}

answer update(call& c) {
  const auto id = c.id<variable_id>("variable");
  std::optional<std::vector<std::string>> choices;
  if (c.has("choices")) choices = c.texts("choices");
  auto updated = co_await ask<storage::variable_row>(
      c.env.pool, "update_variable",
      [project = c.project_key(), id, name = c.optional_text("name"), choices,
       told = note_of(c)](pqxx::connection& db) mutable -> result<storage::variable_row> {
        const auto known = found_in(storage::variables_of(db, project), id);
        if (!known) return known.error();
        if (choices)
          if (auto good = check_choices(known->kind, true); !good) return good.error();
        told.subject = known->name;
        return storage::update_variable(db, project, id, name, choices, told);
      });
  if (!updated) co_return updated.error();
  c.env.node.tell_variables(c.project_key());
  co_return to_json(*updated);
}

answer remove(call& c) {
  const auto id = c.id<variable_id>("variable");
  auto removed =
      co_await ask<bool>(c.env.pool, "delete_variable",
                         [project = c.project_key(), id,
                          told = note_of(c)](pqxx::connection& db) mutable -> result<bool> {
                           const auto known = found_in(storage::variables_of(db, project), id);
                           if (!known) return known.error();
                           told.subject = known->name;
                           if (auto gone = storage::delete_variable(db, project, id, told); !gone)
                             return gone.error();
                           return true;
                         });
  if (!removed) co_return removed.error();
  c.env.node.tell_variables(c.project_key());
  co_return json::object{};
}

} // namespace variables

namespace tags {

answer list(call& c) {
  using names = std::vector<std::string>;
  const auto cursor = c.optional_text("cursor");
  const auto after = cursor ? from_base64url(*cursor) : std::optional{std::string{}};
  if (!after || !valid_utf8(*after) || after->find('\0') != std::string::npos)
    co_return fail(errc::bad_request, "is not a cursor of ours", "/cursor");
  const auto limit = static_cast<std::size_t>(c.integer("limit", default_page));
  auto read = co_await ask<names>(
      c.env.pool, "tags_of",
      [project = c.project_key(), after = *after, limit](pqxx::connection& db) -> result<names> {
        return storage::tags_of(db, project, after, static_cast<int>(limit) + 1);
      });
  if (!read) co_return read.error();
  json::value next;
  if (read->size() > limit) {
    read->resize(limit);
    next = json::string_view{to_base64url(read->back())};
  }
  json::array items;
  for (const auto& name : *read) {
    json::object tag;
    tag["name"] = name;
    items.push_back(std::move(tag));
  }
  json::object out;
  out["items"] = std::move(items);
  out["next_cursor"] = std::move(next);
  co_return out;
}

} // namespace tags

} // namespace switchboard::http
