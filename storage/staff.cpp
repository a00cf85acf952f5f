#include "storage/member_steps.hpp"
#include "storage/row_reader.hpp"
#include "storage/team.hpp"

#include <pqxx/pqxx>

#include <map>

namespace switchboard::storage {
namespace {

constexpr const char* is_owner_sql = "SELECT 1 FROM accounts WHERE id = $1 AND owner_id = $2";

// The projects that the viewer ($2) may look into: of the account ($1) they own, and those they
// administer. $3: they own it.
const std::string& staff_sql() {
  static const std::string sql =
      "WITH seen AS (SELECT id, name FROM projects WHERE account_id = $1 AND $3"
      "  AND deleted_at IS NULL"
      " UNION SELECT p.id, p.name FROM members m JOIN projects p ON p.id = m.project_id"
      "  WHERE m.person_id = $2 AND m.removed_at IS NULL AND m.role <= 1 AND p.deleted_at IS NULL)"
      " SELECT s.id, s.name, s.email, encode(s.photo_blob, 'hex'), seen.id, seen.name, m.role"
      " FROM seen JOIN members m ON m.project_id = seen.id JOIN persons s ON s.id = m.person_id"
      " WHERE m.removed_at IS NULL AND s.removed_at IS NULL ORDER BY s.id, seen.id";
  return sql;
}

constexpr const char* of_account_sql =
    "SELECT id, name, email, encode(photo_blob, 'hex') FROM persons"
    " WHERE account_id = $1 AND removed_at IS NULL";

// In one order, so that two who remove do not wait for each other.
constexpr const char* lock_projects_sql =
    "SELECT p.id FROM projects p JOIN members m ON m.project_id = p.id AND m.person_id = $2"
    " WHERE p.account_id = $1 AND m.removed_at IS NULL AND p.deleted_at IS NULL"
    " ORDER BY p.id FOR NO KEY UPDATE OF p";

constexpr const char* person_sql =
    "SELECT name, account_id = $1 FROM persons WHERE id = $2 AND removed_at IS NULL FOR UPDATE";

constexpr const char* remove_person_sql =
    "UPDATE persons SET removed_at = $2::timestamptz WHERE id = $1";
constexpr const char* drop_sessions_sql = "DELETE FROM sessions WHERE person_id = $1";
constexpr const char* drop_resets_sql = "DELETE FROM password_resets WHERE person_id = $1";

bool is_owner(pqxx::transaction_base& tx, account_id account, person_id person) {
  return !tx.exec_params(is_owner_sql, account.value, person.value).empty();
}

} // namespace

std::vector<staff_row> staff_of(pqxx::connection& db, account_id account, person_id viewer) {
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> tx{db};
  const bool owner = is_owner(tx, account, viewer);
  std::map<person_id, staff_row> all;
  for (const auto& row : tx.exec_params(staff_sql(), account.value, viewer.value, owner)) {
    staff_row one;
    staff_project in;
    row_reader{row} >> one.id >> one.name >> one.email >> one.photo_blob >> in.id >> in.name >>
        in.role;
    all.try_emplace(one.id, one).first->second.projects.push_back(std::move(in));
  }
  if (owner) {
    for (const auto& row : tx.exec_params(of_account_sql, account.value)) {
      staff_row one;
      row_reader{row} >> one.id >> one.name >> one.email >> one.photo_blob;
      all.try_emplace(one.id, one);
    }
  }
  std::vector<staff_row> out;
  for (auto& [id, one] : all) out.push_back(std::move(one));
  return out;
}

result<removed_staff> remove_staff(pqxx::connection& db, account_id account, person_id person,
                                   const audit_row& told) {
  pqxx::work tx{db};
  if (!is_owner(tx, account, told.person))
    return fail(errc::access_denied, "Only the owner of the account can remove people from it.");
  if (person == told.person) return fail(errc::owner_stays);
  removed_staff out;
  for (const auto& row : tx.exec_params(lock_projects_sql, account.value, person.value))
    out.projects.push_back(project_id{row[0].as<std::int64_t>()});
  const auto rows = tx.exec_params(person_sql, account.value, person.value);
  // Who only worked here keeps the account of their own.
  out.signed_out = !rows.empty() && rows.front()[1].as<bool>();
  if (rows.empty() || (out.projects.empty() && !out.signed_out)) return fail(errc::not_found);
  for (const auto project : out.projects) {
    leave_project(tx, project, person, told.created_at);
    auto line = told;
    line.project = project;
    line.id = make_id<audit_id>();
    line.subject = rows.front()[0].as<std::string>();
    add_audit(tx, line);
  }
  if (out.signed_out) {
    tx.exec_params(remove_person_sql, person.value, sql_time(told.created_at));
    tx.exec_params(drop_sessions_sql, person.value);
    tx.exec_params(drop_resets_sql, person.value);
  }
  tx.commit();
  return out;
}

} // namespace switchboard::storage
