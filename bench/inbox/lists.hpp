#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace switchboard::bench {

/// A GET of a list, whoever serves it.
struct list_request {
  std::string what; ///< what it counts as
  std::string path;
  std::string cookie; ///< may be empty
};

struct lists_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::uint32_t connections = 4;
  double seconds = 10;
  double warmup_s = 1;
};

/// Asks for lists in a closed loop on some connections, one of `requests` after the other; one line
/// of JSON. Throws `std::runtime_error` where an answer is not 200.
std::string ask_lists(const lists_options& opts, const std::vector<list_request>& requests);

} // namespace switchboard::bench
