#pragma once

#include "config/error.hpp"
#include "config/secrets.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <optional>
#include <string>
#include <vector>

/// People, sessions, channels: rare writes, each one transaction. Functions throw what pqxx throws,
/// and `refusal` (pool.hpp) with errc::bad_key where a secret was sealed with another key;
/// `pool::run` turns both into an error.
namespace switchboard::storage {

/// Account and its owner at once (ACC-2). errc::email_taken.
result<person_row> create_owner(pqxx::connection& db, person_row person);
/// Nobody who was removed from their account is found.
std::optional<person_row> person_by_email(pqxx::connection& db, const std::string& email);
std::optional<person_row> person_by_id(pqxx::connection& db, person_id person);

/// What is to change; the rest stays.
struct person_change {
  std::optional<std::string> name;
  std::optional<std::string> locale;
  std::optional<std::string> email;
};
/// errc::email_taken. A new e-mail ends the links that were mailed to the old one, and is told.
result<person_row> update_person(pqxx::connection& db, person_id person, const person_change& to,
                                 const audit_row& told);
/// `blob` = that of the new photo; empty = none any more (ACC-6).
result<person_row> set_photo(pqxx::connection& db, person_id person, const std::string& blob,
                             timestamp now);
/// Sets the hash, ends all sessions but `keep` and all mailed links (ACC-4).
result<void> change_password(pqxx::connection& db, person_id person, const std::string& hash,
                             const std::string& keep_token_hash, const audit_row& told);

// Sessions begin in sign_in.hpp.

/// Not expired at `now`.
std::optional<session_row> find_session(pqxx::connection& db, const std::string& token_hash,
                                        timestamp now);
/// By rising id.
std::vector<session_row> sessions_of(pqxx::connection& db, person_id person, timestamp now);
/// Writes down that it is in use, once an hour.
void touch_session(pqxx::connection& db, session_id session, timestamp now);
/// The hash of what was ended; errc::not_found. `told.subject` becomes its user agent.
result<std::string> end_session(pqxx::connection& db, person_id person, session_id session,
                                audit_row told);
/// All but `keep`.
void end_other_sessions(pqxx::connection& db, person_id person, const std::string& keep_token_hash,
                        const audit_row& told);

/// errc::connected_elsewhere when another project has the account (CHN-2).
result<void> put_channel(pqxx::connection& db, const channel_row& channel, const sealer& keys,
                         const std::optional<audit_row>& told = {});
std::vector<channel_row> channels_of(pqxx::connection& db, project_id project, const sealer& keys);
std::optional<channel_row> find_channel(pqxx::connection& db, project_id project,
                                        channel_id channel, const sealer& keys);

} // namespace switchboard::storage
