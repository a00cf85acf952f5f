#pragma once

#include "http/api/operations.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchboard::http {

/// What an address below /api/v1 stands for.
struct route {
  /// Null: no operation has this path and method.
  const operation* op = nullptr;
  /// For the names in braces of its path, in their order.
  std::vector<std::pair<std::string_view, std::string_view>> ids;
  /// Methods the path takes, if it takes others than the asked one ("GET, PATCH"); empty: there is
  /// no such path.
  std::string allowed;
};

route find_route(std::string_view method, std::string_view path);

} // namespace switchboard::http
