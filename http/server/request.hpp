#pragma once

#include "http/core/task.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {

/// A body that is read while it comes, for what may be too large to be kept in memory. What is not
/// read when the answer is there ends the connection.
class body_stream {
public:
  virtual ~body_stream() = default;

  /// What the header says of the length; nothing if it does not.
  virtual std::optional<std::uint64_t> length() const = 0;
  /// The next bytes, valid until the next call; none at the end. Nothing when the peer is gone or
  /// breaks the rules.
  virtual task<std::optional<std::string_view>> next() = 0;
};

/// A request that has arrived whole, but for a streamed body. The views live as long as the
/// reader's current request.
struct request {
  std::string_view method;
  std::string_view path; ///< as sent, not decoded, without the query
  std::string_view query;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string body;
  /// Set instead of `body` where the application asked for it (application::streams).
  body_stream* stream = nullptr;
  bool keep_alive = true;
  bool secure = false;
  std::string_view peer; ///< address of who connected, without the port

  /// The first header of this name, letter case aside; "" if there is none.
  std::string_view header(std::string_view name) const;
};

bool same_ignoring_case(std::string_view left, std::string_view right);

/// "a%20b" → "a b"; nothing for a broken escape. '+' means a space only in a query.
bool percent_decode(std::string_view text, bool in_query, std::string& out);

} // namespace switchboard::http
