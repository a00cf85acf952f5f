#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The end of a project (PRJ-5): it is marked, which hides it from everybody, and its rows go
/// bit by bit, so that nobody waits for a long transaction and a crash loses nothing but time. They
/// throw what pqxx throws, and `refusal` (pool.hpp); `pool::run` turns both into an error.
namespace switchboard::storage {

/// Every table with rows of projects, in the order in which they are emptied.
std::span<const std::string_view> project_tables();
/// The first so many are scanned for all projects together.
inline constexpr std::size_t waking_tables = 2;

/// From now on there is no such project. `name` must be its name: errc::bad_request (/name).
result<void> mark_deleted(pqxx::connection& db, project_id project, const std::string& name,
                          audit_row told);

/// Projects that were marked and are still here.
std::vector<project_id> deleted_projects(pqxx::connection& db);

/// The platform has let go of it: another project may connect the account.
void release_channel(pqxx::connection& db, project_id project, channel_id channel);

/// Rows that one statement deletes at most.
inline constexpr int deleted_at_once = 5000;

/// Deletes some rows of the table with this number in `project_tables`; whether there may be more.
/// Blobs they referred to become loose (loose_blobs.hpp).
bool delete_some(pqxx::connection& db, project_id project, std::size_t table, timestamp now);

/// The last trace of a marked project, once its tables are empty and it was marked before
/// `before`: no request that saw it can be under way any more. False = not yet.
bool finish_deletion(pqxx::connection& db, project_id project, timestamp before, timestamp now);

} // namespace switchboard::storage
