#include "storage/sign_in.hpp"

#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* use_step_sql =
    "UPDATE persons SET totp_last_step = $2"
    " WHERE id = $1 AND totp_secret IS NOT NULL AND totp_last_step < $2";

constexpr const char* use_recovery_code_sql =
    "DELETE FROM recovery_codes WHERE person_id = $1 AND code_hash = $2::bytea";

constexpr const char* drop_expired_sessions_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND expires_at <= $2::timestamptz";

// Everything here locks the person first, so that nobody waits in a circle; who comes second looks
// at what the first has left.
constexpr const char* proven_sql =
    "SELECT totp_secret IS NOT NULL FROM persons"
    " WHERE id = $1 AND removed_at IS NULL AND password_hash = $2 FOR NO KEY UPDATE";

constexpr const char* add_session_sql =
    "INSERT INTO sessions (id, token_hash, person_id, csrf_token, user_agent, address, created_at,"
    " last_seen_at, expires_at)"
    " VALUES ($1, $2::bytea, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz, $8::timestamptz)";

constexpr const char* turn_on_totp_sql =
    "UPDATE persons SET totp_secret = $2::bytea, totp_last_step = $3"
    " WHERE id = $1 AND totp_secret IS NULL";

constexpr const char* turn_off_totp_sql =
    "UPDATE persons SET totp_secret = NULL WHERE id = $1 AND totp_secret IS NOT NULL";

constexpr const char* lock_totp_sql =
    "SELECT 1 FROM persons WHERE id = $1 AND totp_secret IS NOT NULL FOR UPDATE";

constexpr const char* drop_recovery_codes_sql = "DELETE FROM recovery_codes WHERE person_id = $1";

constexpr const char* add_recovery_code_sql =
    "INSERT INTO recovery_codes (person_id, code_hash) VALUES ($1, $2::bytea)";

constexpr const char* lock_person_sql =
    "SELECT 1 FROM persons WHERE id = $1 AND removed_at IS NULL FOR UPDATE";

constexpr const char* drop_expired_resets_sql =
    "DELETE FROM password_resets WHERE person_id = $1 AND expires_at <= $2::timestamptz";

constexpr const char* count_resets_sql =
    "SELECT count(*) FROM password_resets WHERE person_id = $1";

constexpr const char* add_reset_sql =
    "INSERT INTO password_resets (token_hash, person_id, expires_at)"
    " VALUES ($1::bytea, $2, $3::timestamptz)";

constexpr const char* reset_person_sql =
    "SELECT person_id FROM password_resets WHERE token_hash = $1::bytea";

constexpr const char* use_reset_sql =
    "DELETE FROM password_resets WHERE token_hash = $1::bytea"
    " AND expires_at > $2::timestamptz";

constexpr const char* set_password_sql = "UPDATE persons SET password_hash = $2 WHERE id = $1";

constexpr const char* drop_resets_sql = "DELETE FROM password_resets WHERE person_id = $1";

constexpr const char* end_sessions_sql = "DELETE FROM sessions WHERE person_id = $1";

bool use(pqxx::transaction_base& tx, person_id person, const second_factor& shown) {
  if (shown.step)
    return tx.exec_params(use_step_sql, person.value, *shown.step).affected_rows() == 1;
  if (shown.recovery_hash.empty()) return true;
  return tx.exec_params(use_recovery_code_sql, person.value,
                        pqxx::binarystring{shown.recovery_hash})
             .affected_rows() == 1;
}

void put_recovery_codes(pqxx::transaction_base& tx, person_id person,
                        const std::vector<std::string>& hashes) {
  tx.exec_params(drop_recovery_codes_sql, person.value);
  for (const auto& hash : hashes)
    tx.exec_params(add_recovery_code_sql, person.value, pqxx::binarystring{hash});
}

} // namespace

