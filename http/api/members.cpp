#include "actors/node.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::members {

namespace json = boost::json;

answer list(call& c) {
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& [id, member] : c.project->members) all.emplace_back(id.value, to_json(member));
  co_return page_of(c, std::move(all));
}

answer add(call& c) {
  const auto turn = co_await c.env.hashing.take(std::chrono::seconds{10});
  if (!turn) co_return fail(errc::unavailable);
  storage::person_row person;
  person.id = make_id<person_id>();
  person.account = c.project->project.account;
  person.email = c.text("email");
  person.name = c.text("name");
  person.locale = c.caller->person.locale;
  person.created_at = c.env.clock.now();
  auto hashed = co_await compute<std::string>(
      c.env.pool,
      [password = c.text("password")]() -> result<std::string> { return hash_password(password); });
  if (!hashed) co_return hashed.error();
  person.password_hash = *hashed;
  const auto as = c.text("role") == "admin" ? storage::role::admin : storage::role::manager;
  auto added = co_await ask<storage::member_row>(
      c.env.pool, "add_member", [project = c.project_key(), person, as](pqxx::connection& db) {
        return storage::add_member(db, project, person, as);
      });
  if (!added) co_return added.error();
  auto seen = co_await await_reply<actors::project_view_ptr>(
      [&c](actors::reply<actors::project_view_ptr> done) {
        c.env.node.refresh_project(c.project_key(), std::move(done));
      });
  if (!seen) co_return seen.error();
  co_return to_json(*added);
}

} // namespace switchboard::http::members
