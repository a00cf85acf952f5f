#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Departments of a project (INB-7): rare writes, each one transaction together with its line in
/// the audit log. They throw what pqxx throws, and `refusal` (pool.hpp) with errc::not_found for a
/// project that is none or is being deleted; `pool::run` turns both into an error.
namespace switchboard::storage {

inline constexpr std::size_t most_departments = 100;
inline constexpr std::size_t most_department_sources = 100;

/// What is to change; the rest stays.
struct department_change {
  std::optional<std::string> name;
  std::optional<std::vector<person_id>> members;   ///< empty = open to everybody
  std::optional<std::vector<channel_id>> channels; ///< all sources of this kind
  std::optional<std::vector<std::string>> links;   ///< likewise
  /// Absent inside = as the project has it.
  std::optional<std::optional<storage::assignment>> assignment;
  std::optional<std::optional<std::int32_t>> assignment_cap;
};

/// All of the project with their members and sources.
std::vector<department_row> departments_in(pqxx::transaction_base& tx, project_id project);

/// errc::limit_reached, errc::name_taken (pointer /name, /channels or /links: a source leads to one
/// department), errc::bad_request for who is no member (/members) or what is no channel
/// (/channels) of the project.
result<department_row> add_department(pqxx::connection& db, const department_row& row,
                                      audit_row told);
/// The same, and errc::not_found.
result<department_row> update_department(pqxx::connection& db, project_id project,
                                         department_id department, const department_change& to,
                                         audit_row told);
/// Chats of it are moved by their actors. errc::not_found.
result<void> remove_department(pqxx::connection& db, project_id project, department_id department,
                               audit_row told);

} // namespace switchboard::storage
