#pragma once

#include "http/server/request.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace switchboard::http {

/// Makes requests of bytes, one after the other, pipelined or not. Knows no socket.
class request_reader {
public:
  struct limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 1024 * 1024;
  };
  enum class state {
    empty,            ///< nothing of the next request has come
    partial,          ///< more bytes are needed
    expects_continue, ///< the header is here; the peer waits for "100 Continue"
    streamed,         ///< the header is here; the body is read with `read_body`
    complete,
    malformed,
    header_too_large,
    body_too_large,
  };

  /// Whether the body of this request is streamed, and its size nobody's business here.
  using choice = std::function<bool(const request& head)>;

  explicit request_reader(limits of, choice streams = {});
  ~request_reader();

  /// Where the next bytes are to be read into; never empty.
  std::span<char> room();
  void added(std::size_t bytes);

  /// Reads on in the bytes that are here.
  state read();
  /// After `streamed`: moves what has come of the body into `out`. `complete`: that was the last of
  /// it. `partial`: more bytes are needed. Else `malformed`.
  state read_body(std::string& out);
  /// The length that the header tells.
  std::optional<std::uint64_t> body_length() const;
  /// Whether the peer waits for "100 Continue" before it sends a streamed body.
  bool waits_to_continue() const;
  void continue_told();
  /// Valid after `complete` and `streamed`, until `next`.
  request& current();
  /// Forgets the current request; what came after it is kept.
  void next();
  /// Bytes that came after the current request.
  std::string_view rest() const;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::http
