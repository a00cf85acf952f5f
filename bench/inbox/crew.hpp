#pragma once

#include "bench/inbox/operator.hpp"
#include "bench/load/quantiles.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace switchboard::bench {

struct crew_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  double seconds = 30;
  double warmup_s = 3;
  double rate = 500; ///< calls a second of all operators together
};

/// All operators at their panels, in one thread. Call n is due at start + n / rate, made by
/// somebody who waits for no answer; its latency counts from when it was due.
class crew {
public:
  /// `appeals`: New chats by project. Everybody is connected and subscribed when it returns.
  crew(const crew_options& opts, std::vector<operator_card> cards,
       std::map<std::string, supply> appeals);
  ~crew();

  /// Runs to the end; one line of JSON.
  std::string run();

private:
  void make_calls(std::int64_t now_ns);
  void on_ready(person& who, std::uint32_t events);
  void heard(person& who, std::string_view frame);
  void wait_writable(const person& who) const;
  std::string report();

  const crew_options& opts_;
  std::map<std::string, supply> appeals_;
  std::vector<std::unique_ptr<person>> people_;
  std::vector<person*> idle_;
  std::minstd_rand random_{1};
  int epoll_ = -1;
  std::int64_t start_ns_ = 0;
  std::int64_t measure_ns_ = 0;
  std::int64_t stop_ns_ = 0;
  std::uint64_t made_ = 0;
  std::uint64_t under_way_ = 0;
  std::uint64_t events_ = 0; ///< in the measured time
  std::uint64_t event_bytes_ = 0;
  std::uint64_t closed_ = 0;
  std::map<std::string, latencies> took_;
  std::map<std::string, std::uint64_t> refused_;
};

} // namespace switchboard::bench
