#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/new_person.hpp"
#include "http/api/refresh.hpp"
#include "storage/team.hpp"
#include "storage/told_changes.hpp"

#include <boost/json.hpp>

namespace switchboard::http::members {

using storage::member_row;

namespace {

/// Bits of the permissions that were said to be so.
storage::forbidden_set said(const call& c, bool allowed) {
  storage::forbidden_set out = 0;
  const auto* given = c.params.if_contains("permissions");
  if (given == nullptr || !given->is_object()) return out;
  for (std::size_t i = 0; i < storage::permission_count; ++i) {
    const auto* value = given->get_object().if_contains(storage::permission_words[i]);
    if (value != nullptr && value->is_bool() && value->get_bool() == allowed) out |= 1U << i;
  }
  return out;
}

storage::member_rights rights_of(const call& c) {
  storage::member_rights as;
  as.role = meant_by<storage::role>(roles, c.text("role"));
  as.forbidden = said(c, false);
  as.forbidden_departments = c.ids<department_id>("forbidden_departments");
  return as;
}

/// The member as the answer of what made them so, once everybody follows.
answer told(call& c, result<member_row> changed) {
  if (!changed) co_return changed.error();
  auto seen = co_await refresh_project(c, c.project_key());
  if (!seen) co_return seen.error();
  co_return to_json(*changed, c.env.words);
}

answer add_staff(call& c, person_id person) {
  for (const auto* field : {"name", "email", "password"})
    if (c.has(field))
      co_return fail(errc::bad_request, "is the person's own to change", std::string{"/"} + field);
  auto added =
      co_await ask<member_row>(c.env.pool, "add_staff_member",
                               [project = c.project_key(), person, as = rights_of(c),
                                note = note_of(c)](pqxx::connection& db) {
                                 return storage::add_staff_member(db, project, person, as, note);
                               });
  co_return co_await told(c, std::move(added));
}

} // namespace

answer list(call& c) {
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& [id, member] : c.project->members)
    all.emplace_back(id.value, to_json(member, c.env.words));
  co_return page_of(c, std::move(all));
}

answer add(call& c) {
  if (c.has("person")) co_return co_await add_staff(c, c.id<person_id>("person"));
  auto person = co_await new_person(c, c.caller->person.locale);
  if (!person) co_return person.error();
  auto added = co_await ask<member_row>(
      c.env.pool, "add_member",
      [project = c.project_key(), person = *person, as = rights_of(c), note = note_of(c)](
          pqxx::connection& db) { return storage::add_member(db, project, person, as, note); });
  co_return co_await told(c, std::move(added));
}

answer update(call& c) {
  storage::member_change to;
  if (const auto as = c.optional_text("role")) to.role = meant_by<storage::role>(roles, *as);
  to.forbid = said(c, false);
  to.allow = said(c, true);
  if (c.has("forbidden_departments"))
    to.forbidden_departments = c.ids<department_id>("forbidden_departments");
  auto changed = co_await ask<member_row>(
      c.env.pool, "update_member",
      [project = c.project_key(), member = c.id<person_id>("member"), to, note = note_of(c)](
          pqxx::connection& db) { return storage::update_member(db, project, member, to, note); });
  co_return co_await told(c, std::move(changed));
}

answer remove(call& c) {
  auto removed = co_await ask<void>(
      c.env.pool, "remove_member",
      [project = c.project_key(), member = c.id<person_id>("member"), note = note_of(c)](
          pqxx::connection& db) { return storage::remove_member(db, project, member, note); });
  if (!removed) co_return removed.error();
  auto seen = co_await refresh_project(c, c.project_key());
  if (!seen) co_return seen.error();
  co_return json::object{};
}

answer set_presence(call& c) {
  auto changed = co_await ask<void>(
      c.env.pool, "set_away",
      [project = c.project_key(), who = c.who(), away = c.flag("away")](pqxx::connection& db) {
        return storage::set_away(db, project, who, away);
      });
  if (!changed) co_return changed.error();
  auto seen = co_await refresh_project(c, c.project_key());
  if (!seen) co_return seen.error();
  co_return json::object{};
}

answer presence(call& c) {
  auto team =
      co_await await_reply<actors::team_state>([&c](actors::reply<actors::team_state> done) {
        c.env.node.ask_team(c.project_key(), std::move(done));
      });
  if (!team) co_return team.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& [id, member] : c.project->members)
    all.emplace_back(id.value, presence_json(id, (*team)[id]));
  co_return page_of(c, std::move(all));
}

} // namespace switchboard::http::members
