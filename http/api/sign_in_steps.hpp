#pragma once

#include "http/api/call.hpp"
#include "http/core/task.hpp"
#include "storage/sign_in.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What operations that deal with passwords and second factors (ACC-4) share.
namespace switchboard::http {

/// Hashes a password when it is its turn; errc::unavailable when that takes too long.
task<result<std::string>> hash_in_turn(call& c, std::string password);

/// errc::bad_credentials when it is not the password of the hash `against` (empty: nobody's, which
/// takes as long); failures are counted for `key` and for the peer, and looked at when it is the
/// password's turn, so guesses sent at once gain nothing (errc::too_many_attempts). Who is done
/// forgives them by c.env.by_email.succeeded(key).
task<result<void>> prove_password(call& c, std::string key, std::string password,
                                  std::string against);

/// The same for the parameter `field`, which must be the caller's own password; the error points
/// at it.
task<result<void>> prove_own_password(call& c, std::string field);

/// What the call's `code` proves. errc::code_required if it is missing and needed (which is no
/// failed attempt), bad_code and too_many_attempts as for passwords.
result<storage::second_factor> prove_code(call& c, const storage::person_row& person);

/// Signs the person in: the session, its cookie, its line in the audit log. A code that was used
/// before counts as a failed attempt.
task<result<void>> begin_session(call& c, storage::person_row person,
                                 storage::second_factor shown = {});

/// Recovery codes as they are shown, and as they are stored.
struct recovery_codes {
  std::vector<std::string> shown;
  std::vector<std::string> hashes;
};
recovery_codes make_recovery_codes(person_id person);

/// What a second factor's secret is sealed for, so that it opens for its person alone.
std::string totp_place(person_id person);

} // namespace switchboard::http
