#include "storage/postgres/leftovers.hpp"

#include "clusters.hpp"
#include "support.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#define CAF_SUITE leftovers
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

namespace fs = std::filesystem;

/// Another process that keeps the database of a folder.
class other_server {
public:
  explicit other_server(const std::string& folder) : cluster_(fs::canonical(folder) / "pg") {
    copy_cluster_into(folder);
    int ends[2];
    CAF_REQUIRE_EQUAL(::pipe(ends), 0);
    pid_ = ::fork();
    CAF_REQUIRE(pid_ >= 0);
    if (pid_ == 0) serve(folder, ends[1]);
    ::close(ends[1]);
    char word = 0;
    ready_ = ::read(ends[0], &word, 1) == 1;
    ::close(ends[0]);
  }
  ~other_server() {
    kill();
    eventually([this] { return postgres_processes(cluster_).empty(); });
  }
  bool ready() const { return ready_; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

private:
  [[noreturn]] static void serve(const std::string& folder, int to) {
    auto lock = data_folder_lock::take(folder);
    auto running = embedded_database::start(folder);
    if (!lock || !running) ::_exit(1);
    if (::write(to, "r", 1) != 1) ::_exit(1);
    while (true) ::pause();
  }

  fs::path cluster_;
  pid_t pid_ = -1;
  bool ready_ = false;
};

} // namespace

CAF_TEST(OPS-1: a server killed with -9 takes its PostgreSQL along and the next one starts) {
  temp_dir folder;
  other_server killed{folder.path()};
  CAF_REQUIRE(killed.ready());
  killed.kill();
  auto running = embedded_database::start(folder.path()).value();
  CAF_CHECK_EQUAL(asked(*running, "SELECT answer FROM kept"), 42);
}

CAF_TEST(OPS-1: after kill -9 of everything the database recovers by itself) {
  temp_dir folder;
  other_server killed{folder.path()};
  CAF_REQUIRE(killed.ready());
  const auto cluster = fs::canonical(folder.path()) / "pg";
  auto processes = postgres_processes(cluster);
  CAF_CHECK(processes.size() > 1);
  for (auto pid : processes) ::kill(pid, SIGKILL);
  killed.kill();
  CAF_REQUIRE(eventually([&] { return postgres_processes(cluster).empty(); }));
  CAF_CHECK(fs::exists(cluster / "postmaster.pid"));
  // The number in it may belong to somebody else by now; that must not hinder.
  {
    std::ofstream stale{cluster / "postmaster.pid", std::ios::trunc};
    stale << ::getpid() << '\n' << cluster.string() << "\n0\n5432\n" << cluster.string() << "\n\n";
  }
  auto running = embedded_database::start(folder.path()).value();
  CAF_CHECK_EQUAL(asked(*running, "SELECT answer FROM kept"), 42);
}

CAF_TEST(OPS-1: a PostgreSQL left behind is ended before the cluster is started) {
  temp_dir folder;
  copy_cluster_into(folder.path());
  auto left = embedded_database::start(folder.path()).value();
  auto running = embedded_database::start(folder.path()).value();
  CAF_CHECK(eventually([&] { return !left->alive(); }));
  CAF_CHECK_EQUAL(asked(*running, "SELECT answer FROM kept"), 42);
}

CAF_TEST(OPS-1: a data folder in use is refused with the pid of its server) {
  temp_dir folder;
  other_server running{folder.path()};
  CAF_REQUIRE(running.ready());
  auto refused = data_folder_lock::take(folder.path());
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find(folder.path() + " belongs to a running server (pid ") !=
            std::string::npos);
  running.kill();
  auto lock = data_folder_lock::take(folder.path());
  CAF_CHECK(lock.has_value());
  CAF_CHECK(data_folder_lock::take(folder.path()).error().detail.find(std::to_string(::getpid())) !=
            std::string::npos);
}
