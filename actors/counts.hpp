#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace switchboard::actors {

/// Counted by actors on any thread, read by /metrics (node_counts).
struct counts {
  std::atomic<std::size_t> live_chats{0};
  std::atomic<std::uint64_t> events_in{0};
  std::atomic<std::uint64_t> duplicates{0};
  std::atomic<std::uint64_t> not_understood{0};
  std::atomic<std::uint64_t> messages_sent{0};
  std::atomic<std::uint64_t> messages_failed{0};
  std::atomic<std::uint64_t> files_fetched{0};
  std::atomic<std::uint64_t> fetches_failed{0};
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> units{0};
};

} // namespace switchboard::actors
