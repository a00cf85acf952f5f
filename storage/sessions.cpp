#include "storage/accounts.hpp"
#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& session_columns() {
  static const std::string columns =
      "id, token_hash, person_id, csrf_token, user_agent, address, " + epoch_ms("created_at") +
      ", " + epoch_ms("last_seen_at") + ", " + epoch_ms("expires_at");
  return columns;
}

const std::string& find_session_sql() {
  static const std::string sql = "SELECT " + session_columns() +
                                 " FROM sessions WHERE token_hash = $1::bytea"
                                 " AND expires_at > $2::timestamptz";
  return sql;
}

const std::string& sessions_of_sql() {
  static const std::string sql = "SELECT " + session_columns() +
                                 " FROM sessions WHERE person_id = $1"
                                 " AND expires_at > $2::timestamptz ORDER BY id";
  return sql;
}

constexpr const char* touch_session_sql =
    "UPDATE sessions SET last_seen_at = $2::timestamptz"
    " WHERE id = $1 AND last_seen_at <= $2::timestamptz - interval '1 hour'";

constexpr const char* end_session_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND id = $2 RETURNING token_hash, user_agent";

constexpr const char* end_other_sessions_sql =
    "DELETE FROM sessions WHERE person_id = $1 AND token_hash <> $2::bytea";

session_row read_session(const pqxx::row& row) {
  session_row made;
  row_reader from{row};
  from >> made.id;
  from.bytes(made.token_hash) >> made.person >> made.csrf_token >> made.user_agent >>
      made.address >> made.created_at >> made.last_seen_at >> made.expires_at;
  return made;
}

} // namespace

std::optional<session_row> find_session(pqxx::connection& db, const std::string& token_hash,
                                        timestamp now) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(find_session_sql(), pqxx::binarystring{token_hash}, sql_time(now));
  if (rows.empty()) return std::nullopt;
  return read_session(rows.front());
}

std::vector<session_row> sessions_of(pqxx::connection& db, person_id person, timestamp now) {
  pqxx::nontransaction ask{db};
  std::vector<session_row> all;
  for (const auto& row : ask.exec_params(sessions_of_sql(), person.value, sql_time(now)))
    all.push_back(read_session(row));
  return all;
}

void touch_session(pqxx::connection& db, session_id session, timestamp now) {
  pqxx::nontransaction tx{db};
  tx.exec_params(touch_session_sql, session.value, sql_time(now));
}

result<std::string> end_session(pqxx::connection& db, person_id person, session_id session,
                                audit_row told) {
  pqxx::work tx{db};
  const auto rows = tx.exec_params(end_session_sql, person.value, session.value);
  if (rows.empty()) return fail(errc::not_found);
  const auto row = rows.front();
  std::string hash;
  row_reader{row}.bytes(hash) >> told.subject;
  add_audit_everywhere(tx, told);
  tx.commit();
  return hash;
}

void end_other_sessions(pqxx::connection& db, person_id person, const std::string& keep_token_hash,
                        const audit_row& told) {
  pqxx::work tx{db};
  const auto ended =
      tx.exec_params(end_other_sessions_sql, person.value, pqxx::binarystring{keep_token_hash});
  if (ended.affected_rows() == 0) return;
  add_audit_everywhere(tx, told);
  tx.commit();
}

} // namespace switchboard::storage
