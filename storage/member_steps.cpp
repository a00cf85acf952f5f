#include "storage/member_steps.hpp"

#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* add_person_sql =
    "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz)";

constexpr const char* join_sql =
    "INSERT INTO members AS m (project_id, person_id, role, forbidden, forbidden_departments,"
    " created_at) VALUES ($1, $2, $3, $4, $5::bigint[], $6::timestamptz)"
    " ON CONFLICT (project_id, person_id) DO UPDATE SET role = EXCLUDED.role,"
    " forbidden = EXCLUDED.forbidden, forbidden_departments = EXCLUDED.forbidden_departments,"
    " created_at = EXCLUDED.created_at, away = false, removed_at = NULL"
    " WHERE m.removed_at IS NOT NULL";

constexpr const char* leave_sql =
    "UPDATE members SET removed_at = $3::timestamptz, away = false"
    " WHERE project_id = $1 AND person_id = $2";
constexpr const char* drop_tokens_sql =
    "DELETE FROM api_tokens WHERE project_id = $1 AND person_id = $2";
constexpr const char* drop_invites_sql =
    "DELETE FROM invites WHERE project_id = $1 AND created_by = $2";

constexpr const char* unknown_department_sql =
    "SELECT 1 FROM unnest($2::bigint[]) AS wanted (id) WHERE NOT EXISTS"
    " (SELECT 1 FROM departments d WHERE d.project_id = $1 AND d.id = wanted.id)";

} // namespace

result<void> add_person(pqxx::transaction_base& tx, const person_row& person) {
  try {
    tx.exec_params(add_person_sql, person.id.value, person.account.value, person.email, person.name,
                   person.password_hash, person.locale, sql_time(person.created_at));
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "persons_email")) return fail(errc::email_taken, {}, "/email");
    throw;
  }
  return {};
}

result<void> join_project(pqxx::transaction_base& tx, project_id project, person_id person,
                          const member_rights& as, timestamp now) {
  const auto joined = tx.exec_params(
      join_sql, project.value, person.value, static_cast<int>(as.role),
      static_cast<std::int64_t>(as.forbidden), id_array(as.forbidden_departments), sql_time(now));
  if (joined.affected_rows() == 0) return fail(errc::already_member);
  return {};
}

void leave_project(pqxx::transaction_base& tx, project_id project, person_id member,
                   timestamp now) {
  tx.exec_params(leave_sql, project.value, member.value, sql_time(now));
  tx.exec_params(drop_tokens_sql, project.value, member.value);
  drop_invites_of(tx, project, member);
}

void drop_invites_of(pqxx::transaction_base& tx, project_id project, person_id member) {
  tx.exec_params(drop_invites_sql, project.value, member.value);
}

result<void> check_departments(pqxx::transaction_base& tx, project_id project,
                               const std::vector<department_id>& departments) {
  if (tx.exec_params(unknown_department_sql, project.value, id_array(departments)).empty())
    return {};
  return fail(errc::bad_request, "names a department that is not the project's",
              "/forbidden_departments");
}

} // namespace switchboard::storage
