#pragma once

#include "config/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace switchboard::storage {

/// Whose rights PostgreSQL runs with: it refuses to run as root.
struct os_user {
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
  std::string name;

  /// Whether that is somebody else than this process.
  bool differs() const;
};

/// Ourselves; as root the owner of `cluster` where it exists, else the account that PostgreSQL's
/// package made, else nobody.
result<os_user> choose_os_user(const std::filesystem::path& cluster);

/// The name peer authentication knows this process by.
std::string own_user_name();

/// Says which folder on the way to `folder` the user may not pass, if there is one. As root it
/// opens `folder` itself for passing.
result<void> make_reachable(const std::filesystem::path& folder, const os_user& user);

} // namespace switchboard::storage
