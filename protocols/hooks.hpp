#pragma once

#include "protocols/delivery.hpp"
#include "protocols/model.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What a platform sends to our address, and what it is answered.
namespace switchboard::protocols {

/// A call at one of our webhook addresses. The views live as long as the request.
struct hook_call {
  std::string_view method;
  /// What stands after "?", undecoded.
  std::string_view query;
  std::string_view body;
  /// A header by its name; empty if it is not there. Letter case does not matter.
  std::function<std::string_view(std::string_view)> header;
};

/// What we know of the channel, or the app, that the address belongs to.
struct hook_keys {
  /// What we gave the platform to prove itself with; of an app its secret.
  std::string secret;
  std::string token;
  /// What a platform asks us to prove ourselves with (Messenger: verify token).
  std::string verify_token;
  /// The platform's id of the account; empty where one address serves many.
  std::string account;
  std::string account_name;
  /// BOT-1: the message that invites to start the dialog; empty = none.
  std::string welcome;
};

struct hook_answer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body{};
};

/// One event of a webhook's body.
struct delivered_event {
  /// The platform's id of the account it is for; empty = the one the address belongs to.
  std::string account;
  client_event event;
  /// Its own bytes: those of the body where it is the only one.
  std::string bytes;
};

/// One event of a poll, with its own bytes.
struct polled_event {
  client_event event;
  std::string bytes;
};
/// What one long poll brought. Polling with `next` confirms all of it.
struct poll_batch {
  std::vector<polled_event> events;
  std::string next;
};
using poll_outcome = std::variant<poll_batch, delivery>;

} // namespace switchboard::protocols
