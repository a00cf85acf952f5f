#pragma once

#include "config/error.hpp"

#include <string>

namespace switchboard::storage {

/// Brings the schema up to this program's version under an advisory lock; forward only.
/// Returns the version. A database of a newer schema is refused with both versions named.
result<int> migrate(const std::string& database_url);

/// The version this program writes: the number of the last file in storage/schema.
int schema_version();

} // namespace switchboard::storage
