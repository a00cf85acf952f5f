#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What stands after "?" in an address, and the same as a body.
namespace switchboard::protocols::facebook {

using parameters = std::vector<std::pair<std::string_view, std::string>>;

/// One value so that nothing in it means anything to an address.
std::string escaped(std::string_view value);

/// "a=1&b=2", escaped.
std::string encoded(const parameters& all);

/// The decoded value of the first parameter of this name; nothing if there is none. A "%" that
/// does not begin an escape stands for itself.
std::optional<std::string> parameter(std::string_view query, std::string_view name);

} // namespace switchboard::protocols::facebook
