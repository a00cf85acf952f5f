#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace switchboard::protocols {

/// A call to a platform. The address may contain a token: it is never logged.
struct http_request {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{15'000};
};

/// What came back from a platform.
struct http_response {
  /// How far the call came. `not_sent`: the request certainly did not reach the platform (name,
  /// connect or TLS failure). `no_answer`: it may have.
  enum class reach { answered, not_sent, no_answer };

  http_response::reach reach = reach::answered;
  int status = 0;
  std::string body;
  /// In words, for the log and the channel's health; empty when answered.
  std::string failure;
};

/// The one way out of the process for HTTP. Implemented in http/, replaced in tests of actors.
class transport {
public:
  using callback = std::function<void(http_response)>;

  virtual ~transport() = default;

  /// Returns at once. `done` is called exactly once, on a thread of the transport.
  virtual void send(http_request request, callback done) = 0;
};

} // namespace switchboard::protocols
