#pragma once

#include "config/error.hpp"

#include <filesystem>
#include <string>

namespace switchboard::storage {

/// Where one version of PostgreSQL's programs is installed.
struct postgres_binaries {
  std::filesystem::path folder;
  int major = 0;

  std::string program(const char* name) const { return (folder / name).string(); }
};

/// The version an existing cluster needs, or the newest installed when `major` is 0. Looks where
/// distributions put the versions side by side, then along PATH.
result<postgres_binaries> find_postgres(int major);

} // namespace switchboard::storage
