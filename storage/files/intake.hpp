#pragma once

#include "storage/files/blob_store.hpp"
#include "storage/model.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

/// How bytes from outside become a file of ours: judged by what is in them (CHT-6), measured, given
/// a small picture, and put into the blob store. On threads of its own, with limits.
namespace switchboard::storage {

inline constexpr std::int64_t largest_image_bytes = 3 * 1024 * 1024;
inline constexpr std::int64_t largest_file_bytes = 100 * 1024 * 1024;
/// A picture with more is not opened: decoding it would take gigabytes.
inline constexpr std::int64_t largest_image_pixels = 50'000'000;

inline constexpr int logo_side = 512;

/// Where it comes from decides what is refused.
enum class intake_purpose : std::uint8_t {
  photo,    ///< a member's picture: jpg, gif; png becomes jpg; at most largest_image_bytes
  file,     ///< a member's file: anything but programs, at most largest_file_bytes
  incoming, ///< from a platform: kept whatever it is; programs lose their kind and stay documents
  avatar,   ///< a client's photo: made a small JPEG, nothing else is kept
  portrait, ///< a member's own photo: likewise, and square (ACC-6)
  logo,     ///< a project's: made a PNG of at most logo_side pixels, nothing else is kept (PRJ-2)
};

struct intake_job {
  std::filesystem::path temporary; ///< of the blob store; gone afterwards, whatever happens
  project_id project;
  intake_purpose purpose = intake_purpose::incoming;
  protocols::content kind = protocols::content::document; ///< what it is said to be
  std::string name; ///< as told; made safe: no path, no control characters, at most 200 characters
  std::string mime; ///< as told; believed only where the bytes do not say
};

/// errc::file_too_large, file_forbidden (a program), image_expected, image_broken; details in
/// words.
using intake_done = std::function<void(result<file_row>)>;

class intake {
public:
  /// `queue`: jobs that may wait; one more is answered errc::unavailable.
  intake(const blob_store& blobs, std::size_t threads, std::size_t queue);
  ~intake();

  /// Returns at once; `done` is called once, on a thread of the intake. The row is not in the
  /// database yet.
  void submit(intake_job job, intake_done done);
  /// For other short work with files, on the same threads.
  void run(std::function<void()> work);

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace switchboard::storage
