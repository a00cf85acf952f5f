#pragma once

#include "config/error.hpp"
#include "config/settings.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace switchboard::http {

/// The whole server, wired from its settings: the one place where the folders meet.
class server {
public:
  /// Brings everything up, in order: data folder, database, schema, keys, actors, listeners. The
  /// error is one sentence that says what to mend.
  static result<std::unique_ptr<server>> start(const settings& config);
  virtual ~server() = default;

  /// "http://127.0.0.1:8080": where the panel is on this machine.
  virtual std::string address() const = 0;

  /// Blocks until SIGINT or SIGTERM, then stops everything: accepts no more, lets requests finish,
  /// lets actors finish, closes the database. A second signal ends the process at once.
  virtual void run() = 0;
};

/// The folder of the panel: the setting, or where a built tree has it beside the program.
std::string web_root_of(const settings& config);

} // namespace switchboard::http
