#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace switchboard::protocols {

/// One part of a multipart/form-data body.
struct form_part {
  std::string name;
  /// The bytes, unless `file` names where they are.
  std::string value;
  /// A file that is streamed from the disk; empty = none.
  std::string file{};
  /// Told to the platform with a file.
  std::string file_name{};
  std::string mime{};
};

/// A call to a platform. The address may contain a token: it is never logged.
struct http_request {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{15'000};
  /// Not empty: the body is this form, and `body` is not looked at.
  std::vector<form_part> form{};
  /// Not empty: the answer's body goes into this file instead of memory.
  std::string save_to{};
  /// The most of an answer that is taken, bytes; 0 = the transport's own limit.
  std::int64_t answer_limit = 0;
  /// The address came from outside: private and local addresses are refused, redirects followed
  /// with the same care.
  bool outside = false;
  /// Whose proxy is used: the platform's name ("telegram"); empty = none.
  std::string platform{};
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
  /// Of a saved answer.
  std::string content_type{};
  /// The answer was larger than `answer_limit`.
  bool too_large = false;
  /// Seconds from a Retry-After header; 0 = there was none.
  int retry_after_s = 0;
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
