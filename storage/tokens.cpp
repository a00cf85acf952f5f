#include "storage/tokens.hpp"

#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& token_columns() {
  static const std::string columns =
      "t.project_id, t.id, t.person_id, t.name, t.token_hash, t.scopes, " +
      epoch_ms("t.created_at") + ", " + epoch_ms("t.last_used_at");
  return columns;
}

// Locked, so that of two who add the last one only one does, and none is added while its person is
// being removed.
constexpr const char* lock_maker_sql =
    "SELECT 1 FROM projects p JOIN members m ON m.project_id = p.id"
    " WHERE p.id = $1 AND m.person_id = $2 AND p.deleted_at IS NULL AND m.removed_at IS NULL"
    " FOR UPDATE";

constexpr const char* count_tokens_sql = "SELECT count(*) FROM api_tokens WHERE project_id = $1";

constexpr const char* add_token_sql =
    "INSERT INTO api_tokens (project_id, id, person_id, name, token_hash, scopes, created_at)"
    " VALUES ($1, $2, $3, $4, $5::bytea, $6, $7::timestamptz)";

const std::string& tokens_of_sql() {
  static const std::string sql =
      "SELECT " + token_columns() + " FROM api_tokens t WHERE t.project_id = $1 ORDER BY t.id";
  return sql;
}

const std::string& find_token_sql() {
  static const std::string sql =
      "SELECT " + token_columns() +
      " FROM api_tokens t"
      " JOIN members m ON m.project_id = t.project_id AND m.person_id = t.person_id"
      " JOIN projects p ON p.id = t.project_id JOIN persons s ON s.id = t.person_id"
      " WHERE t.token_hash = $1::bytea"
      " AND m.removed_at IS NULL AND p.deleted_at IS NULL AND s.removed_at IS NULL";
  return sql;
}

constexpr const char* drop_token_sql =
    "DELETE FROM api_tokens WHERE project_id = $1 AND id = $2 RETURNING token_hash, name";

constexpr const char* touch_token_sql =
    "UPDATE api_tokens SET last_used_at = $3::timestamptz WHERE project_id = $1 AND id = $2"
    " AND (last_used_at IS NULL OR last_used_at <= $3::timestamptz - interval '1 hour')";

api_token_row read_token(const pqxx::row& row) {
  api_token_row made;
  std::int32_t scopes = 0;
  row_reader from{row};
  from >> made.project >> made.id >> made.person >> made.name;
  from.bytes(made.token_hash) >> scopes >> made.created_at >> made.last_used_at;
  made.scopes = static_cast<std::uint32_t>(scopes);
  return made;
}

} // namespace

result<void> add_token(pqxx::connection& db, const api_token_row& token, const audit_row& told) {
  pqxx::work tx{db};
  if (tx.exec_params(lock_maker_sql, token.project.value, token.person.value).empty())
    return fail(errc::not_found);
  const auto count = tx.exec_params1(count_tokens_sql, token.project.value)[0].as<int>();
  if (count >= most_tokens) return fail(errc::limit_reached);
  tx.exec_params(add_token_sql, token.project.value, token.id.value, token.person.value, token.name,
                 pqxx::binarystring{token.token_hash}, static_cast<std::int32_t>(token.scopes),
                 sql_time(token.created_at));
  add_audit(tx, told);
  tx.commit();
  return {};
}

std::vector<api_token_row> tokens_of(pqxx::connection& db, project_id project) {
  pqxx::nontransaction ask{db};
  std::vector<api_token_row> all;
  for (const auto& row : ask.exec_params(tokens_of_sql(), project.value))
    all.push_back(read_token(row));
  return all;
}

std::optional<api_token_row> find_token(pqxx::connection& db, const std::string& token_hash) {
  pqxx::nontransaction ask{db};
  const auto rows = ask.exec_params(find_token_sql(), pqxx::binarystring{token_hash});
  if (rows.empty()) return std::nullopt;
  return read_token(rows.front());
}

result<std::string> drop_token(pqxx::connection& db, project_id project, token_id token,
                               audit_row told) {
  pqxx::work tx{db};
  const auto rows = tx.exec_params(drop_token_sql, project.value, token.value);
  if (rows.empty()) return fail(errc::not_found);
  const auto row = rows.front();
  std::string hash;
  row_reader{row}.bytes(hash) >> told.subject;
  add_audit(tx, told);
  tx.commit();
  return hash;
}

void touch_token(pqxx::connection& db, project_id project, token_id token, timestamp now) {
  pqxx::nontransaction tx{db};
  tx.exec_params(touch_token_sql, project.value, token.value, sql_time(now));
}

} // namespace switchboard::storage
