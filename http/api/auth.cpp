#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/cookies.hpp"
#include "http/api/handlers.hpp"
#include "http/api/me.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

/// How long a password waits for its turn to be hashed.
constexpr auto hashing_turn = 10s;

/// Compared with when the e-mail is unknown, so that the answer takes as long.
const std::string& nobodys_hash() {
  static const auto hash = hash_password(random_token(16));
  return hash;
}

error wait_first(std::chrono::seconds pause) {
  auto refused = fail(errc::too_many_attempts);
  refused.retry_after_s = static_cast<int>(pause.count());
  return refused;
}

task<result<std::string>> hash(call& c, std::string password) {
  const auto turn = co_await c.env.hashing.take(hashing_turn);
  if (!turn) co_return fail(errc::unavailable);
  auto made = co_await compute<std::string>(
      c.env.pool, [password]() -> result<std::string> { return hash_password(password); });
  co_return made;
}

/// errc::bad_credentials when it is not the password of `against`; failures are counted for `key`.
/// They are looked at when it is the password's turn, so guesses sent at once gain nothing.
task<result<void>> check(call& c, std::string key, std::string password, std::string against) {
  const auto turn = co_await c.env.hashing.take(hashing_turn);
  if (!turn) co_return fail(errc::unavailable);
  const auto now = std::chrono::steady_clock::now();
  const auto pause = std::max(c.env.by_email.pause(key, now), c.env.by_address.pause(c.peer, now));
  if (pause.count() > 0) co_return wait_first(pause);
  auto same = co_await compute<bool>(c.env.pool, [password, against]() -> result<bool> {
    return check_password(password, against.empty() ? nobodys_hash() : against) && !against.empty();
  });
  if (!same) co_return same.error();
  if (*same) {
    c.env.by_email.succeeded(key);
    co_return result<void>{};
  }
  c.env.by_email.failed(key, now);
  c.env.by_address.failed(c.peer, now);
  co_return fail(errc::bad_credentials);
}

task<result<void>> begin_session(call& c, person_id person) {
  const std::chrono::days lifetime{c.env.config.timing.session_days};
  auto token = co_await c.env.signed_in.begin(person, c.user_agent, lifetime);
  if (!token) co_return token.error();
  const bool secure = c.secure || c.env.config.http.public_url.starts_with("https://");
  c.cookies.push_back(make_session_cookie(*token, lifetime, secure));
  co_return result<void>{};
}

} // namespace

answer sign_up(call& c) {
  if (!c.env.config.accounts.sign_up_open)
    co_return fail(errc::access_denied, "Nobody can sign up on this server.");
  auto hashed = co_await hash(c, c.text("password"));
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
  auto begun = co_await begin_session(c, made->id);
  if (!begun) co_return begun.error();
  co_return to_json(*made);
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
  auto right = co_await check(c, email + '\n' + c.peer, c.text("password"), stored);
  if (!right) co_return right.error();
  auto begun = co_await begin_session(c, (*found)->id);
  if (!begun) co_return begun.error();
  co_return to_json(**found);
}

answer sign_out(call& c) {
  auto ended = co_await c.env.signed_in.end(*c.caller);
  if (!ended) co_return ended.error();
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
  for (const auto& one : *read) projects.push_back(to_json(one.project, one.role));
  json::object out;
  out["person"] = to_json(c.caller->person);
  out["projects"] = std::move(projects);
  out["csrf_token"] = c.caller->session.csrf_token;
  co_return out;
}

answer update_me(call& c) {
  const auto person = c.who();
  const auto name = c.optional_text("name");
  const auto locale = c.optional_text("locale");
  auto updated = co_await ask<storage::person_row>(
      c.env.pool, "update_person", [person, name, locale](pqxx::connection& db) {
        return storage::update_person(db, person, name, locale);
      });
  if (!updated) co_return updated.error();
  c.env.signed_in.forget(person);
  // Colleagues see the new name; that they see it a moment later is no reason to fail.
  if (name) co_await refresh_projects_of(c);
  co_return to_json(*updated);
}

answer change_password(call& c) {
  auto right = co_await check(c, "change\n" + to_string(c.who()), c.text("current"),
                              c.caller->person.password_hash);
  if (!right) {
    auto refused = right.error();
    if (refused.code == errc::bad_credentials) {
      refused.pointer = "/current";
      refused.detail = "This is not the present password.";
    }
    co_return refused;
  }
  auto hashed = co_await hash(c, c.text("password"));
  if (!hashed) co_return hashed.error();
  const auto person = c.who();
  const auto keep = c.caller->session.token_hash;
  auto changed = co_await ask<void>(c.env.pool, "change_password",
                                    [person, keep, hash = *hashed](pqxx::connection& db) {
                                      return storage::change_password(db, person, hash, keep);
                                    });
  if (!changed) co_return changed.error();
  c.env.signed_in.forget(person);
  c.env.sockets.end_others(person, keep);
  co_return json::object{};
}

} // namespace switchboard::http::auth
