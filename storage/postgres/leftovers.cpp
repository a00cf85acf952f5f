#include "storage/postgres/leftovers.hpp"

#include "config/log.hpp"

#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

namespace switchboard::storage {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// What is tried, for how long, before something harsher is.
struct step {
  int signal;
  bool postmaster_only; ///< to a backend SIGINT means only: give up this statement
  std::chrono::seconds limit;
};
constexpr step steps[] = {{SIGINT, true, 10s}, {SIGQUIT, false, 5s}, {SIGKILL, false, 5s}};

constexpr auto look_again = 10ms;

bool works_here(const fs::path& process, const fs::path& cluster) {
  std::error_code ignored;
  if (fs::read_symlink(process / "cwd", ignored) != cluster) return false;
  return fs::read_symlink(process / "exe", ignored).filename().string().starts_with("postgres");
}

pid_t noted_postmaster(const fs::path& cluster) {
  pid_t noted = 0;
  std::ifstream{cluster / "postmaster.pid"} >> noted;
  return noted;
}

bool all_gone_within(const fs::path& cluster, std::chrono::seconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!postgres_processes(cluster).empty()) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(look_again);
  }
  return true;
}

} // namespace

std::vector<pid_t> postgres_processes(const fs::path& cluster) {
  std::vector<pid_t> found;
  std::error_code problem;
  for (fs::directory_iterator at{"/proc", problem}, end; !problem && at != end;
       at.increment(problem)) {
    auto name = at->path().filename().string();
    pid_t pid = 0;
    auto [rest, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (bad == std::errc{} && *rest == '\0' && works_here(at->path(), cluster))
      found.push_back(pid);
  }
  return found;
}

result<void> end_leftovers(const fs::path& cluster) {
  for (const auto& next : steps) {
    auto running = postgres_processes(cluster);
    if (running.empty()) break;
    const auto postmaster = noted_postmaster(cluster);
    bool told = false;
    for (auto pid : running)
      if (!next.postmaster_only || pid == postmaster) told = ::kill(pid, next.signal) == 0;
    if (!told) continue;
    log::info("ending PostgreSQL processes of an earlier server",
              {{"processes", running.size()}, {"signal", next.signal}});
    if (all_gone_within(cluster, next.limit)) break;
  }
  if (auto running = postgres_processes(cluster); !running.empty())
    return fail(errc::unavailable, "Process " + std::to_string(running.front()) +
                                       " of an earlier PostgreSQL in " + cluster.string() +
                                       " does not end.");
  // PostgreSQL believes these marks as long as any process, a zombie too, bears the number in them.
  std::error_code ignored;
  for (const char* mark : {"postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"})
    fs::remove(cluster / mark, ignored);
  return {};
}

} // namespace switchboard::storage
