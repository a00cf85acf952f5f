#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <openssl/rand.h>

#include "config/secrets.hpp"
#include "config/settings.hpp"

namespace switchboard {

namespace {

namespace fs = std::filesystem;

class file_handle {
public:
  explicit file_handle(int fd) : fd_(fd) {}
  file_handle(const file_handle&) = delete;
  file_handle& operator=(const file_handle&) = delete;
  ~file_handle() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }

private:
  int fd_;
};

error bad_key(const fs::path& file, const std::string& why) {
  return fail(errc::bad_key, "A bad key: " + file.string() + ' ' + why);
}

std::string new_key() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, sealer::key_size> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("OpenSSL: random bytes failed");
  std::string hex;
  for (auto b : bytes) {
    hex += digits[b >> 4];
    hex += digits[b & 15];
  }
  return hex + '\n';
}

/// Makes the file whole or not at all: written beside, synced, then linked to its name, which
/// fails if another process was first.
result<void> make_key_file(const fs::path& file) {
  std::error_code ec;
  fs::create_directories(file.parent_path(), ec);
  auto beside = file;
  beside += ".new." + std::to_string(::getpid());
  file_handle out{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
  if (!out.open()) return bad_key(file, std::string{"cannot be made: "} + std::strerror(errno));
  auto key = new_key();
  bool good = ::write(out.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
              ::fsync(out.get()) == 0;
  good = good && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  auto why = std::string{std::strerror(errno)};
  ::unlink(beside.c_str());
  if (!good) return bad_key(file, "cannot be written: " + why);
  return {};
}

result<sealer> read_key_file(const fs::path& file) {
  file_handle in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!in.open()) return bad_key(file, std::string{"cannot be read: "} + std::strerror(errno));
  struct stat about {};
  if (::fstat(in.get(), &about) != 0 || !S_ISREG(about.st_mode))
    return bad_key(file, "is not a regular file.");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return bad_key(file, "can be read by others; make it 0600 (chmod 600).");
  std::array<char, 2 * sealer::key_size + 2> text{};
  auto size = ::read(in.get(), text.data(), text.size());
  if (size < 0) return bad_key(file, std::string{"cannot be read: "} + std::strerror(errno));
  std::string_view hex{text.data(), static_cast<std::size_t>(size)};
  if (hex.ends_with('\n')) hex.remove_suffix(1);
  auto made = sealer::from_hex(hex);
  if (!made) return bad_key(file, "does not hold exactly 64 hexadecimal digits.");
  return made;
}

} // namespace

result<sealer> sealer::from_settings(const settings& from) {
  if (!from.secrets.key.empty()) return from_hex(from.secrets.key);
  if (!from.secrets.key_file.empty()) return read_key_file(from.secrets.key_file);
  auto file = fs::path{from.data.dir} / "secret.key";
  std::error_code ec;
  if (!fs::exists(file, ec)) {
    auto made = make_key_file(file);
    if (made.has_error()) return made.error();
  }
  return read_key_file(file);
}

} // namespace switchboard
