#pragma once

#include "http/api/call.hpp"
#include "http/api/problem.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {

/// What became of a call.
struct performed {
  boost::json::value value;
  std::optional<problem> wrong;

  int status(const operation& op) const { return wrong ? status_of(wrong->first()) : op.status; }
};

/// The ids of the path, as (name, text).
using path_ids = std::vector<std::pair<std::string_view, std::string_view>>;

/// Checks rate, rights and parameters in this order, runs the operation, counts and logs it. Never
/// throws: what a handler throws is `internal`, told to the log alone.
task<performed> perform(call& c, const path_ids& ids, boost::json::object given,
                        std::string_view request_id);

} // namespace switchboard::http
