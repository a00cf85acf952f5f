#pragma once

#include "http/core/task.hpp"
#include "http/server/request.hpp"
#include "http/server/request_reader.hpp"
#include "http/server/response.hpp"

namespace switchboard::http {

/// What answers the requests of a listener.
class application {
public:
  virtual ~application() = default;

  /// Must not throw. The request lives until the answer is there.
  virtual task<response> handle(request& asked) = 0;
  /// Whether the body is for `request::stream`; asked when the header is here.
  virtual bool streams(const request&) const { return false; }
  /// The answer to something that never became a request.
  virtual response refuse(request_reader::state why) = 0;
  /// The answer to a connection for which there is no room; written as it is.
  virtual std::string refuse_connection() = 0;
};

} // namespace switchboard::http
