#include "storage/postgres/binaries.hpp"

#include "storage/postgres/child.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

namespace fs = std::filesystem;

/// Folders whose entries are named after major versions (Debian), or "pgsql-NN" (Red Hat).
struct side_by_side {
  const char* parent;
  std::string_view prefix;
};
constexpr side_by_side known_places[] = {{"/usr/lib/postgresql", ""}, {"/usr", "pgsql-"}};

bool is_installation(const fs::path& folder) {
  return ::access((folder / "postgres").c_str(), X_OK) == 0 &&
         ::access((folder / "initdb").c_str(), X_OK) == 0;
}

std::optional<int> number_at_start(std::string_view text) {
  int value = 0;
  auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{}) return std::nullopt;
  return value;
}

void add_known_places(std::vector<postgres_binaries>& found) {
  for (const auto& place : known_places) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(place.parent, ignored)) {
      auto name = entry.path().filename().string();
      if (!name.starts_with(place.prefix)) continue;
      auto major = number_at_start(std::string_view{name}.substr(place.prefix.size()));
      auto folder = entry.path() / "bin";
      if (major && is_installation(folder)) found.push_back({folder, *major});
    }
  }
}

/// What `postgres --version` says: "postgres (PostgreSQL) 15.4".
std::optional<int> ask_version(const fs::path& folder) {
  const int answer = ::memfd_create("version", MFD_CLOEXEC);
  if (answer < 0) return std::nullopt;
  std::array<char, 128> line{};
  const os_user ourselves{::geteuid(), ::getegid(), {}, {}};
  auto asked = child::start({(folder / "postgres").string(), "--version"}, ourselves,
                            "/proc/self/fd/" + std::to_string(answer));
  const bool answered = asked && asked.value()->exit_status() == 0 &&
                        ::pread(answer, line.data(), line.size() - 1, 0) > 0;
  ::close(answer);
  if (!answered) return std::nullopt;
  std::string_view words{line.data()};
  auto at = words.find_first_of("0123456789");
  if (at == std::string_view::npos) return std::nullopt;
  return number_at_start(words.substr(at));
}

void add_path(std::vector<postgres_binaries>& found) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    auto colon = rest.find(':');
    fs::path folder{rest.substr(0, colon)};
    rest = colon == std::string_view::npos ? "" : rest.substr(colon + 1);
    if (folder.empty() || !is_installation(folder)) continue;
    if (auto major = ask_version(folder)) found.push_back({folder, *major});
  }
}

} // namespace

result<postgres_binaries> find_postgres(int major) {
  std::vector<postgres_binaries> found;
  add_known_places(found);
  add_path(found);
  const postgres_binaries* best = nullptr;
  for (const auto& one : found)
    if (major != 0 ? one.major == major : !best || one.major > best->major) best = &one;
  if (best) return *best;
  if (found.empty())
    return fail(errc::bad_settings,
                "PostgreSQL is not installed: install it (Debian: apt install postgresql), or set "
                "database.url to a server.");
  return fail(errc::bad_settings,
              "The data folder was made by PostgreSQL " + std::to_string(major) +
                  ", which is not installed: install it (Debian: apt install postgresql-" +
                  std::to_string(major) + ").");
}

} // namespace switchboard::storage
