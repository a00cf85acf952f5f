#pragma once

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

namespace switchboard::storage {

/// A file or folder held open for reading, by pieces and never whole.
class open_file {
public:
  explicit open_file(const std::filesystem::path& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~open_file() {
    if (number_ >= 0) ::close(number_);
  }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;

  explicit operator bool() const noexcept { return number_ >= 0; }
  int number() const noexcept { return number_; }

  /// In bytes; -1 = cannot be told.
  std::int64_t size() const noexcept {
    struct stat state {};
    return ::fstat(number_, &state) == 0 ? std::int64_t{state.st_size} : -1;
  }

  /// How many bytes were read, fewer than asked only at the end; -1 = errno says why not.
  std::int64_t read_at(std::int64_t offset, std::span<char> into) const noexcept {
    std::size_t done = 0;
    while (done < into.size()) {
      const auto got = ::pread(number_, into.data() + done, into.size() - done,
                               offset + static_cast<std::int64_t>(done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return -1;
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return static_cast<std::int64_t>(done);
  }

  /// The bytes from `offset` on, at most `limit`; what cannot be read is not there.
  std::string piece(std::int64_t offset, std::size_t limit) const {
    std::string bytes(limit, '\0');
    const auto got = offset < 0 ? 0 : read_at(offset, bytes);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
  }

private:
  int number_;
};

} // namespace switchboard::storage
