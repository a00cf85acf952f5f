#pragma once

#include "protocols/delivery.hpp"
#include "protocols/messenger/answer.hpp"

#include <cstdint>
#include <span>
#include <string_view>

/// What the errors of the Graph API mean for the message that was sent.
namespace switchboard::protocols::facebook {

enum class treatment : std::uint8_t {
  /// Temporary; a few times more.
  retry,
  /// A rate limit of the app or the page.
  wait_channel,
  /// A rate limit of this conversation.
  wait_person,
  /// The page is stopped for a while: the channel waits long and says why.
  pause,
  refuse,
  /// The attachment could not be used.
  file,
  leave,
  broken,
};

/// One row of the platform's table of errors.
struct refusal {
  int code;
  /// `any_subcode`, or exactly this one (0 = the error has none).
  int subcode;
  treatment then;
  /// Code of a refusal, problem of a channel; empty where none is told.
  std::string_view name;
};
inline constexpr int any_code = -1;
inline constexpr int any_subcode = -1;

/// All rows; the first that fits decides.
std::span<const refusal> refusals();

/// What was tried, as far as it decides what an error means.
struct attempt {
  /// It went with a tag, which may be one that is no longer taken.
  bool tagged = false;
  /// The file went by a reference of an earlier upload.
  bool by_reference = false;
};

/// What a readable answer that is not ok means.
delivery read_refusal(const answer& from, attempt tried);

/// The token is no longer good for anything.
bool token_is_dead(const answer& from);
/// The same question may be answered later.
bool is_temporary(const answer& from);
/// The thing that was asked for does not exist, or is not for us.
bool is_absent(const answer& from);

} // namespace switchboard::protocols::facebook
