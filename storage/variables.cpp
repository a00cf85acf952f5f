#include "storage/binary_arrays.hpp"
#include "storage/cards.hpp"
#include "storage/prepared.hpp"
#include "storage/project_columns.hpp"
#include "storage/row_reader.hpp"
#include "storage/violations.hpp"

namespace switchboard::storage {
namespace {

const std::string& variable_columns() {
  static const std::string columns = "id, name, kind, choices, " + epoch_ms("created_at");
  return columns;
}

const std::string& variables_of_sql() {
  static const std::string sql =
      "SELECT " + variable_columns() + " FROM variables WHERE project_id = $1 ORDER BY id";
  return sql;
}

constexpr const char* count_variables_sql = "SELECT count(*) FROM variables WHERE project_id = $1";

constexpr const char* add_variable_sql =
    "INSERT INTO variables (project_id, id, name, kind, choices, created_at)"
    " VALUES ($1, $2, $3, $4, $5::text[], $6::timestamptz)";

const std::string& update_variable_sql() {
  static const std::string sql =
      "UPDATE variables SET name = coalesce($3, name), choices = coalesce($4::text[], choices)"
      " WHERE project_id = $1 AND id = $2 RETURNING " +
      variable_columns();
  return sql;
}

constexpr const char* delete_variable_sql =
    "DELETE FROM variables WHERE project_id = $1 AND id = $2";

constexpr const char* tags_of_sql =
    "SELECT name FROM tags WHERE project_id = $1 AND name > $2 ORDER BY name LIMIT $3";

variable_row read_variable(const pqxx::row& row, project_id project) {
  variable_row made;
  made.project = project;
  row_reader{row} >> made.id >> made.name >> made.kind >> made.choices >> made.created_at;
  return made;
}

/// Runs what may give a variable a name that another one has.
template <class Write>
std::optional<error> naming(const Write& write) {
  try {
    write();
    return std::nullopt;
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "variables_name")) return fail(errc::name_taken, {}, "/name");
    throw;
  }
}

} // namespace

std::vector<variable_row> variables_of(pqxx::connection& db, project_id project) {
  std::vector<variable_row> all;
  for (const auto& row : ask_prepared(db, "variables_of", variables_of_sql(), project.value))
    all.push_back(read_variable(row, project));
  return all;
}

result<variable_row> create_variable(pqxx::connection& db, const variable_row& variable,
                                     const audit_row& told) {
  pqxx::work tx{db};
  const auto project = variable.project.value;
  // Whoever makes another one waits here, so that the number of them holds.
  lock_project(tx, variable.project);
  if (tx.exec_params1(count_variables_sql, project)[0].as<int>() >= most_variables)
    return fail(errc::limit_reached);
  if (auto taken = naming([&] {
        tx.exec_params(add_variable_sql, project, variable.id.value, variable.name,
                       static_cast<int>(variable.kind), text_array(variable.choices),
                       sql_time(variable.created_at));
      }))
    return std::move(*taken);
  add_audit(tx, told);
  tx.commit();
  return variable;
}

result<variable_row> update_variable(pqxx::connection& db, project_id project, variable_id variable,
                                     const std::optional<std::string>& name,
                                     const std::optional<std::vector<std::string>>& choices,
                                     const audit_row& told) {
  pqxx::work tx{db};
  const auto written = choices ? text_array(*choices) : std::string{};
  pqxx::result rows;
  if (auto taken = naming([&] {
        rows = tx.exec_params(update_variable_sql(), project.value, variable.value,
                              name ? name->c_str() : nullptr, choices ? written.c_str() : nullptr);
      }))
    return std::move(*taken);
  if (rows.empty()) return fail(errc::not_found);
  add_audit(tx, told);
  tx.commit();
  return read_variable(rows.front(), project);
}

result<void> delete_variable(pqxx::connection& db, project_id project, variable_id variable,
                             const audit_row& told) {
  pqxx::work tx{db};
  if (tx.exec_params(delete_variable_sql, project.value, variable.value).affected_rows() == 0)
    return fail(errc::not_found);
  add_audit(tx, told);
  tx.commit();
  return {};
}

std::vector<std::string> tags_of(pqxx::connection& db, project_id project, const std::string& after,
                                 int limit) {
  std::vector<std::string> all;
  for (const auto& row : ask_prepared(db, "tags_of", tags_of_sql, project.value, after, limit))
    row_reader{row} >> all.emplace_back();
  return all;
}

} // namespace switchboard::storage
