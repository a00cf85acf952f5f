#pragma once

#include "config/error.hpp"

#include <filesystem>
#include <vector>

#include <sys/types.h>

namespace switchboard::storage {

/// Processes of PostgreSQL that work in this cluster. A process is known by its working folder,
/// not by a number in a file, which another program may bear by now.
std::vector<pid_t> postgres_processes(const std::filesystem::path& cluster);

/// Ends what a killed server left behind, politely first, and removes its marks, so that the
/// cluster may be started. Two postmasters, or a postmaster and a stray backend, would destroy it.
/// The caller holds the data folder's lock.
result<void> end_leftovers(const std::filesystem::path& cluster);

} // namespace switchboard::storage
