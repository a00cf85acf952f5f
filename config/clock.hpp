#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard {

/// A moment in UTC, to the millisecond: what the database keeps and the API says.
using timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where the time of day comes from. Passed in, never looked up, so that tests own the time.
class wall_clock {
public:
  virtual ~wall_clock();
  virtual timestamp now() const = 0;
};

/// The machine's own clock.
wall_clock& system_clock();

/// "2026-11-20T09:53:35.123Z"; years 0 to 9999.
std::string to_rfc3339(timestamp when);

/// Reads RFC 3339 with a zone ("Z" or "+03:00"); digits beyond the millisecond are dropped, a
/// leap second counts as the next minute's first. Nothing for anything else or a date that
/// does not exist.
std::optional<timestamp> parse_rfc3339(std::string_view text);

} // namespace switchboard
