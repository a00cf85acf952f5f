#pragma once

#include "bench/load/options.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace switchboard::bench {

/// An operator's panel as far as timing needs it: subscribes to a project's events and notes when
/// the `message.added` of each update has arrived. Reads in a thread of its own, because a panel
/// does not wait for the messenger's connections either.
class watcher {
public:
  /// Subscribed when it returns. Throws `std::runtime_error` with the reason where it cannot.
  explicit watcher(const options& opts);
  ~watcher();

  /// Waits until all these updates were seen or `patience_ms` have passed.
  void await(const std::vector<std::uint32_t>& numbers, std::int64_t patience_ms) const;

  /// When the event of update `number` arrived (CLOCK_MONOTONIC); 0 = not seen.
  std::int64_t seen_at(std::uint32_t number) const;

  /// How many numbers from the first one on are remembered.
  static constexpr std::size_t capacity = 1'000'000;

private:
  struct socket;
  void read();
  void note(std::string_view frame, std::int64_t now_ns);

  std::uint32_t first_;
  std::unique_ptr<std::atomic<std::int64_t>[]> seen_;
  std::unique_ptr<socket> socket_;
  std::thread reader_;
};

} // namespace switchboard::bench
