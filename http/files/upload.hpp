#pragma once

#include "config/error.hpp"
#include "http/core/task.hpp"
#include "http/files/disk.hpp"
#include "http/server/request.hpp"
#include "storage/files/blob_store.hpp"
#include "storage/files/intake.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace switchboard::http {

/// A file on its way in: a temporary one of the blob store that is gone with the last who holds it,
/// unless somebody else took it. Used on the disk's threads, one after the other.
class arriving_file;

/// What a form brought.
struct uploaded {
  std::shared_ptr<arriving_file> file;
  std::string name;
  std::string mime;
  std::int64_t size = 0;
  std::string beginning; ///< the first bytes, to see what it is
  std::map<std::string, std::string> fields;

  const std::filesystem::path& path() const;
};

/// Reads a streamed multipart/form-data body with one part `file` onto the disk: a piece at a time,
/// so that memory does not grow with the file. errc::file_too_large as soon as it is known,
/// bad_request for what is no such form or breaks off.
task<result<uploaded>> receive_upload(const request& asked, const storage::blob_store& blobs,
                                      disk& by, std::int64_t largest);

/// Hands the file to the intake; errors as the intake's.
task<result<storage::file_row>> take_in(storage::intake& by, const uploaded& what,
                                        project_id project, storage::intake_purpose purpose);

} // namespace switchboard::http
