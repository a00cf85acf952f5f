#pragma once

#include <filesystem>
#include <utility>

#include <unistd.h>

namespace switchboard::storage {

/// A name whose file is gone at the end, if it is still there under that name.
class temporary_file {
public:
  explicit temporary_file(std::filesystem::path path) : path_(std::move(path)) {}
  ~temporary_file() { ::unlink(path_.c_str()); }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;

  const std::filesystem::path& path() const noexcept { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace switchboard::storage
