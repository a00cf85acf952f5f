#pragma once

#include "config/clock.hpp"
#include "config/error.hpp"
#include "http/core/task.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
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
  storage::session_row session;
};
using signed_in_ptr = std::shared_ptr<const signed_in>;

/// Who the cookies belong to: rows of the database, remembered while they are in use. From any
/// loop.
class sessions {
public:
  sessions(storage::pool& pool, wall_clock& clock) : pool_(pool), clock_(clock) {}

  /// errc::auth_required for a cookie that is none (any more).
  task<result<signed_in_ptr>> find(std::string_view token);
  /// The same session as it is now: it may have ended, its person may have changed.
  task<result<signed_in_ptr>> again(signed_in_ptr who) {
    return find_hash(who->session.token_hash);
  }
  /// Makes a session and returns the cookie's token.
  task<result<std::string>> begin(person_id person, std::string user_agent,
                                  std::chrono::days lifetime);
  task<result<void>> end(const signed_in& who);

  /// The person's row changed, or sessions of the person ended: they are read again.
  void forget(person_id person);

private:
  task<result<signed_in_ptr>> find_hash(std::string hash);
  signed_in_ptr remembered(const std::string& hash);
  /// Not when a session ended meanwhile: it might be this one.
  void remember(const signed_in_ptr& who, std::uint64_t read_at);
  std::uint64_t endings();

  storage::pool& pool_;
  wall_clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, signed_in_ptr> known_;
  std::uint64_t endings_ = 0;
};

} // namespace switchboard::http
