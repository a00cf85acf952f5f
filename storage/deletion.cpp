#include "storage/deletion.hpp"

#include "storage/loose_blobs.hpp"
#include "storage/project_columns.hpp"

#include <pqxx/pqxx>

#include <array>

namespace switchboard::storage {
namespace {

constexpr std::array<std::string_view, 27> tables{
    "timers",
    "fetches",
    "outbox",
    "file_references",
    "attachments",
    "messages",
    "inbound",
    "arrivals",
    "participants",
    "dialogs",
    "chats",
    "clients",
    "client_cards",
    "client_changes",
    "client_sources",
    "files",
    "tab_counters",
    "variables",
    "tags",
    "invites",
    "api_tokens",
    "audit_log",
    "departments",
    "department_members",
    "department_sources",
    "channels",
    "members",
};

constexpr const char* mark_sql = "UPDATE projects SET deleted_at = $2::timestamptz WHERE id = $1";

// A repeat of the request that made it must not find what is no more.
constexpr const char* forget_making_sql =
    "DELETE FROM idempotency i USING members m WHERE m.project_id = $1 AND m.role = 0"
    " AND i.person_id = m.person_id AND i.operation = 'projects.create' AND i.made_id = $1";

constexpr const char* deleted_sql =
    "SELECT id FROM projects WHERE deleted_at IS NOT NULL ORDER BY id";

constexpr const char* release_sql =
    "UPDATE channels SET state = 2, problem = '' WHERE project_id = $1 AND id = $2";

constexpr const char* finish_sql =
    "DELETE FROM projects WHERE id = $1 AND deleted_at < $2::timestamptz"
    " RETURNING encode(logo_blob, 'hex')";

/// The columns of a table that name blobs.
std::vector<std::string_view> blobs_of(std::string_view table) {
  if (table == "files") return {"blob", "thumbnail"};
  if (table == "clients") return {"photo_blob"};
  return {};
}

/// By their places, so that each statement finds its rows by the index that begins with project_id
/// and touches no others.
std::string delete_sql(std::string_view table) {
  const std::string name{table};
  const auto blobs = blobs_of(table);
  std::string gone = "DELETE FROM " + name + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + name +
                     " WHERE project_id = $1 LIMIT " + std::to_string(deleted_at_once) + "))";
  if (blobs.empty()) return gone + " RETURNING 1";
  std::string columns;
  std::string loose;
  for (const auto column : blobs) {
    const std::string one{column};
    columns += (columns.empty() ? "" : ", ") + one;
    loose += (loose.empty() ? "" : " UNION ") + ("SELECT " + one) + " FROM gone WHERE " + one +
             " IS NOT NULL";
  }
  return "WITH gone AS (" + gone + " RETURNING " + columns +
         "), loose AS (INSERT INTO loose_blobs (blob, due_at) SELECT all_of.blob, $2::timestamptz"
         " FROM (" +
         loose + ") AS all_of (blob) ON CONFLICT DO NOTHING) SELECT 1 FROM gone";
}

} // namespace

std::span<const std::string_view> project_tables() { return tables; }

result<void> mark_deleted(pqxx::connection& db, project_id project, const std::string& name,
                          audit_row told) {
  pqxx::work tx{db};
  const auto row = lock_project(tx, project);
  if (row.name != name) return fail(errc::bad_request, "must be the project's name", "/name");
  tx.exec_params(mark_sql, project.value, sql_time(told.created_at));
  tx.exec_params(forget_making_sql, project.value);
  told.subject = row.name;
  add_audit(tx, told);
  tx.commit();
  return {};
}

std::vector<project_id> deleted_projects(pqxx::connection& db) {
  pqxx::nontransaction ask{db};
  std::vector<project_id> all;
  for (const auto& row : ask.exec(deleted_sql))
    all.push_back(project_id{row[0].as<std::int64_t>()});
  return all;
}

void release_channel(pqxx::connection& db, project_id project, channel_id channel) {
  pqxx::nontransaction{db}.exec_params(release_sql, project.value, channel.value);
}

bool delete_some(pqxx::connection& db, project_id project, std::size_t table, timestamp now) {
  const auto name = tables.at(table);
  pqxx::nontransaction tx{db};
  const auto gone = blobs_of(name).empty()
                        ? tx.exec_params(delete_sql(name), project.value)
                        : tx.exec_params(delete_sql(name), project.value, sql_time(now));
  return gone.size() == static_cast<std::size_t>(deleted_at_once);
}

bool finish_deletion(pqxx::connection& db, project_id project, timestamp before, timestamp now) {
  pqxx::work tx{db};
  const auto rows = tx.exec_params(finish_sql, project.value, sql_time(before));
  if (rows.empty()) return false;
  loosen_blob(tx, rows.front()[0].as<std::string>(""), now);
  tx.commit();
  return true;
}

} // namespace switchboard::storage
