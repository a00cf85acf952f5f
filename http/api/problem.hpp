#pragma once

#include "config/error.hpp"
#include "http/server/response.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace switchboard::http {

/// One or several things wrong with a request. The first says what the whole is called.
struct problem {
  std::vector<error> all;

  problem(error one) { all.push_back(std::move(one)); }
  explicit problem(std::vector<error> several) : all(std::move(several)) {}
  const error& first() const { return all.front(); }
};

/// RFC 9457, the same over HTTP and WebSocket. What happened inside is never told: `internal` keeps
/// its detail for the log.
boost::json::object to_json(const problem& what);
int status_of(const error& what);

response to_response(const problem& what);
response to_response(const error& what);

} // namespace switchboard::http
