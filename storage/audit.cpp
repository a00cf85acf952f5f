#include "storage/audit.hpp"

#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* add_audit_sql =
    "INSERT INTO audit_log (project_id, id, person_id, action, subject, detail, address, "
    "created_at)"
    " VALUES ($1, $2, nullif($3::bigint, 0), $4, $5, $6, $7, $8::timestamptz)";

constexpr const char* add_audit_everywhere_sql =
    "INSERT INTO audit_log (project_id, id, person_id, action, subject, detail, address, "
    "created_at)"
    " SELECT m.project_id, $1, m.person_id, $3, $4, $5, $6, $7::timestamptz"
    " FROM members m JOIN projects p ON p.id = m.project_id"
    " WHERE m.person_id = $2 AND m.removed_at IS NULL AND p.deleted_at IS NULL";

const std::string& list_audit_sql() {
  static const std::string sql =
      "SELECT project_id, id, person_id, action, subject, detail, address, " +
      epoch_ms("created_at") +
      " FROM audit_log WHERE project_id = $1 AND ($2::bigint = 0 OR id < $2)"
      " ORDER BY id DESC LIMIT $3";
  return sql;
}

} // namespace

void add_audit(pqxx::transaction_base& tx, const audit_row& row) {
  tx.exec_params(add_audit_sql, row.project.value, row.id.value, row.person.value, row.action,
                 row.subject, row.detail, row.address, sql_time(row.created_at));
}

void add_audit_everywhere(pqxx::transaction_base& tx, const audit_row& row) {
  tx.exec_params(add_audit_everywhere_sql, row.id.value, row.person.value, row.action, row.subject,
                 row.detail, row.address, sql_time(row.created_at));
}

std::vector<audit_row> list_audit(pqxx::connection& db, project_id project, audit_id before,
                                  int limit) {
  pqxx::nontransaction ask{db};
  std::vector<audit_row> all;
  for (const auto& row : ask.exec_params(list_audit_sql(), project.value, before.value, limit)) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.project >> made.id >> made.person >> made.action >> made.subject >>
        made.detail >> made.address >> made.created_at;
  }
  return all;
}

} // namespace switchboard::storage
