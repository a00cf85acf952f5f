#pragma once

#include "config/error.hpp"

#include <memory>
#include <string>

namespace switchboard::storage {

/// A private PostgreSQL in the data folder: unix socket, no port, nothing to configure (OPS-1).
/// Made with initdb at the first start, fsync on; runs as a non-root user where we are root;
/// recovered by itself after a kill -9 of everything. Stops with the object (fast shutdown).
class embedded_database {
public:
  /// Errors say what is wrong and what to do: PostgreSQL not installed, folder not writable,
  /// folder in use by another running server, cluster of another major version.
  static result<std::unique_ptr<embedded_database>> start(const std::string& data_dir);
  virtual ~embedded_database() = default;

  /// libpq connection string.
  virtual const std::string& url() const = 0;
  /// Whether the postmaster is alive; when it died `revive` starts it again.
  virtual bool alive() const = 0;
  virtual result<void> revive() = 0;
};

/// Only one server may run on a data folder: the lock is held as long as the object lives and goes
/// with the process, however it ends.
class data_folder_lock {
public:
  static result<std::unique_ptr<data_folder_lock>> take(const std::string& data_dir);
  virtual ~data_folder_lock() = default;
};

} // namespace switchboard::storage
