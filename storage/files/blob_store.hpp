#pragma once

#include "config/error.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace switchboard::storage {

/// Files by what is in them: the SHA-256 of the bytes, 64 hexadecimal digits, is a blob's id and
/// names its place on the disk. The same bytes are kept once. Every call blocks on the disk.
class blob_store {
public:
  /// Makes the folders; what a crash left among the temporary files is removed.
  static result<blob_store> open(std::filesystem::path root);

  /// Where a blob is, whether it exists or not; empty for what is no id.
  std::filesystem::path path_of(std::string_view id) const;
  /// A name for a file still being written, on the same disk.
  std::filesystem::path temporary() const;

  struct blob {
    std::string id;
    std::int64_t size = 0;
  };
  /// The temporary file becomes a blob: synced, moved, or dropped if we have the same already.
  result<blob> adopt(const std::filesystem::path& temporary) const;

  /// Removes a blob that nothing refers to; false = it was adopted (again) within `rest`, so that
  /// a row which refers to it may still be on its way. One that is not there counts as removed.
  bool remove(std::string_view id, std::chrono::seconds rest) const;

private:
  explicit blob_store(std::filesystem::path root) : root_(std::move(root)) {}

  std::filesystem::path root_;
  /// What is adopted again is not removed meanwhile.
  std::unique_ptr<std::mutex> comings_and_goings_ = std::make_unique<std::mutex>();
};

} // namespace switchboard::storage
