#pragma once

#include "config/error.hpp"
#include "protocols/conversation.hpp"
#include "protocols/model.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What is needed to become the one who answers for an account.
namespace switchboard::protocols {

/// Where a platform's API is and what opens it (CHN-11).
struct access {
  std::string api_url;
  std::string token;
  /// The version in the address, where a platform has one ("v25.0"); empty allowed.
  std::string api_version{};
  /// The installation's own app, where a platform wants one.
  std::string app_id{};
  std::string app_secret{};
  /// The platform's id of the account; empty before it is known.
  std::string account{};
};

/// The account behind a token.
struct identity {
  std::string external_id;
  std::string name;
  std::string username;
  /// An absolute address of its picture; empty if there is none.
  std::string photo{};
};

/// Our own end of a webhook.
struct hook_address {
  std::string url;
  std::string secret;
  /// Messenger: what the platform says to prove itself when the address is set.
  std::string verify_token{};
};

/// Where a platform delivers a channel's events now (CHN-10).
struct webhook_state {
  /// Empty = nowhere.
  std::string url;
  std::int64_t pending = 0;
  std::string last_error{};
};

/// One thing the doctor looked at (CHN-14).
struct finding {
  enum class grade : std::uint8_t { good, warning, bad };
  /// "token", "account", "rights", "webhook", "events", "secret", "clock", "limits", "files".
  std::string check;
  finding::grade grade = grade::good;
  /// Stable word of what is wrong, for a text in the person's language ("webhook_elsewhere");
  /// empty when good.
  std::string code{};
  /// The platform's words, a number, an address: shown beside the text.
  std::string detail{};
};

struct client_profile {
  std::string client;
  profile who;
  /// The platform says this person is gone for good.
  bool gone = false;
};

struct bot_profile {
  std::string name;
  std::string description;
  std::string about;
};

/// The installation's app at a platform, and where people log in (CHN-3, CHN-8).
struct login_app {
  std::string oauth_url;
  /// VK ID; the first of VK's two steps.
  std::string id_url{};
  std::string api_url{};
  std::string api_version{};
  std::string app_id;
  std::string app_secret;
  /// Ours; the platform sends the browser back here.
  std::string redirect_uri;
};

/// An account the person may choose. With its token where the platform gave one already.
struct account_choice {
  std::string external_id;
  std::string name;
  std::string photo;
  std::string token;
  /// False: the person does not administer it, so it can't be connected (CHN-3).
  bool administers = true;
};

/// What the browser brought back, decoded: code, state, device_id, error…
using login_answer = std::vector<std::pair<std::string, std::string>>;

/// Logging in with the platform. Nothing is kept here: `state` and `verifier` are the caller's.
class login {
public:
  virtual ~login() = default;

  /// Where the browser goes first. `verifier`: 43 to 128 letters and digits (PKCE).
  virtual std::string begin(const login_app& app, std::string_view state,
                            std::string_view verifier) const = 0;
  /// The accounts of the person who came back. access_denied when they said no.
  virtual conversation<result<std::vector<account_choice>>> choices(login_app app,
                                                                    login_answer came_back,
                                                                    std::string verifier) const = 0;
  /// Where the browser goes for the chosen account's own token; empty = `choices` had it.
  virtual std::string choose(const login_app& app, const std::string& account,
                             std::string_view state) const = 0;
  /// That token.
  virtual conversation<result<std::string>> token(login_app app, login_answer came_back,
                                                  std::string account) const = 0;
};

} // namespace switchboard::protocols
