#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"
#include "protocols/messenger.hpp"

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace switchboard::http {

/// A person on the way through a platform's login, to connect an account (CHN-3, CHN-8).
struct login_attempt {
  enum class stage : std::uint8_t { waiting, choose, ready, failed };

  std::string key; ///< also the `state` that comes back from the platform
  project_id project;
  person_id person;
  const protocols::messenger* platform = nullptr;
  protocols::login_app app;
  std::string verifier;
  stage at = stage::waiting;
  /// The word of what went wrong: "denied", "unreachable", "not_administrator".
  std::string error;
  std::vector<protocols::account_choice> accounts;
  /// The account chosen, when its own token is what we wait for, or have.
  std::string account;
  std::string token;
  timestamp begun{};
};

/// Logins under way. In memory only: after a restart a person begins again.
class logins {
public:
  static constexpr std::chrono::minutes lifetime{15};
  static constexpr std::size_t most = 1000;

  explicit logins(wall_clock& clock) : clock_(clock) {}

  void put(login_attempt attempt);
  /// A copy; nothing if there is none of this key, or it is too old.
  std::optional<login_attempt> find(std::string_view key) const;
  void drop(std::string_view key);

private:
  wall_clock& clock_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, login_attempt> attempts_;
};

} // namespace switchboard::http
