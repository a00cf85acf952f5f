#include "actors/node.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/me.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

#include <algorithm>

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

auto refresh(call& c, project_id project) {
  return await_reply<actors::project_view_ptr>(
      [&c, project](actors::reply<actors::project_view_ptr> done) {
        c.env.node.refresh_project(project, std::move(done));
      });
}

} // namespace

task<void> refresh_projects_of(call& c) {
  auto mine = co_await projects_of(c);
  if (!mine) co_return;
  for (const auto& one : *mine) co_await refresh(c, one.project.id);
}

namespace projects {

namespace json = boost::json;

answer list(call& c) {
  auto mine = co_await projects_of(c);
  if (!mine) co_return mine.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *mine)
    all.emplace_back(one.project.id.value, to_json(one.project, one.role));
  co_return page_of(c, std::move(all));
}

answer create(call& c) {
  auto mine = co_await projects_of(c);
  if (!mine) co_return mine.error();
  // People an owner adds are members of something with a lesser role; owners never are.
  const bool owner = std::all_of(mine->begin(), mine->end(),
                                 [](const auto& one) { return one.role == storage::role::owner; });
  if (!owner)
    co_return fail(errc::access_denied, "Only the owner of the account can make projects.");
  storage::project_row project;
  project.id = make_id<project_id>();
  project.account = c.caller->person.account;
  project.name = c.text("name");
  project.time_zone = c.optional_text("time_zone").value_or("UTC");
  project.created_at = c.env.clock.now();
  auto made = co_await ask<storage::project_row>(
      c.env.pool, "create_project",
      [project, owner = c.who(), key = c.idempotency_key](pqxx::connection& db) {
        return storage::create_project(db, project, owner, key);
      });
  if (!made) co_return made.error();
  auto seen = co_await refresh(c, made->id);
  if (!seen) co_return seen.error();
  co_return to_json(*made, storage::role::owner);
}

answer get(call& c) { co_return to_json(c.project->project, c.role); }

answer update(call& c) {
  const auto project = c.project_key();
  const auto name = c.optional_text("name");
  const auto zone = c.optional_text("time_zone");
  auto updated = co_await ask<storage::project_row>(
      c.env.pool, "update_project", [project, name, zone](pqxx::connection& db) {
        return storage::update_project(db, project, name, zone);
      });
  if (!updated) co_return updated.error();
  auto seen = co_await refresh(c, project);
  if (!seen) co_return seen.error();
  co_return to_json(*updated, c.role);
}

} // namespace projects

} // namespace switchboard::http
