#include "storage/projects.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/me.hpp"
#include "http/api/refresh.hpp"
#include "storage/told_changes.hpp"

#include <boost/json.hpp>

namespace switchboard::http {

namespace {

using memberships = std::vector<storage::membership_row>;

auto projects_of(call& c) {
  const auto person = c.who();
  return ask<memberships>(c.env.pool, "projects_of",
                          [person](pqxx::connection& db) -> result<memberships> {
                            return storage::projects_of(db, person);
                          });
}

} // namespace

task<void> refresh_projects_of(call& c) {
  auto mine = co_await projects_of(c);
  if (!mine) co_return;
  for (const auto& one : *mine) co_await refresh_project(c, one.project.id);
}

namespace projects {

answer list(call& c) {
  auto mine = co_await projects_of(c);
  if (!mine) co_return mine.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *mine) all.emplace_back(one.project.id.value, to_json(one, c.env.words));
  co_return page_of(c, std::move(all));
}

answer create(call& c) {
  storage::project_row project;
  project.id = make_id<project_id>();
  project.account = c.caller->person.account;
  project.name = c.text("name");
  project.time_zone = c.optional_text("time_zone").value_or("UTC");
  project.created_at = c.env.clock.now();
  auto made = co_await ask<storage::project_row>(
      c.env.pool, "create_project",
      [project, owner = c.who(), key = c.idempotency_key, told = note_of(c, project.name)](
          pqxx::connection& db) { return storage::create_project(db, project, owner, key, told); });
  if (!made) co_return made.error();
  auto seen = co_await refresh_project(c, made->id);
  if (!seen) co_return seen.error();
  co_return to_json(storage::membership_row{*made, storage::role::owner, 0, {}}, c.env.words);
}

answer get(call& c) { co_return to_json(c.project->project, c.member(), c.env.words); }

answer update(call& c) {
  storage::project_change to;
  to.name = c.optional_text("name");
  to.time_zone = c.optional_text("time_zone");
  to.color = c.optional_text("color");
  if (c.has("return_to_manager")) to.return_to_manager = c.flag("return_to_manager");
  if (const auto rule = c.optional_text("assignment"))
    to.assignment = meant_by<storage::assignment>(storage::assignment_words, *rule);
  if (c.has("assignment_cap"))
    to.assignment_cap = static_cast<std::int32_t>(c.integer("assignment_cap", 0));
  auto updated =
      co_await ask<storage::project_row>(c.env.pool, "update_project",
                                         [project = c.project_key(), to, told = note_of(c)](
                                             pqxx::connection& db) -> result<storage::project_row> {
                                           return storage::update_project(db, project, to, told);
                                         });
  if (!updated) co_return updated.error();
  auto seen = co_await refresh_project(c, updated->id);
  if (!seen) co_return seen.error();
  co_return to_json(*updated, c.member(), c.env.words);
}

} // namespace projects

} // namespace switchboard::http
