#include "storage/invites.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/new_person.hpp"
#include "http/api/refresh.hpp"
#include "http/api/sign_in_steps.hpp"

#include <boost/json.hpp>

namespace switchboard::http::invites {

namespace {

constexpr std::size_t token_bytes = 32;

/// Where the browser opens the invitation: at the public address, else where it was asked for.
std::string url_of(const call& c, const std::string& token) {
  const auto& known = c.env.config.http.public_url;
  const auto base = known.empty() ? (c.secure ? "https://" : "http://") + c.host : known;
  return base + "/invite/" + token;
}

json::object invite_json(const storage::invite_row& row, const actors::project_view& project) {
  json::object out;
  out["id"] = text_of(row.id);
  out["role"] = word_of(row.role);
  out["created_by"] = named(row.created_by, project);
  out["created_at"] = to_rfc3339(row.created_at);
  out["expires_at"] = to_rfc3339(row.expires_at);
  return out;
}

/// errc::link_expired before anybody's password is hashed for nothing.
task<result<storage::invitation>> read_invitation(call& c) {
  co_return co_await ask<storage::invitation>(
      c.env.pool, "look_at_invite",
      [hash = sha256(c.text("token")), now = c.env.clock.now()](pqxx::connection& db) {
        return storage::look_at_invite(db, hash, now);
      });
}

task<result<project_id>> join_as_oneself(call& c) {
  co_return co_await ask<project_id>(
      c.env.pool, "accept_invite",
      [hash = sha256(c.text("token")), who = c.who(), note = note_of(c)](pqxx::connection& db) {
        return storage::accept_invite(db, hash, who, note);
      });
}

task<result<project_id>> join_as_somebody_new(call& c) {
  auto person = co_await new_person(c, c.optional_text("locale").value_or("en"));
  if (!person) co_return person.error();
  struct joined {
    project_id project;
    storage::person_row person;
  };
  auto made =
      co_await ask<joined>(c.env.pool, "accept_invite",
                           [hash = sha256(c.text("token")), person = *person,
                            note = note_of(c)](pqxx::connection& db) mutable -> result<joined> {
                             const auto project = storage::accept_invite(db, hash, person, note);
                             if (!project) return project.error();
                             return joined{*project, person};
                           });
  if (!made) co_return made.error();
  auto begun = co_await begin_session(c, made->person);
  if (!begun) co_return begun.error();
  co_return made->project;
}

} // namespace

answer create(call& c) {
  const auto token = random_token(token_bytes);
  storage::invite_row row;
  row.project = c.project_key();
  row.id = make_id<invite_id>();
  row.token_hash = sha256(token);
  row.role = meant_by<storage::role>(roles, c.text("role"));
  row.created_by = c.who();
  row.created_at = c.env.clock.now();
  row.expires_at = row.created_at + storage::invite_lifetime;
  auto added =
      co_await ask<void>(c.env.pool, "add_invite", [row, note = note_of(c)](pqxx::connection& db) {
        return storage::add_invite(db, row, note);
      });
  if (!added) co_return added.error();
  json::object out;
  out["id"] = text_of(row.id);
  out["url"] = url_of(c, token);
  out["role"] = word_of(row.role);
  out["expires_at"] = to_rfc3339(row.expires_at);
  co_return out;
}

answer list(call& c) {
  using invites = std::vector<storage::invite_row>;
  auto read = co_await ask<invites>(c.env.pool, "invites_of",
                                    [project = c.project_key(), now = c.env.clock.now()](
                                        pqxx::connection& db) -> result<invites> {
                                      return storage::invites_of(db, project, now);
                                    });
  if (!read) co_return read.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *read) all.emplace_back(one.id.value, invite_json(one, *c.project));
  co_return page_of(c, std::move(all));
}

answer revoke(call& c) {
  auto revoked = co_await ask<void>(
      c.env.pool, "revoke_invite",
      [project = c.project_key(), invite = c.id<invite_id>("invite"), note = note_of(c)](
          pqxx::connection& db) { return storage::revoke_invite(db, project, invite, note); });
  if (!revoked) co_return revoked.error();
  co_return json::object{};
}

answer look(call& c) {
  auto found = co_await read_invitation(c);
  if (!found) co_return found.error();
  json::object out;
  out["project"] = found->project;
  out["role"] = word_of(found->role);
  out["invited_by"] = found->invited_by;
  co_return out;
}

answer accept(call& c) {
  auto still = co_await read_invitation(c);
  if (!still) co_return still.error();
  auto joined = c.caller ? co_await join_as_oneself(c) : co_await join_as_somebody_new(c);
  if (!joined) co_return joined.error();
  auto seen = co_await refresh_project(c, *joined);
  if (!seen) co_return seen.error();
  json::object out;
  out["project"] = text_of(*joined);
  co_return out;
}

} // namespace switchboard::http::invites
