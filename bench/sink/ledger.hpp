#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace switchboard::bench {

/// What precedes a message's number in its chat, 1, 2, 3 …, at the end of its text.
inline constexpr std::string_view number_mark = "order #";

/// Which messages arrived, when, and whether each chat got its own in order, each once.
class ledger {
public:
  /// A message with this text for this chat; a text without a number counts as unreadable.
  void arrived(std::int64_t chat, std::string_view text);

  /// Starts anew.
  void reset();
  /// Times count from now on.
  void start();

  /// JSON: messages, chats, duplicates, disorder, unreadable, and when, in milliseconds from
  /// `start`, a tenth, nine tenths and the last of the messages so far were there.
  std::string report() const;

private:
  std::unordered_map<std::int64_t, std::uint32_t> last_;
  std::vector<std::int64_t> times_ns_;
  std::int64_t start_ns_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t disorder_ = 0;
  std::uint64_t unreadable_ = 0;
};

} // namespace switchboard::bench
