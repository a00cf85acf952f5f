#pragma once

#include "config/error.hpp"
#include "storage/postgres/binaries.hpp"
#include "storage/postgres/os_user.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace switchboard::storage {

/// PostgreSQL's files inside the data folder.
struct cluster {
  std::filesystem::path data_dir;
  std::filesystem::path folder;
  std::string output;
  postgres_binaries binaries;
  os_user user;
};

/// Makes the data folder and the cluster where they are missing; refuses with a sentence what
/// cannot be started. A half-made cluster (we were killed in the middle) is made anew.
result<cluster> prepare_cluster(const std::string& data_dir);

/// Who may come in and as whom: this process, through the socket. Written at every start, since
/// another user may run us today.
result<void> write_access_rules(const cluster& of);

/// The command that runs the server, its settings included: they are of this program's version,
/// not of the day the cluster was made.
std::vector<std::string> server_command(const cluster& of, const std::string& socket_dir);

/// The last line of PostgreSQL's own log, for an error message.
std::string last_log_line(const cluster& of);

/// The log never grows past this: above it, it begins anew.
inline constexpr std::uintmax_t output_limit_bytes = 8 * 1024 * 1024;

} // namespace switchboard::storage
