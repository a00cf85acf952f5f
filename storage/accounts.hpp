#pragma once

#include "config/error.hpp"
#include "config/secrets.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <optional>
#include <string>
#include <vector>

/// People, sessions, projects, members, channels: rare writes, each one transaction. Functions
/// throw what pqxx throws, and `refusal` (pool.hpp) with errc::bad_key where a secret was sealed
/// with another key; `pool::run` turns both into an error.
namespace switchboard::storage {

/// Account and its owner at once (ACC-2). errc::email_taken.
result<person_row> create_owner(pqxx::connection& db, person_row person);
std::optional<person_row> person_by_email(pqxx::connection& db, const std::string& email);
std::optional<person_row> person_by_id(pqxx::connection& db, person_id person);
result<person_row> update_person(pqxx::connection& db, person_id person,
                                 const std::optional<std::string>& name,
                                 const std::optional<std::string>& locale);
/// Sets the hash and ends all sessions but `keep` (ACC-4).
result<void> change_password(pqxx::connection& db, person_id person, const std::string& hash,
                             const std::string& keep_token_hash);

void add_session(pqxx::connection& db, const session_row& session);
/// Not expired at `now`.
std::optional<session_row> find_session(pqxx::connection& db, const std::string& token_hash,
                                        timestamp now);
void end_session(pqxx::connection& db, const std::string& token_hash);

/// With `owner` as its owner. The same (owner, idempotency_key) gives the same project again.
result<project_row> create_project(pqxx::connection& db, const project_row& project,
                                   person_id owner, const std::string& idempotency_key);
result<project_row> update_project(pqxx::connection& db, project_id project,
                                   const std::optional<std::string>& name,
                                   const std::optional<std::string>& time_zone);
std::vector<membership_row> projects_of(pqxx::connection& db, person_id person);
std::optional<membership_row> membership(pqxx::connection& db, person_id person,
                                         project_id project);
std::vector<member_row> members_of(pqxx::connection& db, project_id project);
/// A new person of the project's account (TEAM-1). errc::email_taken.
result<member_row> add_member(pqxx::connection& db, project_id project, person_row person, role as);

/// errc::connected_elsewhere when another project has the account (CHN-2).
result<void> put_channel(pqxx::connection& db, const channel_row& channel, const sealer& keys);
std::vector<channel_row> channels_of(pqxx::connection& db, project_id project, const sealer& keys);
std::optional<channel_row> find_channel(pqxx::connection& db, project_id project,
                                        channel_id channel, const sealer& keys);

} // namespace switchboard::storage
