#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Programs' keys to a project (ACC-7). Only the SHA-256 of a key is stored.
namespace switchboard::storage {

struct api_token_row {
  project_id project;
  token_id id;
  person_id person; ///< who made it, for whom it acts
  std::string name;
  std::string token_hash;   ///< 32 bytes
  std::uint32_t scopes = 0; ///< a bit for each scope
  timestamp created_at{};
  std::optional<timestamp> last_used_at; ///< to the hour
};

inline constexpr int most_tokens = 100; ///< of one project

/// errc::limit_reached above most_tokens, not_found when the person is no member (any more).
result<void> add_token(pqxx::connection& db, const api_token_row& token, const audit_row& told);
/// By rising id, those too whose person left: they are good for nothing, but should be seen.
std::vector<api_token_row> tokens_of(pqxx::connection& db, project_id project);
/// Nothing unless the person still is a member of that project, and it exists.
std::optional<api_token_row> find_token(pqxx::connection& db, const std::string& token_hash);
/// The hash of what was removed; errc::not_found. `told.subject` becomes the token's name.
result<std::string> drop_token(pqxx::connection& db, project_id project, token_id token,
                               audit_row told);
/// Writes down that it was used, once an hour.
void touch_token(pqxx::connection& db, project_id project, token_id token, timestamp now);

} // namespace switchboard::storage
