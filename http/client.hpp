#pragma once

#include "protocols/transport.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace switchboard::http {

/// Calls to platforms with libcurl, all on one thread of its own. Connections are kept; redirects
/// are not followed; an address is never logged, since it may hold a token.
class client final : public protocols::transport {
public:
  struct options {
    /// "http://…", "https://…", "socks5://…", "socks5h://…"; empty = none, whatever the
    /// environment says.
    std::string proxy;
    /// To one platform at once. Each polling channel holds one all the time.
    std::size_t connections_per_host = 256;
    /// An answer larger than this is cut off and counts as no answer.
    std::size_t largest_answer = 64 * 1024 * 1024;
  };

  explicit client(options with);
  /// What is under way is answered as not sent or without an answer.
  ~client() override;

  void send(protocols::http_request request, callback done) override;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::http
