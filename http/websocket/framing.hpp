#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The WebSocket protocol without a socket (RFC 6455): a server's side, no extensions. Our own,
/// because what is sent to many must be encoded once and written as it is.
namespace switchboard::http::websocket {

enum class opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
};

enum class close_code : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unsupported = 1003,
  bad_text = 1007,
  policy = 1008,
  too_big = 1009,
  try_again = 1013,
};

/// The header of an unmasked frame that ends its message.
std::string frame_header(opcode kind, std::size_t payload_bytes);
/// A whole close frame.
std::string close_frame(close_code code, std::string_view reason);

/// The answer's Sec-WebSocket-Accept; nothing for a key that is none.
std::optional<std::string> accept_key(std::string_view key);

struct message {
  opcode kind = opcode::text; ///< text, binary, ping, pong or close
  std::string payload;
};

/// Makes messages of a client's bytes.
class frame_reader {
public:
  explicit frame_reader(std::size_t largest_message) : largest_(largest_message) {}

  void feed(std::string_view bytes) { bytes_.append(bytes); }
  /// The next whole message; nothing when more bytes are needed or the peer broke the rules.
  std::optional<message> next();
  /// Why there will be no further message.
  std::optional<close_code> failure() const { return failure_; }

private:
  struct header;
  std::optional<header> read_header();
  std::optional<message> finish(const header& of, std::string payload);
  std::nullopt_t give_up(close_code why);

  const std::size_t largest_;
  std::string bytes_;
  std::size_t from_ = 0;
  std::string pieces_;
  std::optional<opcode> fragmented_;
  std::optional<close_code> failure_;
};

} // namespace switchboard::http::websocket
