#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/mails.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How somebody proves who they are (ACC-4): the second factor with its recovery codes, and
/// passwords set by a mailed link. What may be used once is used by one statement, so that of two
/// at once exactly one succeeds. Everything is told to the audit log in the same transaction.
namespace switchboard::storage {

/// What was shown beside the password; neither where there is no second factor.
struct second_factor {
  std::optional<std::int64_t> step; ///< whose code it was
  std::string recovery_hash;        ///< or the hash of a recovery code
};

/// Uses up the second factor and begins the session. `password_hash` is what the password was
/// compared with: errc::bad_credentials when it is no longer the person's, or the person is gone.
/// errc::bad_code when the code was used before, code_required when the second factor was turned
/// on meanwhile.
result<void> sign_in(pqxx::connection& db, const session_row& session,
                     const std::string& password_hash, const second_factor& shown,
                     const audit_row& told);

/// Turns the second factor on. `sealed_secret` as it is stored, `step` the one whose code proved
/// that the person has it. errc::bad_request when it is on already.
result<void> turn_on_totp(pqxx::connection& db, person_id person, const std::string& sealed_secret,
                          std::int64_t step, const std::vector<std::string>& recovery_hashes,
                          const audit_row& told);
/// Also when it is off.
void turn_off_totp(pqxx::connection& db, person_id person, const audit_row& told);
/// In place of those there were. errc::bad_request when the second factor is off.
result<void> set_recovery_codes(pqxx::connection& db, person_id person,
                                const std::vector<std::string>& hashes, const audit_row& told);

struct reset_row {
  std::string token_hash; ///< SHA-256 of what is in the link
  person_id person;
  timestamp expires_at{};
};

/// Links that one person can have at once: whoever asks again and again fills nobody's mailbox.
inline constexpr int most_resets = 3;

/// Writes the link and its mail; neither for a person with most_resets, or one who is gone.
void add_reset(pqxx::connection& db, const reset_row& link, timestamp now, const mail_row& mail);
/// Sets the password, ends all sessions and uses up all links of the person: who that is.
/// errc::link_expired. The second factor stays as it is.
result<person_id> finish_reset(pqxx::connection& db, const std::string& token_hash,
                               const std::string& password_hash, timestamp now, audit_row told);

} // namespace switchboard::storage
