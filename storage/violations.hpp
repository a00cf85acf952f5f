#pragma once

#include <exception>
#include <string_view>

namespace switchboard::storage {

/// Whether this violation is of the named constraint. PostgreSQL names it in every language of
/// its messages; libpqxx 6 gives no other access to it.
inline bool breaks(const std::exception& violation, std::string_view constraint) {
  return std::string_view{violation.what()}.find(constraint) != std::string_view::npos;
}

} // namespace switchboard::storage
