#include "storage/project_columns.hpp"

#include "storage/pool.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& project_sql() {
  static const std::string sql =
      "SELECT " + project_columns() + " FROM projects p WHERE p.id = $1 AND p.deleted_at IS NULL";
  return sql;
}

const std::string& lock_project_sql() {
  static const std::string sql = project_sql() + " FOR NO KEY UPDATE";
  return sql;
}

const std::string& members_sql() {
  static const std::string sql = "SELECT " + member_columns() +
                                 " FROM members m JOIN persons s ON s.id = m.person_id"
                                 " WHERE m.project_id = $1 AND (m.removed_at IS NULL OR $2)"
                                 " ORDER BY m.role, s.id";
  return sql;
}

const std::string& member_sql() {
  static const std::string sql =
      "SELECT " + member_columns() +
      " FROM members m JOIN persons s ON s.id = m.person_id"
      " WHERE m.project_id = $1 AND m.person_id = $2 AND m.removed_at IS NULL";
  return sql;
}

std::optional<project_row> first_project(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  return read_project(from);
}

} // namespace

const std::string& project_columns() {
  static const std::string columns =
      "p.id, p.account_id, p.name, p.time_zone, p.color, encode(p.logo_blob, 'hex'),"
      " p.return_to_manager, p.assignment, p.assignment_cap, " +
      epoch_ms("p.created_at");
  return columns;
}

project_row read_project(row_reader& from) {
  project_row made;
  from >> made.id >> made.account >> made.name >> made.time_zone >> made.color >> made.logo_blob >>
      made.return_to_manager >> made.assignment >> made.assignment_cap >> made.created_at;
  return made;
}

const std::string& member_columns() {
  static const std::string columns =
      "s.id, s.name, s.email, encode(s.photo_blob, 'hex'), m.away, m.removed_at IS NOT NULL, " +
      std::string{rights_columns};
  return columns;
}

member_row read_member(const pqxx::row& row) {
  member_row made;
  std::int64_t forbidden = 0;
  row_reader from{row};
  from >> made.id >> made.name >> made.email >> made.photo_blob >> made.away >> made.removed >>
      made.role >> forbidden >> made.forbidden_departments;
  made.forbidden = static_cast<forbidden_set>(forbidden);
  return made;
}

std::optional<project_row> project_in(pqxx::transaction_base& tx, project_id project) {
  return first_project(tx.exec_params(project_sql(), project.value));
}

project_row lock_project(pqxx::transaction_base& tx, project_id project) {
  auto locked = first_project(tx.exec_params(lock_project_sql(), project.value));
  if (!locked) throw refusal{fail(errc::not_found)};
  return std::move(*locked);
}

std::vector<member_row> members_in(pqxx::transaction_base& tx, project_id project, whom wanted) {
  std::vector<member_row> all;
  for (const auto& row : tx.exec_params(members_sql(), project.value, wanted == whom::everybody))
    all.push_back(read_member(row));
  return all;
}

std::optional<member_row> member_in(pqxx::transaction_base& tx, project_id project,
                                    person_id person) {
  auto rows = tx.exec_params(member_sql(), project.value, person.value);
  if (rows.empty()) return std::nullopt;
  return read_member(rows.front());
}

} // namespace switchboard::storage
