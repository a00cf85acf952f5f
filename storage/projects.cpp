#include "storage/departments.hpp"
#include "storage/project_columns.hpp"
#include "storage/reads.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* project_ids_sql =
    "SELECT id FROM projects WHERE deleted_at IS NULL ORDER BY id";

constexpr const char* counters_sql =
    "SELECT state, department_id, member_id, chats FROM tab_counters WHERE project_id = $1"
    " ORDER BY state, department_id, member_id";

} // namespace

std::optional<project_record> load_project(pqxx::connection& db, project_id project) {
  pqxx::transaction<pqxx::repeatable_read, pqxx::read_only> tx{db};
  auto row = project_in(tx, project);
  if (!row) return std::nullopt;
  project_record made;
  made.project = std::move(*row);
  made.members = members_in(tx, project, whom::everybody);
  made.departments = departments_in(tx, project);
  for (const auto& counted : tx.exec_params(counters_sql, project.value)) {
    auto& counter = made.counters.emplace_back();
    row_reader{counted} >> counter.what >> counter.department >> counter.member >> counter.chats;
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

} // namespace switchboard::storage
