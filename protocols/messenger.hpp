#pragma once

#include "config/error.hpp"
#include "protocols/model.hpp"
#include "protocols/transport.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace switchboard::protocols {

/// Where a platform's API is and what opens it (CHN-11).
struct access {
  std::string api_url;
  std::string token;
};

/// The account behind a token.
struct identity {
  std::string external_id;
  std::string name;
  std::string username;
};

/// Where a platform delivers a channel's events now (CHN-10).
struct webhook_state {
  /// Empty = nowhere.
  std::string url;
  std::int64_t pending = 0;
  std::string last_error;
};

/// One event of a batch, with its own bytes.
struct polled_event {
  client_event event;
  std::string bytes;
};

/// What one long poll brought. `next_offset` confirms all of it when polled with.
struct poll_batch {
  std::vector<polled_event> events;
  std::int64_t next_offset = 0;
};

/// What became of a message handed to a platform.
struct sent {
  std::string external_id;
};
/// The whole channel waits exactly this long, then the same message goes again.
struct wait {
  std::chrono::seconds pause{};
};
/// It certainly did not go out; try again with growing pauses.
struct try_later {
  std::string reason;
};
/// It will never go out. `code` is stable ("chat_not_found"), `reason` the platform's words.
struct refused {
  std::string code;
  std::string reason;
};
/// As refused, and the client can no longer be written to.
struct client_left {
  std::string reason;
};
/// The channel can't be used before somebody mends it: "token_revoked", "conflict".
struct channel_broken {
  std::string problem;
  std::string reason;
};
/// It may or may not have gone out, and the platform has no way to ask.
struct unknown_outcome {
  std::string reason;
};
using delivery =
    std::variant<sent, wait, try_later, refused, client_left, channel_broken, unknown_outcome>;

/// How fast a platform may be written to; messages per second.
struct pace {
  double per_channel = 0;
  double per_chat = 0;
  /// Messages that may go to one chat at once before `per_chat` binds.
  int chat_burst = 1;
};

/// Everything that differs between platforms. Pure functions of their arguments: no state, no
/// clock, no socket. Nothing throws on what a platform sends.
class messenger {
public:
  virtual ~messenger() = default;

  virtual protocols::platform platform() const = 0;
  /// "telegram": in addresses, metrics and the API.
  virtual std::string_view name() const = 0;
  virtual protocols::pace pace() const = 0;

  /// Whether a token can be one at all, before the platform is asked (CHN-6).
  virtual bool token_well_formed(std::string_view token) const = 0;
  /// The longest text of one message, counted as the platform counts.
  virtual std::size_t text_limit() const = 0;
  virtual std::size_t text_length(std::string_view utf8) const = 0;
  /// Link to a client's profile (SUB-4), if the platform has one for this client.
  virtual std::optional<std::string> profile_url(const std::string& client,
                                                 const profile& who) const = 0;
  /// Link that opens the conversation with the channel (CHN-9).
  virtual std::string start_link(const identity& channel) const = 0;

  /// The header that proves where a webhook comes from; "" if the platform signs the body.
  virtual std::string_view proof_header() const = 0;
  /// Constant time; an empty secret refuses.
  virtual bool verify(std::string_view proof, std::string_view body,
                      std::string_view secret) const = 0;
  virtual client_event parse(std::string_view body) const = 0;

  virtual http_request who_am_i(const access& to) const = 0;
  /// token_refused when the platform says no, platform_unreachable when it says nothing sensible.
  virtual result<identity> read_identity(const http_response& answer) const = 0;
  virtual http_request ask_webhook(const access& to) const = 0;
  virtual result<webhook_state> read_webhook(const http_response& answer) const = 0;
  virtual http_request set_webhook(const access& to, const std::string& url,
                                   const std::string& secret) const = 0;
  /// Keeps what is waiting at the platform.
  virtual http_request clear_webhook(const access& to) const = 0;
  /// Of set_webhook and clear_webhook.
  virtual result<void> read_acknowledgement(const http_response& answer) const = 0;

  /// Waits at the platform up to `hold` for events (CHN-13). offset 0 = the oldest unconfirmed.
  virtual http_request poll(const access& to, std::int64_t offset,
                            std::chrono::seconds hold) const = 0;
  /// The error is what `broken` or `retry` needs: wait, try_later or channel_broken.
  virtual std::variant<poll_batch, delivery> read_poll(const http_response& answer) const = 0;

  virtual http_request render(const access& to, const outgoing& message) const = 0;
  virtual delivery read_delivery(const http_response& answer) const = 0;
  /// Tells the platform that a press was seen.
  virtual http_request acknowledge(const access& to, const std::string& press) const = 0;
};

/// The one list of platforms. Null for a name we do not have.
const messenger* find_messenger(std::string_view name);
const messenger& messenger_of(platform which);

} // namespace switchboard::protocols
