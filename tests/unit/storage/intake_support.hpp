#pragma once

#include "storage/files/intake.hpp"
#include "support.hpp"

#include <filesystem>
#include <string>

namespace switchboard::test {

/// A blob store in a folder of its own with an intake over it.
struct intake_stage {
  temp_dir folder;
  std::filesystem::path root = folder.path() + "/files";
  storage::blob_store blobs = storage::blob_store::open(root).value();
  storage::intake files{blobs, 2, 8};
  project_id project = make_id<project_id>();

  storage::intake_job job(const std::string& bytes, storage::intake_purpose purpose,
                          const std::string& name = "x") const;
  /// What became of it.
  result<storage::file_row> take(storage::intake_job job);
  result<storage::file_row> take(const std::string& bytes, storage::intake_purpose purpose,
                                 const std::string& name = "x");
  /// errc::none = taken.
  errc refusal(const std::string& bytes, storage::intake_purpose purpose,
               const std::string& name = "x");
  std::string path_of(const std::string& blob) const { return blobs.path_of(blob).string(); }
  std::string bytes_of(const std::string& blob) const;
  /// Temporary files that are left.
  std::size_t leftovers() const;
};

} // namespace switchboard::test
