#pragma once

#include "protocols/delivery.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace switchboard::protocols::viber {

enum class treatment : std::uint8_t {
  refuse,
  leave,
  break_channel,
  mend,
  pause_client,
  pause_channel,
  retry,
};

/// A status of the Bot API and what it means for the message that was sent.
struct status_row {
  std::int64_t status;
  /// The platform's name of it.
  std::string_view called;
  treatment then;
  /// Stable word of a refusal, of what broke, or of why the channel waits; else empty.
  std::string_view code;
};

/// Every documented status but 0.
std::span<const status_row> status_rows();
/// The row of the general error for a status that nobody documented.
const status_row& row_of_status(std::int64_t status);

/// What an answer that says no means for the message that was sent.
delivery read_refusal(std::int64_t status, const std::string& reason);

} // namespace switchboard::protocols::viber
