#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/cookies.hpp"
#include "http/api/handlers.hpp"
#include "http/api/me.hpp"
#include "http/api/sign_in_steps.hpp"
#include "storage/accounts.hpp"
#include "storage/projects.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace json = boost::json;

answer sign_up(call& c) {
  if (!c.env.config.accounts.sign_up_open)
    co_return fail(errc::access_denied, "Nobody can sign up on this server.");
  auto hashed = co_await hash_in_turn(c, c.text("password"));
  if (!hashed) co_return hashed.error();
  storage::person_row person;
  person.id = make_id<person_id>();
  person.account = make_id<account_id>();
  person.email = c.text("email");
  person.name = c.text("name");
  person.password_hash = *hashed;
  person.locale = c.optional_text("locale").value_or("en");
  person.created_at = c.env.clock.now();
  auto made = co_await ask<storage::person_row>(
      c.env.pool, "create_owner",
      [person](pqxx::connection& db) { return storage::create_owner(db, person); });
  if (!made) co_return made.error();
  auto begun = co_await begin_session(c, *made);
  if (!begun) co_return begun.error();
  co_return to_json(*made, c.env.words);
}

answer sign_in(call& c) {
  const auto email = c.text("email");
  using found_person = std::optional<storage::person_row>;
  auto found = co_await ask<found_person>(c.env.pool, "person_by_email",
                                          [email](pqxx::connection& db) -> result<found_person> {
                                            return storage::person_by_email(db, email);
                                          });
  if (!found) co_return found.error();
  const auto stored = *found ? (*found)->password_hash : std::string{};
  const auto key = email + '\n' + c.peer;
  auto right = co_await prove_password(c, key, c.text("password"), stored);
  if (!right) co_return right.error();
  auto shown = prove_code(c, **found);
  if (!shown) co_return shown.error();
  auto begun = co_await begin_session(c, **found, *shown);
  if (!begun) co_return begun.error();
  // Not before: a right password forgives no wrong codes.
  c.env.by_email.succeeded(key);
  if (!shown->recovery_hash.empty()) --(*found)->recovery_codes;
  co_return to_json(**found, c.env.words);
}

answer sign_out(call& c) {
  const auto person = c.who();
  const auto session = c.caller->session.id;
  auto ended = co_await ask<std::string>(
      c.env.pool, "end_session", [person, session, told = note_of(c)](pqxx::connection& db) {
        return storage::end_session(db, person, session, told);
      });
  c.env.signed_in.forget(person);
  // Ended from elsewhere at the same moment: that is what was wanted.
  if (!ended && ended.error().code != errc::not_found) co_return ended.error();
  c.env.sockets.end_session(c.caller->session.token_hash);
  c.cookies.push_back(make_session_cookie("", {}, c.secure));
  co_return json::object{};
}

answer me(call& c) {
  const auto person = c.who();
  using memberships = std::vector<storage::membership_row>;
  auto read = co_await ask<memberships>(c.env.pool, "projects_of",
                                        [person](pqxx::connection& db) -> result<memberships> {
                                          return storage::projects_of(db, person);
                                        });
  if (!read) co_return read.error();
  json::array projects;
  for (const auto& one : *read) projects.push_back(to_json(one, c.env.words));
  json::object out;
  out["person"] = to_json(c.caller->person, c.env.words);
  out["projects"] = std::move(projects);
  out["csrf_token"] = c.caller->session.csrf_token;
  co_return out;
}

answer update_me(call& c) {
  const auto person = c.who();
  storage::person_change to{c.optional_text("name"), c.optional_text("locale"),
                            c.optional_text("email")};
  if (to.email == c.caller->person.email) to.email.reset();
  if (to.email) {
    if (!c.has("current"))
      co_return fail(errc::bad_request, "is needed to change the e-mail", "/current");
    auto right = co_await prove_own_password(c, "current");
    if (!right) co_return right.error();
  }
  auto told = note_of(c, to.email.value_or(""), "e-mail");
  auto updated = co_await ask<storage::person_row>(
      c.env.pool, "update_person", [person, to, told](pqxx::connection& db) {
        return storage::update_person(db, person, to, told);
      });
  if (!updated) co_return updated.error();
  c.env.signed_in.forget(person);
  // Colleagues see what is new; that they see it a moment later is no reason to fail.
  if (to.name || to.email) co_await refresh_projects_of(c);
  co_return to_json(*updated, c.env.words);
}

answer change_password(call& c) {
  auto right = co_await prove_own_password(c, "current");
  if (!right) co_return right.error();
  auto hashed = co_await hash_in_turn(c, c.text("password"));
  if (!hashed) co_return hashed.error();
  const auto person = c.who();
  const auto keep = c.caller->session.token_hash;
  auto changed =
      co_await ask<void>(c.env.pool, "change_password",
                         [person, keep, hash = *hashed, told = note_of(c)](pqxx::connection& db) {
                           return storage::change_password(db, person, hash, keep, told);
                         });
  if (!changed) co_return changed.error();
  c.env.signed_in.forget(person);
  c.env.sockets.end_others(person, keep);
  co_return json::object{};
}

} // namespace switchboard::http::auth
