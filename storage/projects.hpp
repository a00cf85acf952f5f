#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Projects and their settings: rare writes, each one transaction together with its line in the
/// audit log. Functions throw what pqxx throws, and `refusal` (pool.hpp) with errc::not_found for a
/// project that is none or is being deleted; `pool::run` turns both into an error.
namespace switchboard::storage {

/// With `owner` as its owner. The same (owner, idempotency_key) gives the same project again.
/// errc::access_denied unless `owner` owns the account (PRJ-1, TEAM-2).
result<project_row> create_project(pqxx::connection& db, const project_row& project,
                                   person_id owner, const std::string& idempotency_key,
                                   const audit_row& told);

/// What is to change; the rest stays.
struct project_change {
  std::optional<std::string> name;
  std::optional<std::string> time_zone;
  std::optional<std::string> color;
  std::optional<bool> return_to_manager;
  std::optional<storage::assignment> assignment;
  std::optional<std::int32_t> assignment_cap;
};
/// PRJ-2 to PRJ-4, BOT-2, INB-8. What changes nothing is not told.
project_row update_project(pqxx::connection& db, project_id project, const project_change& to,
                           audit_row told);
/// `blob` = that of the new logo; empty = none any more (PRJ-2).
project_row set_logo(pqxx::connection& db, project_id project, const std::string& blob,
                     audit_row told);

std::vector<membership_row> projects_of(pqxx::connection& db, person_id person);
std::optional<membership_row> membership(pqxx::connection& db, person_id person,
                                         project_id project);

} // namespace switchboard::storage
