#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Invitations to a project by a link (TEAM-1). The link's token is known to who has the link
/// alone: here is its SHA-256. Functions throw as those of team.hpp do.
namespace switchboard::storage {

inline constexpr std::size_t most_open_invites = 50;
inline constexpr std::chrono::days invite_lifetime{7};

struct invite_row {
  project_id project;
  invite_id id;
  std::string token_hash; ///< 32 bytes
  storage::role role = role::manager;
  person_id created_by;
  timestamp created_at{};
  timestamp expires_at{};
};

/// errc::limit_reached. Those that are too old go.
result<void> add_invite(pqxx::connection& db, const invite_row& row, audit_row told);
/// Those that can still be accepted.
std::vector<invite_row> invites_of(pqxx::connection& db, project_id project, timestamp now);
/// errc::not_found.
result<void> revoke_invite(pqxx::connection& db, project_id project, invite_id invite,
                           audit_row told);

/// What an invitation invites to.
struct invitation {
  std::string project;
  storage::role role = role::manager;
  std::string invited_by;
};
/// errc::link_expired for one that was used, revoked, is too old or none.
result<invitation> look_at_invite(pqxx::connection& db, const std::string& token_hash,
                                  timestamp now);

/// Uses the invitation up: exactly one of those who accept it at once joins. errc::link_expired;
/// errc::already_member leaves it as it is.
result<project_id> accept_invite(pqxx::connection& db, const std::string& token_hash,
                                 person_id person, audit_row told);
/// As a new person of the project's account, which is set here. errc::email_taken leaves the
/// invitation as it is.
result<project_id> accept_invite(pqxx::connection& db, const std::string& token_hash,
                                 person_row& person, audit_row told);

} // namespace switchboard::storage
