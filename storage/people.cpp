#include "storage/accounts.hpp"
#include "storage/loose_blobs.hpp"
#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& person_columns() {
  static const std::string columns =
      "id, account_id, email, name, password_hash, locale, encode(photo_blob, 'hex'), totp_secret,"
      " (SELECT count(*) FROM recovery_codes c WHERE c.person_id = persons.id), " +
      epoch_ms("created_at");
  return columns;
}

constexpr const char* add_account_sql =
    "INSERT INTO accounts (id, owner_id, created_at) VALUES ($1, $2, $3::timestamptz)";

constexpr const char* add_person_sql =
    "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz)";

const std::string& person_by_email_sql() {
  static const std::string sql = "SELECT " + person_columns() +
                                 " FROM persons WHERE lower(email) = lower($1)"
                                 " AND removed_at IS NULL";
  return sql;
}

const std::string& person_by_id_sql() {
  static const std::string sql =
      "SELECT " + person_columns() + " FROM persons WHERE id = $1 AND removed_at IS NULL";
  return sql;
}

const std::string& update_person_sql() {
  static const std::string sql =
      "UPDATE persons SET name = coalesce($2, name), locale = coalesce($3, locale),"
      " email = coalesce($4, email) WHERE id = $1 AND removed_at IS NULL RETURNING " +
      person_columns();
  return sql;
}

constexpr const char* lock_photo_sql =
    "SELECT encode(photo_blob, 'hex') FROM persons WHERE id = $1 AND removed_at IS NULL FOR UPDATE";

const std::string& set_photo_sql() {
  static const std::string sql =
      "UPDATE persons SET photo_blob = decode(nullif($2, ''), 'hex')"
      " WHERE id = $1 AND removed_at IS NULL RETURNING " +
      person_columns();
  return sql;
}

constexpr const char* set_password_sql =
    "UPDATE persons SET password_hash = $2 WHERE id = $1 AND removed_at IS NULL";

constexpr const char* drop_resets_sql = "DELETE FROM password_resets WHERE person_id = $1";

constexpr const char* end_other_sessions_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND token_hash <> $2::bytea";

person_row read_person(const pqxx::row& row) {
  person_row made;
  row_reader from{row};
  from >> made.id >> made.account >> made.email >> made.name >> made.password_hash >> made.locale >>
      made.photo_blob;
  from.bytes(made.totp_secret) >> made.recovery_codes >> made.created_at;
  return made;
}

std::optional<person_row> first_person(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return read_person(rows.front());
}

const char* text_or_null(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

} // namespace

result<person_row> create_owner(pqxx::connection& db, person_row person) {
  pqxx::work tx{db};
  const auto now = sql_time(person.created_at);
  tx.exec_params(add_account_sql, person.account.value, person.id.value, now);
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

result<person_row> update_person(pqxx::connection& db, person_id person, const person_change& to,
                                 const audit_row& told) {
  pqxx::work tx{db};
  try {
    auto row = first_person(tx.exec_params(update_person_sql(), person.value, text_or_null(to.name),
                                           text_or_null(to.locale), text_or_null(to.email)));
    if (!row) return fail(errc::not_found);
    if (to.email) {
      tx.exec_params(drop_resets_sql, person.value);
      add_audit_everywhere(tx, told);
    }
    tx.commit();
    return std::move(*row);
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "persons_email")) return fail(errc::email_taken, {}, "/email");
    throw;
  }
}

result<person_row> set_photo(pqxx::connection& db, person_id person, const std::string& blob,
                             timestamp now) {
  pqxx::work tx{db};
  const auto before = tx.exec_params(lock_photo_sql, person.value);
  if (before.empty()) return fail(errc::not_found);
  const std::string old = before.front()[0].as<std::string>("");
  if (old != blob) loosen_blob(tx, old, now);
  auto row = first_person(tx.exec_params(set_photo_sql(), person.value, blob));
  tx.commit();
  return std::move(*row);
}

result<void> change_password(pqxx::connection& db, person_id person, const std::string& hash,
                             const std::string& keep_token_hash, const audit_row& told) {
  pqxx::work tx{db};
  auto changed = tx.exec_params(set_password_sql, person.value, hash);
  if (changed.affected_rows() == 0) return fail(errc::not_found);
  tx.exec_params(end_other_sessions_sql, person.value, pqxx::binarystring{keep_token_hash});
  tx.exec_params(drop_resets_sql, person.value);
  add_audit_everywhere(tx, told);
  tx.commit();
  return {};
}

} // namespace switchboard::storage
