#pragma once

#include "config/error.hpp"
#include "storage/postgres/os_user.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace switchboard::storage {

/// A program that ends with us: however this process ends (kill -9 too), the child gets SIGINT.
/// Its output is appended to a file; it sees no other file of ours and no signal of our terminal.
class child {
public:
  /// Runs command[0] with the user's rights.
  static result<std::unique_ptr<child>> start(const std::vector<std::string>& command,
                                              const os_user& user, const std::string& output);
  /// Kills what still runs.
  ~child();
  child(const child&) = delete;
  child& operator=(const child&) = delete;

  pid_t pid() const noexcept;
  bool running() const;
  void signal(int number) const;
  /// Whether it ended within the limit.
  bool wait(std::chrono::milliseconds limit) const;
  /// Waits for the end; the exit status, or -1 if a signal ended it.
  int exit_status() const;

private:
  child();
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::storage
