#pragma once

#include "protocols/delivery.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace switchboard::protocols::vk {

/// Bounds of what a Retry-After may ask, and our own pauses where VK tells none.
inline constexpr std::chrono::seconds shortest_wait{1};
inline constexpr std::chrono::seconds longest_wait{3600};
inline constexpr std::chrono::seconds flood_wait{180};
inline constexpr std::chrono::seconds captcha_wait{600};
inline constexpr std::chrono::seconds daily_wait{3 * 3600};
/// How often a failed upload is tried.
inline constexpr int upload_attempts = 3;

enum class treatment : std::uint8_t {
  try_again,
  new_upload,
  wait_second,
  wait_flood,
  wait_captcha,
  wait_day,
  refuse,
  leave,
  mend,
  lost_token,
  lost_right,
};

/// One error of VK's API and what is done about it.
struct refusal {
  int code;
  treatment then;
  /// Our stable word of a refusal; empty otherwise.
  std::string_view name;
};

/// The row of this code; what no row names is refused.
refusal refusal_of(int code);

/// What an error means for the message that was sent.
delivery read_refusal(int code, std::string reason);

} // namespace switchboard::protocols::vk
