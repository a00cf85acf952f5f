#pragma once

#include "bench/load/connection.hpp"
#include "bench/load/options.hpp"
#include "bench/load/report.hpp"
#include "bench/load/updates.hpp"

#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <random>
#include <vector>

namespace switchboard::bench {

class watcher;

/// Sends webhooks over many connections from one thread and notes how each was answered.
///
/// Closed loop: every connection sends its next webhook when the last one was answered. Fixed rate:
/// webhook n is due at start + n / rate whatever the server does; if every connection is busy it
/// waits, and its latency counts from when it was due (no coordinated omission).
class generator {
public:
  /// `watch` may be null. Throws `std::runtime_error` where the server cannot be reached.
  generator(const options& opts, const watcher* watch);
  ~generator();

  /// Runs to the end: warm-up, measured time, then the answers still under way.
  report run();

private:
  std::optional<std::int64_t> next_due(std::int64_t now_ns) const;
  void dispatch(std::int64_t now_ns);
  void start(connection& link, std::int64_t due_ns, std::int64_t now_ns);
  void on_ready(connection& link, std::uint32_t events);
  void finish(connection& link, std::int64_t now_ns);
  void replace(connection& link);
  void wait_for(std::int64_t now_ns, timespec& out) const;
  void arm(const connection& link, std::uint32_t events, int operation) const;
  std::uint32_t pick_client();
  void collect_live();

  const options& opts_;
  const watcher* watch_;
  updates updates_;
  std::vector<std::unique_ptr<connection>> links_;
  std::vector<connection*> idle_;
  std::minstd_rand random_;
  int epoll_ = -1;
  std::uint64_t sent_ = 0;
  std::uint64_t busy_ = 0;
  std::int64_t start_ns_ = 0;
  std::int64_t measure_ns_ = 0; ///< end of the warm-up
  std::int64_t stop_ns_ = 0;
  std::int64_t unix_offset_ns_ = 0;
  std::vector<std::uint32_t> watched_;       ///< numbers whose events are expected
  std::vector<std::int64_t> watched_due_ns_; ///< when each of them was due
  report report_;
};

} // namespace switchboard::bench
