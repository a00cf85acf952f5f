#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What became of a message handed to a platform.
namespace switchboard::protocols {

/// The platform keeps a file of ours under this name: it need not be uploaded again.
struct kept_file {
  /// Its place among `outgoing::files`.
  std::size_t file = 0;
  std::string reference;
  /// Nothing = for ever.
  std::optional<std::chrono::hours> lives{};
};

struct sent {
  std::string external_id;
  std::vector<kept_file> kept{};
};
/// The whole channel waits exactly this long, then the same message goes again. A `problem` is
/// shown in the channel's health meanwhile ("captcha", "quota").
struct wait {
  std::chrono::seconds pause{};
  std::string problem{};
  std::string reason{};
};
/// Only this client's messages wait exactly this long.
struct wait_client {
  std::chrono::seconds pause{};
  std::string reason{};
};
/// It certainly did not go out; try again with growing pauses, `attempts` times at most (0 = as
/// long as messages are tried at all).
struct try_later {
  std::string reason;
  int attempts = 0;
};
/// The platform lost our webhook or a setting of the account: the link is set up anew, then the
/// same message goes again, once.
struct mend_link {
  std::string reason;
};
/// The platform no longer knows the references of the message's files: they are forgotten, and it
/// goes again with the bytes.
struct forget_files {
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
/// The channel can't be used before somebody mends it: "token_revoked", "conflict",
/// "no_permission", "blocked".
struct channel_broken {
  std::string problem;
  std::string reason;
};
/// It may or may not have gone out, and the platform has no way to ask.
struct unknown_outcome {
  std::string reason;
};
using delivery = std::variant<sent, wait, wait_client, try_later, mend_link, forget_files, refused,
                              client_left, channel_broken, unknown_outcome>;

} // namespace switchboard::protocols
