#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/refresh.hpp"
#include "storage/team.hpp"

#include <boost/json.hpp>

namespace switchboard::http::staff {

namespace {

json::object staff_json(const storage::staff_row& one, const codec& with) {
  json::object person;
  person["id"] = text_of(one.id);
  person["name"] = one.name;
  person["email"] = one.email;
  person["photo_url"] = picture_url(one.photo_blob, with);
  json::array projects;
  for (const auto& in : one.projects) {
    json::object project;
    project["id"] = text_of(in.id);
    project["name"] = in.name;
    project["role"] = word_of(in.role);
    projects.push_back(std::move(project));
  }
  json::object out;
  out["person"] = std::move(person);
  out["projects"] = std::move(projects);
  return out;
}

} // namespace

answer list(call& c) {
  using staff_rows = std::vector<storage::staff_row>;
  auto read = co_await ask<staff_rows>(c.env.pool, "staff_of",
                                       [account = c.caller->person.account,
                                        who = c.who()](pqxx::connection& db) -> result<staff_rows> {
                                         return storage::staff_of(db, account, who);
                                       });
  if (!read) co_return read.error();
  // Whoever owns or administers anything is there themselves.
  if (read->empty()) co_return fail(errc::access_denied);
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *read) all.emplace_back(one.id.value, staff_json(one, c.env.words));
  co_return page_of(c, std::move(all));
}

answer remove(call& c) {
  const auto person = c.id<person_id>("person");
  auto removed = co_await ask<storage::removed_staff>(
      c.env.pool, "remove_staff",
      [account = c.caller->person.account, person, note = note_of(c)](pqxx::connection& db) {
        return storage::remove_staff(db, account, person, note);
      });
  if (!removed) co_return removed.error();
  if (removed->signed_out) {
    c.env.signed_in.forget(person);
    c.env.sockets.end_others(person, "");
  }
  for (const auto project : removed->projects) {
    auto seen = co_await refresh_project(c, project);
    if (!seen) co_return seen.error();
  }
  co_return json::object{};
}

} // namespace switchboard::http::staff
