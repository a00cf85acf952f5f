#pragma once

#include "http/api/operations.hpp"
#include "http/api/problem.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace switchboard::http {

/// Brings what was sent into the form handlers may rely on: types and limits hold, names are
/// trimmed, e-mails normal, ids well formed, nothing is there that the table does not name. All
/// that is wrong is told at once.
/// `given`: members of the body or the WebSocket's params, without those of the path.
std::optional<problem> check_parameters(const operation& op, boost::json::object& given);

/// The query of an address as texts and, where the table says so, numbers and booleans.
std::optional<problem> read_query(const operation& op, std::string_view query,
                                  boost::json::object& out);

} // namespace switchboard::http
