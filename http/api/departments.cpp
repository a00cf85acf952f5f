#include "storage/departments.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/refresh.hpp"
#include "storage/told_changes.hpp"

#include <boost/json.hpp>

namespace switchboard::http::departments {

using storage::department_row;

namespace {

constexpr std::int64_t as_the_project = -1;

std::optional<storage::assignment> assignment_of(const std::string& said) {
  if (said == "project") return std::nullopt;
  return meant_by<storage::assignment>(storage::assignment_words, said);
}

std::optional<std::int32_t> cap_of(std::int64_t said) {
  if (said == as_the_project) return std::nullopt;
  return static_cast<std::int32_t>(said);
}

department_row row_of(const call& c) {
  department_row row;
  row.project = c.project_key();
  row.id = make_id<department_id>();
  row.name = c.text("name");
  row.members = c.ids<person_id>("members");
  for (const auto& channel : c.texts("channels"))
    row.sources.push_back({storage::source_kind::channel, channel});
  for (const auto& link : c.texts("links"))
    row.sources.push_back({storage::source_kind::link, link});
  row.assignment = assignment_of(c.optional_text("assignment").value_or("project"));
  row.assignment_cap = cap_of(c.integer("assignment_cap", as_the_project));
  row.created_at = c.env.clock.now();
  return row;
}

storage::department_change change_of(const call& c) {
  storage::department_change to;
  to.name = c.optional_text("name");
  if (c.has("members")) to.members = c.ids<person_id>("members");
  if (c.has("channels")) to.channels = c.ids<channel_id>("channels");
  if (c.has("links")) to.links = c.texts("links");
  if (const auto rule = c.optional_text("assignment")) to.assignment = assignment_of(*rule);
  if (c.has("assignment_cap"))
    to.assignment_cap = cap_of(c.integer("assignment_cap", as_the_project));
  return to;
}

answer told(call& c, result<department_row> changed) {
  if (!changed) co_return changed.error();
  auto seen = co_await refresh_project(c, c.project_key());
  if (!seen) co_return seen.error();
  co_return to_json(*changed);
}

} // namespace

answer list(call& c) {
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& [id, one] : c.project->departments) all.emplace_back(id.value, to_json(one));
  co_return page_of(c, std::move(all));
}

answer create(call& c) {
  auto made = co_await ask<department_row>(
      c.env.pool, "add_department", [row = row_of(c), note = note_of(c)](pqxx::connection& db) {
        return storage::add_department(db, row, note);
      });
  co_return co_await told(c, std::move(made));
}

answer update(call& c) {
  auto changed = co_await ask<department_row>(
      c.env.pool, "update_department",
      [project = c.project_key(), department = c.id<department_id>("department"), to = change_of(c),
       note = note_of(c)](pqxx::connection& db) {
        return storage::update_department(db, project, department, to, note);
      });
  co_return co_await told(c, std::move(changed));
}

answer remove(call& c) {
  auto removed =
      co_await ask<void>(c.env.pool, "remove_department",
                         [project = c.project_key(), department = c.id<department_id>("department"),
                          note = note_of(c)](pqxx::connection& db) {
                           return storage::remove_department(db, project, department, note);
                         });
  if (!removed) co_return removed.error();
  auto seen = co_await refresh_project(c, c.project_key());
  if (!seen) co_return seen.error();
  co_return json::object{};
}

} // namespace switchboard::http::departments
