#pragma once

#include <boost/json/object.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace switchboard::http {

/// The OpenAPI 3.1 document of the table of operations.
boost::json::object make_openapi();

/// The same as text, made once.
std::shared_ptr<const std::string> openapi_text();

/// Shapes of everything the API answers with, by name: what the codec writes (a test compares).
boost::json::object make_schemas();

/// The two parts they are written in: conversations and channels; people, teams and clients.
std::string_view schemas_text();
std::string_view team_schemas_text();

} // namespace switchboard::http
