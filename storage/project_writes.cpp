#include "storage/binary_arrays.hpp"
#include "storage/loose_blobs.hpp"
#include "storage/pool.hpp"
#include "storage/project_columns.hpp"
#include "storage/projects.hpp"
#include "storage/told_changes.hpp"

#include <pqxx/pqxx>

#include <array>
#include <string_view>

namespace switchboard::storage {
namespace {

constexpr const char* owns_account_sql = "SELECT 1 FROM accounts WHERE id = $1 AND owner_id = $2";

constexpr const char* remember_project_sql =
    "INSERT INTO idempotency (person_id, operation, key, made_id, created_at)"
    " VALUES ($1, 'projects.create', $2, $3, $4::timestamptz) ON CONFLICT DO NOTHING";

constexpr const char* remembered_project_sql =
    "SELECT made_id FROM idempotency"
    " WHERE person_id = $1 AND operation = 'projects.create' AND key = $2";

constexpr const char* add_project_sql =
    "INSERT INTO projects (id, account_id, name, time_zone, created_at)"
    " VALUES ($1, $2, $3, $4, $5::timestamptz)";

constexpr const char* add_owner_sql =
    "INSERT INTO members (project_id, person_id, role, created_at)"
    " VALUES ($1, $2, $3, $4::timestamptz)";

constexpr const char* update_project_sql =
    "UPDATE projects SET name = $2, time_zone = $3, color = $4, return_to_manager = $5,"
    " assignment = $6, assignment_cap = $7 WHERE id = $1";

constexpr const char* set_logo_sql =
    "UPDATE projects SET logo_blob = decode(nullif($2, ''), 'hex') WHERE id = $1";

const std::string& memberships_sql() {
  static const std::string sql = "SELECT " + project_columns() + ", " + rights_columns +
                                 " FROM members m JOIN projects p ON p.id = m.project_id"
                                 " WHERE m.person_id = $1 AND m.removed_at IS NULL"
                                 " AND p.deleted_at IS NULL";
  return sql;
}

const std::string& projects_of_sql() {
  static const std::string sql = memberships_sql() + " ORDER BY p.id";
  return sql;
}

const std::string& membership_sql() {
  static const std::string sql = memberships_sql() + " AND m.project_id = $2";
  return sql;
}

membership_row read_membership(const pqxx::row& row) {
  row_reader from{row};
  membership_row made;
  made.project = read_project(from);
  std::int64_t forbidden = 0;
  from >> made.role >> forbidden >> made.forbidden_departments;
  made.forbidden = static_cast<forbidden_set>(forbidden);
  return made;
}

/// Nothing if the key is new; whoever comes second waits here until the first has committed.
std::optional<project_id> made_before(pqxx::transaction_base& tx, const project_row& project,
                                      person_id owner, const std::string& key) {
  if (key.empty()) return std::nullopt;
  auto first = tx.exec_params(remember_project_sql, owner.value, key, project.id.value,
                              sql_time(project.created_at));
  if (first.affected_rows() != 0) return std::nullopt;
  return project_id{
      tx.exec_params1(remembered_project_sql, owner.value, key)[0].as<std::int64_t>()};
}

/// Both settings in words.
void apply(const project_change& change, project_row& to, told_changes& told) {
  told.set("name", to.name, change.name);
  told.set("time zone", to.time_zone, change.time_zone);
  told.set("color", to.color, change.color);
  told.set("return to manager", to.return_to_manager, change.return_to_manager);
  told.set("assignment", to.assignment, change.assignment);
  told.set("assignment cap", to.assignment_cap, change.assignment_cap);
}

} // namespace

result<project_row> create_project(pqxx::connection& db, const project_row& project,
                                   person_id owner, const std::string& idempotency_key,
                                   const audit_row& told) {
  pqxx::work tx{db};
  if (tx.exec_params(owns_account_sql, project.account.value, owner.value).empty())
    return fail(errc::access_denied, "Only the owner of the account can make projects.");
  if (const auto before = made_before(tx, project, owner, idempotency_key)) {
    auto row = project_in(tx, *before);
    if (!row) return fail(errc::not_found);
    return std::move(*row);
  }
  const auto now = sql_time(project.created_at);
  tx.exec_params(add_project_sql, project.id.value, project.account.value, project.name,
                 project.time_zone, now);
  tx.exec_params(add_owner_sql, project.id.value, owner.value, static_cast<int>(role::owner), now);
  auto line = told;
  line.project = project.id;
  add_audit(tx, line);
  tx.commit();
  return project;
}

project_row update_project(pqxx::connection& db, project_id project, const project_change& to,
                           audit_row told) {
  pqxx::work tx{db};
  auto row = lock_project(tx, project);
  told.subject = row.name;
  told_changes words;
  apply(to, row, words);
  if (words.none()) return row;
  tx.exec_params(update_project_sql, project.value, row.name, row.time_zone, row.color,
                 row.return_to_manager, static_cast<int>(row.assignment), row.assignment_cap);
  told.detail = words.text();
  add_audit(tx, told);
  tx.commit();
  return row;
}

project_row set_logo(pqxx::connection& db, project_id project, const std::string& blob,
                     audit_row told) {
  pqxx::work tx{db};
  auto row = lock_project(tx, project);
  if (row.logo_blob == blob) return row;
  tx.exec_params(set_logo_sql, project.value, blob);
  loosen_blob(tx, row.logo_blob, told.created_at);
  row.logo_blob = blob;
  told.subject = row.name;
  add_audit(tx, told);
  tx.commit();
  return row;
}

std::vector<membership_row> projects_of(pqxx::connection& db, person_id person) {
  pqxx::nontransaction ask{db};
  std::vector<membership_row> all;
  for (const auto& row : ask.exec_params(projects_of_sql(), person.value))
    all.push_back(read_membership(row));
  return all;
}

std::optional<membership_row> membership(pqxx::connection& db, person_id person,
                                         project_id project) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(membership_sql(), person.value, project.value);
  if (rows.empty()) return std::nullopt;
  return read_membership(rows.front());
}

} // namespace switchboard::storage
