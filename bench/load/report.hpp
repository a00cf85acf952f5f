#pragma once

#include "bench/load/quantiles.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace switchboard::bench {

/// What one run of the generator saw. "Measured" leaves the warm-up out.
struct report {
  double seconds = 0;                   ///< the measured time
  std::uint64_t ok = 0;                 ///< 200s in it
  latencies ok_latency;                 ///< of webhooks whose intended time lies in it
  std::uint64_t ok_total = 0;           ///< 200s of the whole run
  std::map<int, std::uint64_t> refused; ///< other statuses of the whole run
  std::uint64_t broken = 0;             ///< connections lost with a request under way
  std::uint64_t unanswered = 0;         ///< requests still open when patience ended
  std::uint64_t late = 0;               ///< fixed rate: intended in the measured time, never sent
  std::uint32_t next = 0;               ///< first number not used
  double cpu_s = 0;                     ///< the generator's own processor time
  bool watched = false;
  std::uint64_t expected = 0; ///< events an operator should have seen
  latencies seen;             ///< webhook's intended time → `message.added` read
};

/// One line of JSON; times in milliseconds.
std::string to_json(report& what);

} // namespace switchboard::bench
