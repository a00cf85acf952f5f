#include "storage/embedded.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

class held_lock final : public data_folder_lock {
public:
  explicit held_lock(int file) : file_(file) {}
  ~held_lock() override { ::close(file_); }

private:
  int file_;
};

std::string holder(int file) {
  std::array<char, 32> text{};
  auto size = ::pread(file, text.data(), text.size() - 1, 0);
  std::string pid{text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  pid.erase(pid.find_last_not_of('\n') + 1);
  return pid.empty() ? "pid unknown" : "pid " + pid;
}

} // namespace

result<std::unique_ptr<data_folder_lock>> data_folder_lock::take(const std::string& data_dir) {
  namespace fs = std::filesystem;
  std::error_code problem;
  fs::create_directories(data_dir, problem);
  const auto path = fs::path{data_dir} / "server.lock";
  // Not inherited: a PostgreSQL that outlives us must not hold it.
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0)
    return fail(errc::bad_settings,
                "The data folder " + data_dir + " cannot be used: " + std::strerror(errno));
  auto lock = std::make_unique<held_lock>(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return fail(errc::bad_settings, "The data folder " + data_dir +
                                        " belongs to a running server (" + holder(file) + ").");
  const auto pid = std::to_string(::getpid()) + '\n';
  // The number only serves the message above; the lock itself is what counts.
  if (::ftruncate(file, 0) != 0 ||
      ::pwrite(file, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
    return fail(errc::bad_settings,
                "The data folder " + data_dir + " cannot be written: " + std::strerror(errno));
  return std::unique_ptr<data_folder_lock>{std::move(lock)};
}

} // namespace switchboard::storage
