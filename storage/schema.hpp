#pragma once

#include <string>
#include <vector>

namespace switchboard::storage {

/// A file of storage/schema, carried in the program.
struct migration {
  int version = 0;
  std::string name;
  std::string sql;
};

/// By version: 1, 2, 3 …
const std::vector<migration>& all_migrations();

} // namespace switchboard::storage
