#include "storage/accounts.hpp"
#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& person_columns() {
  static const std::string columns =
      "id, account_id, email, name, password_hash, locale, " + epoch_ms("created_at");
  return columns;
}

constexpr const char* add_account_sql =
    "INSERT INTO accounts (id, created_at) VALUES ($1, $2::timestamptz)";

constexpr const char* add_person_sql =
    "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz)";

const std::string& person_by_email_sql() {
  static const std::string sql =
      "SELECT " + person_columns() + " FROM persons WHERE lower(email) = lower($1)";
  return sql;
}

const std::string& person_by_id_sql() {
  static const std::string sql = "SELECT " + person_columns() + " FROM persons WHERE id = $1";
  return sql;
}

const std::string& update_person_sql() {
  static const std::string sql =
      "UPDATE persons SET name = coalesce($2, name), locale = coalesce($3, locale)"
      " WHERE id = $1 RETURNING " +
      person_columns();
  return sql;
}

constexpr const char* set_password_sql = "UPDATE persons SET password_hash = $2 WHERE id = $1";
constexpr const char* end_other_sessions_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND token_hash <> $2::bytea";

constexpr const char* add_session_sql =
    "INSERT INTO sessions (token_hash, person_id, csrf_token, user_agent, created_at, expires_at)"
    " VALUES ($1::bytea, $2, $3, $4, $5::timestamptz, $6::timestamptz)";

constexpr const char* drop_expired_sessions_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND expires_at <= $2::timestamptz";

const std::string& find_session_sql() {
  static const std::string sql = "SELECT token_hash, person_id, csrf_token, user_agent, " +
                                 epoch_ms("created_at") + ", " + epoch_ms("expires_at") +
                                 " FROM sessions WHERE token_hash = $1::bytea"
                                 " AND expires_at > $2::timestamptz";
  return sql;
}

constexpr const char* end_session_sql = "DELETE FROM sessions WHERE token_hash = $1::bytea";

person_row read_person(const pqxx::row& row) {
  person_row made;
  row_reader{row} >> made.id >> made.account >> made.email >> made.name >> made.password_hash >>
      made.locale >> made.created_at;
  return made;
}

std::optional<person_row> first_person(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return read_person(rows.front());
}

} // namespace

result<person_row> create_owner(pqxx::connection& db, person_row person) {
  pqxx::work tx{db};
  const auto now = sql_time(person.created_at);
  tx.exec_params(add_account_sql, person.account.value, now);
  try {
    tx.exec_params(add_person_sql, person.id.value, person.account.value, person.email, person.name,
                   person.password_hash, person.locale, now);
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "persons_email")) return fail(errc::email_taken, {}, "/email");
    throw;
  }
  tx.commit();
  return person;
}

std::optional<person_row> person_by_email(pqxx::connection& db, const std::string& email) {
  pqxx::nontransaction ask{db};
  return first_person(ask.exec_params(person_by_email_sql(), email));
}

std::optional<person_row> person_by_id(pqxx::connection& db, person_id person) {
  pqxx::nontransaction ask{db};
  return first_person(ask.exec_params(person_by_id_sql(), person.value));
}

result<person_row> update_person(pqxx::connection& db, person_id person,
                                 const std::optional<std::string>& name,
                                 const std::optional<std::string>& locale) {
  pqxx::nontransaction tx{db};
  auto row =
      first_person(tx.exec_params(update_person_sql(), person.value, name ? name->c_str() : nullptr,
                                  locale ? locale->c_str() : nullptr));
  if (!row) return fail(errc::not_found);
  return std::move(*row);
}

result<void> change_password(pqxx::connection& db, person_id person, const std::string& hash,
                             const std::string& keep_token_hash) {
  pqxx::work tx{db};
  auto changed = tx.exec_params(set_password_sql, person.value, hash);
  if (changed.affected_rows() == 0) return fail(errc::not_found);
  tx.exec_params(end_other_sessions_sql, person.value, pqxx::binarystring{keep_token_hash});
  tx.commit();
  return {};
}

void add_session(pqxx::connection& db, const session_row& session) {
  pqxx::work tx{db};
  // The person's expired ones go now, so that the table is no larger than what is in use.
  tx.exec_params(drop_expired_sessions_sql, session.person.value, sql_time(session.created_at));
  tx.exec_params(add_session_sql, pqxx::binarystring{session.token_hash}, session.person.value,
                 session.csrf_token, session.user_agent, sql_time(session.created_at),
                 sql_time(session.expires_at));
  tx.commit();
}

std::optional<session_row> find_session(pqxx::connection& db, const std::string& token_hash,
                                        timestamp now) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(find_session_sql(), pqxx::binarystring{token_hash}, sql_time(now));
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  session_row made;
  row_reader{row}.bytes(made.token_hash) >> made.person >> made.csrf_token >> made.user_agent >>
      made.created_at >> made.expires_at;
  return made;
}

void end_session(pqxx::connection& db, const std::string& token_hash) {
  pqxx::nontransaction tx{db};
  tx.exec_params(end_session_sql, pqxx::binarystring{token_hash});
}

} // namespace switchboard::storage
