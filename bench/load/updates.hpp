#pragma once

#include "bench/load/options.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace switchboard::bench {

/// What precedes the update's number in the text of each message, so that whoever sees the text
/// knows which webhook it came with.
inline constexpr std::string_view text_mark = "order #";
/// Width of the number behind the mark.
inline constexpr std::size_t number_digits = 9;

/// Writes webhook requests as Telegram does: one text message of a private chat per POST, text
/// beyond ASCII as \u escapes. Everything is laid out beforehand; a request costs a few copies.
class updates {
public:
  explicit updates(const options& opts);

  /// Replaces `out` by the request that brings update `number` of client `client`; `unix_s` is the
  /// message's date. Client c writes to bot c modulo the number of bots, always as the same person.
  void write(std::uint32_t number, std::uint32_t client, std::int64_t unix_s, std::string& out);

private:
  struct body {
    std::string head_end; ///< length of the body, the end of the head, and the body's beginning
    std::string from_end; ///< from behind `from.id` to before `chat.id`
    std::string chat_end; ///< from behind `chat.id` to before `date`
    std::string text;     ///< from behind `date` to before the number in the text
    std::string tail;
  };

  static body lay_out(std::size_t person, std::size_t phrase);

  std::vector<std::string> heads_;
  std::vector<body> bodies_;
};

} // namespace switchboard::bench
