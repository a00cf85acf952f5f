#include "storage/files/blob_store.hpp"

#include "config/ids.hpp"
#include "config/log.hpp"
#include "storage/files/open_file.hpp"
#include "storage/files/temporary_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchboard::storage {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t id_length = 64;
constexpr std::size_t chunk_bytes = 256 * 1024;
constexpr const char* temporary_folder = "tmp";

bool is_id(std::string_view text) {
  return text.size() == id_length && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

error no_disk(const char* what, int problem) {
  log::error("blob store", {{"what", what}, {"why", std::strerror(problem)}});
  return fail(errc::unavailable, "Files cannot be stored now.");
}

struct digest_deleter {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

std::string hex(const unsigned char* bytes, unsigned size) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * size);
  for (unsigned i = 0; i < size; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

/// The file may be larger than memory: it is read by pieces.
result<blob_store::blob> measure(const open_file& file) {
  std::unique_ptr<EVP_MD_CTX, digest_deleter> digest{EVP_MD_CTX_new()};
  if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    return fail(errc::internal, "SHA-256 is not available.");
  blob_store::blob made;
  std::vector<char> chunk(chunk_bytes);
  while (true) {
    const auto got = file.read_at(made.size, chunk);
    if (got < 0) return no_disk("a file cannot be read", errno);
    if (got == 0) break;
    EVP_DigestUpdate(digest.get(), chunk.data(), static_cast<std::size_t>(got));
    made.size += got;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned size = 0;
  EVP_DigestFinal_ex(digest.get(), sum.data(), &size);
  made.id = hex(sum.data(), size);
  return made;
}

/// A name in a folder survives a crash when the folder is on the disk too.
bool sync_folder(const fs::path& folder) {
  open_file held{folder};
  return held && ::fsync(held.number()) == 0;
}

/// The folder with those above it, down from `root`; each on the disk before it is used.
bool make_folders(const fs::path& root, const fs::path& folder) {
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return true;
  const auto above = folder.parent_path();
  if (folder != root && !make_folders(root, above)) return false;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return false;
  return sync_folder(above);
}

/// Whether it is there already; its time is now, which spares it from being removed.
bool adopt_again(const fs::path& place, std::int64_t size) {
  std::error_code missing;
  return fs::file_size(place, missing) == static_cast<std::uintmax_t>(size) && !missing &&
         ::utimensat(AT_FDCWD, place.c_str(), nullptr, 0) == 0;
}

} // namespace

result<blob_store> blob_store::open(fs::path root) {
  std::error_code problem;
  fs::create_directories(root / temporary_folder, problem);
  if (problem) return no_disk("the folder cannot be made", problem.value());
  fs::permissions(root, fs::perms::owner_all, problem);
  for (const auto& leftover : fs::directory_iterator{root / temporary_folder, problem})
    fs::remove_all(leftover.path(), problem);
  if (problem) return no_disk("temporary files cannot be removed", problem.value());
  if (::access((root / temporary_folder).c_str(), W_OK | X_OK) != 0)
    return no_disk("the folder cannot be written", errno);
  return blob_store{std::move(root)};
}

fs::path blob_store::path_of(std::string_view id) const {
  if (!is_id(id)) return {};
  return root_ / id.substr(0, 2) / id.substr(2, 2) / id;
}

fs::path blob_store::temporary() const {
  return root_ / temporary_folder / std::to_string(next_id());
}

result<blob_store::blob> blob_store::adopt(const fs::path& temporary) const {
  // After the move there is nothing of that name to drop.
  const temporary_file guard{temporary};
  const open_file file{temporary};
  if (!file) return no_disk("a temporary file cannot be opened", errno);
  auto made = measure(file);
  if (!made) return made;
  const auto place = path_of(made->id);
  {
    const std::lock_guard hold{*comings_and_goings_};
    if (adopt_again(place, made->size)) return made;
  }
  // The bytes must be on the disk before their name is: a crash leaves all of a blob or nothing.
  if (::fsync(file.number()) != 0) return no_disk("a file cannot be synced", errno);
  if (!make_folders(root_, place.parent_path())) return no_disk("no folder for a blob", errno);
  if (::rename(temporary.c_str(), place.c_str()) != 0)
    return no_disk("a blob cannot be moved to its place", errno);
  if (!sync_folder(place.parent_path())) return no_disk("a folder cannot be synced", errno);
  return made;
}

bool blob_store::remove(std::string_view id, std::chrono::seconds rest) const {
  const auto place = path_of(id);
  const std::lock_guard hold{*comings_and_goings_};
  struct stat seen {};
  if (place.empty() || ::stat(place.c_str(), &seen) != 0) return true;
  const auto adopted = std::chrono::system_clock::from_time_t(seen.st_mtime);
  if (std::chrono::system_clock::now() - adopted < rest) return false;
  std::error_code problem;
  fs::remove(place, problem);
  if (problem) no_disk("a blob cannot be removed", problem.value());
  return !problem;
}

} // namespace switchboard::storage
