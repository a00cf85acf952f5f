#include "config/secrets.hpp"
#include "config/totp.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/handlers.hpp"
#include "http/api/sign_in_steps.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace json = boost::json;

namespace {

/// RFC 4226: at least 128 bits.
constexpr std::size_t shortest_secret = 16;
constexpr std::size_t longest_secret = 64;

json::object shown(const http::recovery_codes& made) {
  json::array codes;
  for (const auto& one : made.shown) codes.emplace_back(one);
  json::object out;
  out["recovery_codes"] = std::move(codes);
  return out;
}

} // namespace

answer totp_begin(call& c) {
  if (!c.caller->person.totp_secret.empty())
    co_return fail(errc::bad_request, "The second factor is on already.");
  const auto secret = random_bytes(totp_secret_bytes);
  json::object out;
  out["secret"] = to_base32(secret);
  out["uri"] = totp_uri(secret, c.caller->person.email);
  co_return out;
}

answer totp_confirm(call& c) {
  const auto secret = from_base32(c.text("secret"));
  if (!secret || secret->size() < shortest_secret || secret->size() > longest_secret)
    co_return fail(errc::bad_request, "must be what auth.totp_begin gave", "/secret");
  const auto step = totp_match(*secret, c.text("code"), c.env.clock.now());
  if (!step) co_return fail(errc::bad_code, {}, "/code");
  const auto person = c.who();
  const auto codes = make_recovery_codes(person);
  const auto sealed = c.env.keys.seal(*secret, totp_place(person));
  auto turned =
      co_await ask<void>(c.env.pool, "turn_on_totp",
                         [person, sealed, step = *step, hashes = codes.hashes,
                          told = note_of(c)](pqxx::connection& db) {
                           return storage::turn_on_totp(db, person, sealed, step, hashes, told);
                         });
  if (!turned) co_return turned.error();
  c.env.signed_in.forget(person);
  co_return shown(codes);
}

answer totp_off(call& c) {
  auto right = co_await prove_own_password(c, "password");
  if (!right) co_return right.error();
  const auto person = c.who();
  auto turned =
      co_await ask<bool>(c.env.pool, "turn_off_totp",
                         [person, told = note_of(c)](pqxx::connection& db) -> result<bool> {
                           storage::turn_off_totp(db, person, told);
                           return true;
                         });
  if (!turned) co_return turned.error();
  c.env.signed_in.forget(person);
  co_return json::object{};
}

answer recovery_codes(call& c) {
  auto right = co_await prove_own_password(c, "password");
  if (!right) co_return right.error();
  const auto person = c.who();
  const auto codes = make_recovery_codes(person);
  auto set =
      co_await ask<void>(c.env.pool, "set_recovery_codes",
                         [person, hashes = codes.hashes, told = note_of(c)](pqxx::connection& db) {
                           return storage::set_recovery_codes(db, person, hashes, told);
                         });
  if (!set) co_return set.error();
  c.env.signed_in.forget(person);
  co_return shown(codes);
}

} // namespace switchboard::http::auth
