#include "storage/accounts.hpp"
#include "storage/pool.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& project_columns() {
  static const std::string columns =
      "p.id, p.account_id, p.name, p.time_zone, " + epoch_ms("p.created_at");
  return columns;
}

const std::string& get_project_sql() {
  static const std::string sql = "SELECT " + project_columns() + " FROM projects p WHERE p.id = $1";
  return sql;
}

constexpr const char* project_ids_sql = "SELECT id FROM projects ORDER BY id";

constexpr const char* remember_project_sql =
    "INSERT INTO idempotency (person_id, operation, key, made_id, created_at)"
    " VALUES ($1, 'projects.create', $2, $3, $4::timestamptz) ON CONFLICT DO NOTHING";

constexpr const char* remembered_project_sql =
    "SELECT made_id FROM idempotency"
    " WHERE person_id = $1 AND operation = 'projects.create' AND key = $2";

constexpr const char* add_project_sql =
    "INSERT INTO projects (id, account_id, name, time_zone, created_at)"
    " VALUES ($1, $2, $3, $4, $5::timestamptz)";

constexpr const char* put_member_sql =
    "INSERT INTO members (project_id, person_id, role, created_at)"
    " VALUES ($1, $2, $3, $4::timestamptz)";

const std::string& update_project_sql() {
  static const std::string sql =
      "UPDATE projects p SET name = coalesce($2, p.name), time_zone = coalesce($3, p.time_zone)"
      " WHERE p.id = $1 RETURNING " +
      project_columns();
  return sql;
}

const std::string& projects_of_sql() {
  static const std::string sql = "SELECT " + project_columns() +
                                 ", m.role FROM members m JOIN projects p ON p.id = m.project_id"
                                 " WHERE m.person_id = $1 ORDER BY p.id";
  return sql;
}

const std::string& membership_sql() {
  static const std::string sql = "SELECT " + project_columns() +
                                 ", m.role FROM members m JOIN projects p ON p.id = m.project_id"
                                 " WHERE m.project_id = $2 AND m.person_id = $1";
  return sql;
}

constexpr const char* members_sql =
    "SELECT s.id, s.name, s.email, m.role FROM members m JOIN persons s ON s.id = m.person_id"
    " WHERE m.project_id = $1 ORDER BY m.role, s.id";

constexpr const char* counters_sql =
    "SELECT state, member_id, chats FROM tab_counters WHERE project_id = $1"
    " ORDER BY state, member_id";

constexpr const char* add_colleague_sql =
    "INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)"
    " SELECT $2, p.account_id, $3, $4, $5, $6, $7::timestamptz FROM projects p WHERE p.id = $1";

project_row read_project(row_reader& from) {
  project_row made;
  from >> made.id >> made.account >> made.name >> made.time_zone >> made.created_at;
  return made;
}

membership_row read_membership(const pqxx::row& row) {
  row_reader from{row};
  membership_row made{read_project(from)};
  from >> made.role;
  return made;
}

std::vector<member_row> members_in(pqxx::transaction_base& tx, project_id project) {
  std::vector<member_row> all;
  for (const auto& row : tx.exec_params(members_sql, project.value)) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.id >> made.name >> made.email >> made.role;
  }
  return all;
}

std::optional<project_row> project_in(pqxx::transaction_base& tx, project_id project) {
  auto rows = tx.exec_params(get_project_sql(), project.value);
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  return read_project(from);
}

} // namespace

std::optional<project_record> load_project(pqxx::connection& db, project_id project) {
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> tx{db};
  auto row = project_in(tx, project);
  if (!row) return std::nullopt;
  project_record made{std::move(*row), members_in(tx, project), {}};
  for (const auto& counted : tx.exec_params(counters_sql, project.value)) {
    auto& counter = made.counters.emplace_back();
    row_reader{counted} >> counter.state >> counter.member >> counter.chats;
  }
  return made;
}

std::vector<project_id> load_project_ids(pqxx::connection& db) {
  pqxx::nontransaction ask{db};
  std::vector<project_id> all;
  for (const auto& row : ask.exec(project_ids_sql))
    all.push_back(project_id{row[0].as<std::int64_t>()});
  return all;
}

result<project_row> create_project(pqxx::connection& db, const project_row& project,
                                   person_id owner, const std::string& idempotency_key) {
  pqxx::work tx{db};
  const auto now = sql_time(project.created_at);
  if (!idempotency_key.empty()) {
    // Whoever comes second waits here until the first has committed, then finds its project.
    auto first =
        tx.exec_params(remember_project_sql, owner.value, idempotency_key, project.id.value, now);
    if (first.affected_rows() == 0) {
      auto made = tx.exec_params1(remembered_project_sql, owner.value, idempotency_key);
      auto row = project_in(tx, project_id{made[0].as<std::int64_t>()});
      if (!row) return fail(errc::not_found);
      return std::move(*row);
    }
  }
  tx.exec_params(add_project_sql, project.id.value, project.account.value, project.name,
                 project.time_zone, now);
  tx.exec_params(put_member_sql, project.id.value, owner.value, static_cast<int>(role::owner), now);
  tx.commit();
  return project;
}

result<project_row> update_project(pqxx::connection& db, project_id project,
                                   const std::optional<std::string>& name,
                                   const std::optional<std::string>& time_zone) {
  pqxx::nontransaction tx{db};
  auto rows = tx.exec_params(update_project_sql(), project.value, name ? name->c_str() : nullptr,
                             time_zone ? time_zone->c_str() : nullptr);
  if (rows.empty()) return fail(errc::not_found);
  const auto row = rows.front();
  row_reader from{row};
  return read_project(from);
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

std::vector<member_row> members_of(pqxx::connection& db, project_id project) {
  pqxx::nontransaction ask{db};
  return members_in(ask, project);
}

result<member_row> add_member(pqxx::connection& db, project_id project, person_row person,
                              role as) {
  pqxx::work tx{db};
  const auto now = sql_time(person.created_at);
  try {
    auto added = tx.exec_params(add_colleague_sql, project.value, person.id.value, person.email,
                                person.name, person.password_hash, person.locale, now);
    if (added.affected_rows() == 0) return fail(errc::not_found);
    tx.exec_params(put_member_sql, project.value, person.id.value, static_cast<int>(as), now);
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "persons_email")) return fail(errc::email_taken, {}, "/email");
    throw;
  }
  tx.commit();
  return member_row{person.id, person.name, person.email, as};
}

} // namespace switchboard::storage
