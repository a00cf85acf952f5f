#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace switchboard::bench {

/// One bot: where its webhooks go and the secret the platform was told.
struct target {
  std::string path;
  std::string secret;
  std::string project; ///< whose operators see its messages
};

/// The operator whose socket is timed; `project` empty = nobody watches.
struct watch_options {
  std::string project;
  std::string cookie; ///< `sb_session=…`
  std::string origin; ///< what the browser would say, `http://127.0.0.1:8080`
};

struct options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<target> targets;
  std::uint32_t clients = 10'000;
  std::uint32_t connections = 64;
  double seconds = 5;
  double warmup_s = 1;
  double rate = 0;                   ///< webhooks per second; 0 = closed loop
  bool once = false;                 ///< each client once, then stop; the time limits do not count
  std::uint32_t first = 100'000'000; ///< number of the first update; nine digits
  watch_options watch;
};

} // namespace switchboard::bench