result<void> sign_in(pqxx::connection& db, const session_row& session,
                     const std::string& password_hash, const second_factor& shown,
                     const audit_row& told) {
  pqxx::work tx{db};
  const auto found = tx.exec_params(proven_sql, session.person.value, password_hash);
  if (found.empty()) return fail(errc::bad_credentials);
  const bool shown_one = shown.step || !shown.recovery_hash.empty();
  if (found.front()[0].as<bool>() && !shown_one) return fail(errc::code_required);
  if (!use(tx, session.person, shown)) return fail(errc::bad_code);
  // The person's expired ones go now, so that the table is no larger than what is in use.
  tx.exec_params(drop_expired_sessions_sql, session.person.value, sql_time(session.created_at));
  tx.exec_params(add_session_sql, session.id.value, pqxx::binarystring{session.token_hash},
                 session.person.value, session.csrf_token, session.user_agent, session.address,
                 sql_time(session.created_at), sql_time(session.expires_at));
  add_audit_everywhere(tx, told);
  tx.commit();
  return {};
}

result<void> turn_on_totp(pqxx::connection& db, person_id person, const std::string& sealed_secret,
                          std::int64_t step, const std::vector<std::string>& recovery_hashes,
                          const audit_row& told) {
  pqxx::work tx{db};
  const auto turned =
      tx.exec_params(turn_on_totp_sql, person.value, pqxx::binarystring{sealed_secret}, step);
  if (turned.affected_rows() == 0)
    return fail(errc::bad_request, "The second factor is on already.");
  put_recovery_codes(tx, person, recovery_hashes);
  add_audit_everywhere(tx, told);
  tx.commit();
  return {};
}

void turn_off_totp(pqxx::connection& db, person_id person, const audit_row& told) {
  pqxx::work tx{db};
  if (tx.exec_params(turn_off_totp_sql, person.value).affected_rows() == 0) return;
  tx.exec_params(drop_recovery_codes_sql, person.value);
  add_audit_everywhere(tx, told);
  tx.commit();
}

result<void> set_recovery_codes(pqxx::connection& db, person_id person,
                                const std::vector<std::string>& hashes, const audit_row& told) {
  pqxx::work tx{db};
  if (tx.exec_params(lock_totp_sql, person.value).empty())
    return fail(errc::bad_request, "The second factor is off.");
  put_recovery_codes(tx, person, hashes);
  add_audit_everywhere(tx, told);
  tx.commit();
  return {};
}

void add_reset(pqxx::connection& db, const reset_row& link, timestamp now, const mail_row& mail) {
  pqxx::work tx{db};
  if (tx.exec_params(lock_person_sql, link.person.value).empty()) return;
  tx.exec_params(drop_expired_resets_sql, link.person.value, sql_time(now));
  const auto live = tx.exec_params1(count_resets_sql, link.person.value)[0].as<int>();
  if (live < most_resets) {
    tx.exec_params(add_reset_sql, pqxx::binarystring{link.token_hash}, link.person.value,
                   sql_time(link.expires_at));
    add_mail(tx, mail);
  }
  tx.commit();
}

result<person_id> finish_reset(pqxx::connection& db, const std::string& token_hash,
                               const std::string& password_hash, timestamp now, audit_row told) {
  pqxx::work tx{db};
  const auto link = tx.exec_params(reset_person_sql, pqxx::binarystring{token_hash});
  if (link.empty()) return fail(errc::link_expired);
  const person_id person{link.front()[0].as<std::int64_t>()};
  if (tx.exec_params(lock_person_sql, person.value).empty()) return fail(errc::link_expired);
  const auto used = tx.exec_params(use_reset_sql, pqxx::binarystring{token_hash}, sql_time(now));
  if (used.affected_rows() == 0) return fail(errc::link_expired);
  tx.exec_params(set_password_sql, person.value, password_hash);
  tx.exec_params(drop_resets_sql, person.value);
  tx.exec_params(end_sessions_sql, person.value);
  told.person = person;
  add_audit_everywhere(tx, told);
  tx.commit();
  return person;
}

} // namespace switchboard::storage
