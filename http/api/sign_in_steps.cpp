#include "http/api/sign_in_steps.hpp"

#include "config/secrets.hpp"
#include "config/totp.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/cookies.hpp"

#include <algorithm>

namespace switchboard::http {

using namespace std::chrono_literals;

namespace {

/// How long a password waits for its turn to be hashed.
constexpr auto hashing_turn = 10s;

constexpr std::size_t recovery_code_count = 10;
/// 80 bits: too many to be guessed from a stolen table of hashes. 16 letters of base32.
constexpr std::size_t recovery_code_bytes = 10;
constexpr std::size_t code_digits = 6;

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

std::chrono::seconds pause_of(call& c, const std::string& key) {
  const auto now = std::chrono::steady_clock::now();
  return std::max(c.env.by_email.pause(key, now), c.env.by_address.pause(c.peer, now));
}

void count_failure(call& c, const std::string& key) {
  const auto now = std::chrono::steady_clock::now();
  c.env.by_email.failed(key, now);
  c.env.by_address.failed(c.peer, now);
}

/// Wherever they come from: a million codes are few for many addresses.
std::string code_key(person_id person) { return "code\n" + to_string(person); }

std::string own_key(person_id person) { return "change\n" + to_string(person); }

std::string recovery_hash(person_id person, std::string_view bytes) {
  return sha256("recovery code:" + to_string(person) + ':' + std::string{bytes});
}

/// "ABCD-EFGH-IJKL-MNOP"
std::string in_groups(const std::string& letters) {
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += letters[i];
  }
  return out;
}

std::string without_blanks(const std::string& code) {
  std::string out;
  std::copy_if(code.begin(), code.end(), std::back_inserter(out),
               [](char letter) { return letter != ' ' && letter != '-'; });
  return out;
}

bool is_digits(std::string_view text) {
  return text.size() == code_digits && text.find_first_not_of("0123456789") == text.npos;
}

} // namespace

std::string totp_place(person_id person) { return "person:" + to_string(person) + ":totp"; }

task<result<std::string>> hash_in_turn(call& c, std::string password) {
  const auto turn = co_await c.env.hashing.take(hashing_turn);
  if (!turn) co_return fail(errc::unavailable);
  auto made = co_await compute<std::string>(
      c.env.pool, [password]() -> result<std::string> { return hash_password(password); });
  co_return made;
}

task<result<void>> prove_password(call& c, std::string key, std::string password,
                                  std::string against) {
  const auto turn = co_await c.env.hashing.take(hashing_turn);
  if (!turn) co_return fail(errc::unavailable);
  if (const auto pause = pause_of(c, key); pause.count() > 0) co_return wait_first(pause);
  auto same = co_await compute<bool>(c.env.pool, [password, against]() -> result<bool> {
    return check_password(password, against.empty() ? nobodys_hash() : against) && !against.empty();
  });
  if (!same) co_return same.error();
  if (*same) co_return result<void>{};
  count_failure(c, key);
  co_return fail(errc::bad_credentials);
}

task<result<void>> prove_own_password(call& c, std::string field) {
  const auto key = own_key(c.who());
  auto right = co_await prove_password(c, key, c.text(field), c.caller->person.password_hash);
  if (right) {
    c.env.by_email.succeeded(key);
    co_return result<void>{};
  }
  auto refused = right.error();
  if (refused.code == errc::bad_credentials) {
    refused.pointer = "/" + field;
    refused.detail = "This is not the present password.";
  }
  co_return refused;
}

result<storage::second_factor> prove_code(call& c, const storage::person_row& person) {
  storage::second_factor shown;
  if (person.totp_secret.empty()) return shown;
  const auto code = without_blanks(c.text("code"));
  if (code.empty()) return fail(errc::code_required);
  const auto key = code_key(person.id);
  if (const auto pause = pause_of(c, key); pause.count() > 0) return wait_first(pause);
  if (is_digits(code)) {
    const auto secret = c.env.keys.open(person.totp_secret, totp_place(person.id));
    if (!secret) return secret.error();
    shown.step = totp_match(*secret, code, c.env.clock.now());
    if (shown.step) return shown;
  } else if (const auto bytes = from_base32(code); bytes && bytes->size() == recovery_code_bytes) {
    shown.recovery_hash = recovery_hash(person.id, *bytes);
    return shown;
  }
  count_failure(c, key);
  return fail(errc::bad_code);
}

task<result<void>> begin_session(call& c, storage::person_row person,
                                 storage::second_factor shown) {
  const std::chrono::days lifetime{c.env.config.timing.session_days};
  const auto key = code_key(person.id);
  const auto who = person.id;
  const bool recovered = !shown.recovery_hash.empty();
  const bool proved = shown.step || recovered;
  auto told = note_of(c, {}, recovered ? "recovery code" : "");
  told.person = who;
  auto token = co_await c.env.signed_in.begin(
      {std::move(person), std::move(shown), c.user_agent, c.peer, std::move(told)}, lifetime);
  if (!token) {
    if (token.error().code == errc::bad_code) count_failure(c, key);
    co_return token.error();
  }
  if (proved) c.env.by_email.succeeded(key);
  // The person's other sessions say how many codes are left.
  if (recovered) c.env.signed_in.forget(who);
  const bool secure = c.secure || c.env.config.http.public_url.starts_with("https://");
  c.cookies.push_back(make_session_cookie(*token, lifetime, secure));
  co_return result<void>{};
}

recovery_codes make_recovery_codes(person_id person) {
  recovery_codes made;
  for (std::size_t i = 0; i < recovery_code_count; ++i) {
    const auto bytes = random_bytes(recovery_code_bytes);
    made.shown.push_back(in_groups(to_base32(bytes)));
    made.hashes.push_back(recovery_hash(person, bytes));
  }
  return made;
}

} // namespace switchboard::http
