#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/handlers.hpp"
#include "http/api/sign_in_steps.hpp"
#include "http/core/await.hpp"
#include "http/mail/mailer.hpp"
#include "http/mail/texts.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t token_bytes = 32;
constexpr auto link_life = 1h;
/// The answer to who asks for a link comes no sooner, so that its time does not tell whether there
/// is somebody to write to.
constexpr auto even_pace = 300ms;

storage::mail_row letter_with(const std::string& link, const storage::person_row& to,
                              timestamp now) {
  auto words = mail::reset_words(to.locale, to.email, link);
  storage::mail_row out;
  out.id = make_id<mail_id>();
  out.recipient = to.email;
  out.subject = std::move(words.subject);
  out.body = std::move(words.body);
  out.created_at = now;
  return out;
}

/// Writes the link and its mail if somebody has the address; says whether.
task<result<bool>> write_link(call& c) {
  const auto now = c.env.clock.now();
  co_return co_await ask<bool>(
      c.env.pool, "add_reset",
      [now, email = c.text("email"),
       base = c.env.config.http.public_url](pqxx::connection& db) -> result<bool> {
        const auto person = storage::person_by_email(db, email);
        if (!person) return false;
        const auto token = random_token(token_bytes);
        storage::add_reset(db, {sha256(token), person->id, now + link_life}, now,
                           letter_with(base + "/reset/" + token, *person, now));
        return true;
      });
}

} // namespace

answer ask_reset(call& c) {
  if (!c.env.mail.on()) co_return fail(errc::mail_off);
  const auto begun = std::chrono::steady_clock::now();
  auto written = co_await write_link(c);
  if (!written) co_return written.error();
  if (*written) c.env.mail.wake();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun);
  if (took < even_pace)
    co_await await_callback<bool>([rest = even_pace - took](auto done) {
      loop::here().after(rest, [done]() mutable { done(true); });
    });
  co_return json::object{};
}

answer finish_reset(call& c) {
  auto hashed = co_await hash_in_turn(c, c.text("password"));
  if (!hashed) co_return hashed.error();
  auto finished = co_await ask<person_id>(
      c.env.pool, "finish_reset",
      [link = sha256(c.text("token")), hash = *hashed, now = c.env.clock.now(), told = note_of(c)](
          pqxx::connection& db) { return storage::finish_reset(db, link, hash, now, told); });
  if (!finished) co_return finished.error();
  c.env.signed_in.forget(*finished);
  c.env.sockets.end_others(*finished, "");
  co_return json::object{};
}

} // namespace switchboard::http::auth
