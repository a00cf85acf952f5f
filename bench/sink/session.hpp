#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace switchboard::bench {

struct frees_tls {
  void operator()(SSL* of) const { SSL_free(of); }
};

/// One accepted keep-alive connection with at most one request under way, on a non-blocking socket
/// that it owns.
class session {
public:
  session(int fd, SSL_CTX* context);
  ~session();
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  struct request {
    std::string_view path;
    std::string_view body;
  };

  enum class progress { request, wait_readable, wait_writable, over };

  /// Goes on until a whole request has come, which `current` then shows until it is answered.
  progress receive();
  request current() const { return request_; }

  /// Answers the current request.
  progress answer(int status, std::string_view body);
  /// Sends what is left of the answer; `request` = all of it went and the next one may be read.
  progress send();
  bool sending() const { return sent_ < out_.size(); }

  int fd() const { return fd_; }
  bool wants_write = false; ///< what the loop waits for

private:
  progress parse();
  progress wait_after(int outcome);

  int fd_;
  std::unique_ptr<SSL, frees_tls> tls_;
  std::string in_;
  std::string out_;
  std::size_t sent_ = 0;
  std::size_t request_size_ = 0;
  request request_;
};

} // namespace switchboard::bench
