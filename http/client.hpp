#pragma once

#include "protocols/transport.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace switchboard::http {

/// Calls to platforms with libcurl, all on one thread of its own. Connections are kept; redirects
/// are followed only from addresses that came from outside; an address is never logged, since it
/// may hold a token.
class client final : public protocols::transport {
public:
  struct options {
    /// By a platform's name: "http://…", "https://…", "socks5://…", "socks5h://…". A platform
    /// without one goes directly, whatever the environment says.
    std::map<std::string, std::string> proxies;
    /// To one platform at once. Each polling channel holds one all the time.
    std::size_t connections_per_host = 256;
    /// An answer larger than this is cut off and counts as no answer, unless the request has a
    /// limit of its own.
    std::size_t largest_answer = 64 * 1024 * 1024;
    /// Addresses from outside may lead into our own network: for trying things out at home.
    bool allow_private = false;
    /// PEM file of certificates that are trusted beside the system's; empty = none.
    std::string ca_file{};
  };

  /// Whether the file has certificates that can be trusted.
  static bool is_ca_file(const std::string& file);

  explicit client(options with);
  /// What is under way is answered as not sent or without an answer.
  ~client() override;

  /// `save_to` gets the body of a 2xx answer; of any other, and of a call that failed, nothing is
  /// left on the disk and the body is in memory.
  void send(protocols::http_request request, callback done) override;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::http
