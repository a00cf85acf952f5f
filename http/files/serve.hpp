#pragma once

#include "http/core/task.hpp"
#include "http/files/disk.hpp"
#include "http/files/links.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"
#include "storage/files/blob_store.hpp"

namespace switchboard::http {

/// Serves files to whoever has a link (see links.hpp): whole or one range, a piece at a time, so
/// that a download takes one piece of memory however large the file is.
class file_server {
public:
  /// What is passed must outlive the answers.
  file_server(const link_maker& links, const storage::blob_store& blobs, disk& files)
      : links_(links), blobs_(blobs), disk_(files) {}

  /// GET and HEAD below link_maker::base; 404 for a link that is wrong or over and for a file that
  /// is gone.
  task<response> answer(const request& asked) const;

  /// What is read of a file at once.
  static constexpr std::size_t piece_bytes = 64 * 1024;

private:
  const link_maker& links_;
  const storage::blob_store& blobs_;
  disk& disk_;
};

} // namespace switchboard::http
