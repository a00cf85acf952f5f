#pragma once

#include "http/server/request.hpp"

#include <cstddef>
#include <memory>
#include <span>

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
    complete,
    malformed,
    header_too_large,
    body_too_large,
  };

  explicit request_reader(limits of);
  ~request_reader();

  /// Where the next bytes are to be read into; never empty.
  std::span<char> room();
  void added(std::size_t bytes);

  /// Reads on in the bytes that are here.
  state read();
  /// Valid after `complete`, until `next`.
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
