#pragma once

#include "config/clock.hpp"
#include "config/error.hpp"
#include "http/core/task.hpp"
#include "storage/model.hpp"
#include "storage/sign_in.hpp"
#include "storage/tokens.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace switchboard::storage {
class pool;
}

namespace switchboard::http {

/// A person with the session that speaks for them; never changed.
struct signed_in {
  storage::person_row person;
  /// Of a token: its hash, and no end.
  storage::session_row session;
  /// Set when it is a program that speaks for the person (ACC-7).
  std::optional<storage::api_token_row> token{};
};
using signed_in_ptr = std::shared_ptr<const signed_in>;

/// Who the cookies belong to: rows of the database, remembered while they are in use. Tokens are
/// looked up each time, so that nothing they depend on can be forgotten to be told. From any loop.
class sessions {
public:
  sessions(storage::pool& pool, wall_clock& clock) : pool_(pool), clock_(clock) {}

  /// errc::auth_required for a cookie that is none (any more).
  task<result<signed_in_ptr>> find(std::string_view token);
  /// errc::auth_required for a program's token that is none, or whose person left the project.
  task<result<signed_in_ptr>> find_token(std::string_view token);
  /// The same session or token as it is now: it may have ended, its person may have changed.
  task<result<signed_in_ptr>> again(signed_in_ptr who) {
    return who->token ? find_token_hash(who->session.token_hash)
                      : find_hash(who->session.token_hash);
  }

  /// What is shown to begin a session.
  struct proof {
    storage::person_row person; ///< as it was read when the password was compared
    storage::second_factor shown;
    std::string user_agent;
    std::string address;
    storage::audit_row told;
  };
  /// Makes a session and returns the cookie's token; errors as storage::sign_in.
  task<result<std::string>> begin(proof shown, std::chrono::days lifetime);

  /// The person's row changed, or sessions of the person ended: they are read again.
  void forget(person_id person);

private:
  task<result<signed_in_ptr>> find_hash(std::string hash);
  task<result<signed_in_ptr>> find_token_hash(std::string hash);
  signed_in_ptr remembered(const std::string& hash);
  /// Not when a session ended meanwhile: it might be this one.
  void remember(const signed_in_ptr& who, std::uint64_t read_at);
  std::uint64_t endings();
  /// Writes down that it is in use, if that was not done for an hour. Nobody waits for it.
  void touch(const signed_in_ptr& who);
  void touch_token(const storage::api_token_row& token);

  storage::pool& pool_;
  wall_clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, signed_in_ptr> known_;
  std::uint64_t endings_ = 0;
};

} // namespace switchboard::http
