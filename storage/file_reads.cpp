#include "storage/binary_arrays.hpp"
#include "storage/file_columns.hpp"
#include "storage/reads.hpp"
#include "storage/statements.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

const std::string& find_files_sql() {
  static const std::string sql = "SELECT " + file_columns() +
                                 " FROM unnest($2::bigint[]) WITH ORDINALITY AS n (id, place)"
                                 " JOIN files f ON f.project_id = $1 AND f.id = n.id"
                                 " ORDER BY n.place";
  return sql;
}

constexpr const char* find_references_sql =
    "SELECT file_id, reference FROM file_references WHERE project_id = $1 AND channel_id = $2"
    " AND file_id = ANY($3::bigint[]) AND (until IS NULL OR until > now())";

} // namespace

known_references find_references(pqxx::connection& db, project_id project, channel_id channel,
                                 const std::vector<file_id>& files) {
  known_references all;
  if (files.empty()) return all;
  pqxx::nontransaction ask{db};
  for (const auto& row :
       ask.exec_params(find_references_sql, project.value, channel.value, array_of(files)))
    all.emplace(file_id{row[0].as<std::int64_t>()}, row[1].as<std::string>());
  return all;
}

std::vector<file_row> find_files(pqxx::connection& db, project_id project,
                                 const std::vector<file_id>& ids) {
  std::vector<file_row> all;
  if (ids.empty()) return all;
  pqxx::nontransaction ask{db};
  for (const auto& row : ask.exec_params(find_files_sql(), project.value, array_of(ids))) {
    row_reader from{row};
    all.push_back(read_file(from, project));
  }
  return all;
}

void put_file(pqxx::connection& db, const file_row& file) {
  binary_arrays rows;
  write_row(rows, add_file{file});
  pqxx::nontransaction tx{db};
  auto parameters = rows.take();
  tx.exec_params(statements[kind_of<add_file>()].sql,
                 pqxx::prepare::make_dynamic_params(parameters));
}

} // namespace switchboard::storage
