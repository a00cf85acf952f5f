#include "storage/embedded.hpp"

#include "config/log.hpp"
#include "storage/postgres/child.hpp"
#include "storage/postgres/cluster.hpp"
#include "storage/postgres/leftovers.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>

#include <sys/un.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// After a crash PostgreSQL replays its log before it answers; that is bounded by max_wal_size.
constexpr auto start_limit = 120s;
constexpr auto look_again = 10ms;
constexpr auto polite_stop_limit = 10s;
constexpr auto harsh_stop_limit = 5s;

constexpr const char* socket_name = ".s.PGSQL.5432";
constexpr const char* short_dir_prefix = "/tmp/switchboard-";

/// The folder of the socket: the cluster's own, which only its user and root may enter; a short
/// one where a socket's address (107 bytes) would not hold that path.
result<std::string> make_socket_dir(const cluster& of) {
  if ((of.folder / socket_name).string().size() < sizeof(sockaddr_un{}.sun_path))
    return of.folder.string();
  std::string made = std::string{short_dir_prefix} + "XXXXXX";
  if (!::mkdtemp(made.data()) ||
      (of.user.differs() && ::chown(made.c_str(), of.user.uid, of.user.gid) != 0))
    return fail(errc::bad_settings, "Cannot make a folder for PostgreSQL's socket in /tmp.");
  return made;
}

void remove_socket_dir(const std::string& dir) {
  if (!dir.starts_with(short_dir_prefix) || dir.find("..") != std::string::npos) return;
  std::error_code ignored;
  fs::remove(fs::path{dir} / socket_name, ignored);
  fs::remove(fs::path{dir} / (std::string{socket_name} + ".lock"), ignored);
  fs::remove(dir, ignored);
}

/// A line of postmaster.pid, from 1 (5: the socket's folder, 8: "ready" when it may be used).
std::string postmaster_line(const cluster& of, int number) {
  std::ifstream file{of.folder / "postmaster.pid"};
  std::string line;
  for (int i = 0; i < number; ++i)
    if (!std::getline(file, line)) return {};
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

/// The database is the one that initdb makes: another would cost seconds at the first start.
std::string address(const std::string& socket_dir) {
  std::string escaped;
  for (char c : socket_dir) {
    if (c == '\'' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return "host='" + escaped + "' port=5432 user=switchboard dbname=postgres";
}

class private_postgres final : public embedded_database {
public:
  explicit private_postgres(cluster of) : cluster_(std::move(of)) {}
  ~private_postgres() override { stop(); }

  const std::string& url() const override { return url_; }
  bool alive() const override;
  result<void> revive() override;
  result<void> begin();

private:
  result<void> launch();
  result<void> wait_until_ready();
  void keep_output_small() const;
  void stop();

  cluster cluster_;
  std::string socket_dir_;
  std::string url_;
  mutable std::mutex mutex_;
  std::unique_ptr<child> server_;
};

result<void> private_postgres::begin() {
  auto dir = make_socket_dir(cluster_);
  if (!dir) return dir.error();
  socket_dir_ = std::move(*dir);
  url_ = address(socket_dir_);
  std::lock_guard lock{mutex_};
  return launch();
}

result<void> private_postgres::launch() {
  const auto left_dir = postmaster_line(cluster_, 5);
  if (auto done = end_leftovers(cluster_.folder); !done) return done;
  if (left_dir != socket_dir_) remove_socket_dir(left_dir);
  keep_output_small();
  if (auto done = write_access_rules(cluster_); !done) return done;
  auto started =
      child::start(server_command(cluster_, socket_dir_), cluster_.user, cluster_.output);
  if (!started) return started.error();
  server_ = std::move(*started);
  return wait_until_ready();
}

result<void> private_postgres::wait_until_ready() {
  const auto deadline = std::chrono::steady_clock::now() + start_limit;
  while (postmaster_line(cluster_, 8) != "ready") {
    if (server_->wait(look_again))
      return fail(errc::unavailable, "PostgreSQL did not start: " + last_log_line(cluster_));
    if (std::chrono::steady_clock::now() >= deadline) {
      server_.reset();
      return fail(errc::unavailable,
                  "PostgreSQL is not ready after 120 s: " + last_log_line(cluster_));
    }
  }
  return {};
}

bool private_postgres::alive() const {
  std::lock_guard lock{mutex_};
  keep_output_small();
  return server_ && server_->running();
}

result<void> private_postgres::revive() {
  std::lock_guard lock{mutex_};
  if (server_ && server_->running()) return {};
  log::warn("PostgreSQL ended by itself, starting it again");
  return launch();
}

void private_postgres::keep_output_small() const {
  std::error_code problem;
  if (fs::file_size(cluster_.output, problem) > output_limit_bytes && !problem)
    fs::resize_file(cluster_.output, 0, problem);
}

void private_postgres::stop() {
  std::lock_guard lock{mutex_};
  if (server_) {
    server_->signal(SIGINT);
    if (!server_->wait(polite_stop_limit)) {
      log::warn("PostgreSQL does not stop, insisting");
      server_->signal(SIGQUIT);
      server_->wait(harsh_stop_limit);
    }
    server_.reset();
  }
  remove_socket_dir(socket_dir_);
}

} // namespace

result<std::unique_ptr<embedded_database>> embedded_database::start(const std::string& data_dir) {
  auto prepared = prepare_cluster(data_dir);
  if (!prepared) return prepared.error();
  auto made = std::make_unique<private_postgres>(std::move(*prepared));
  if (auto done = made->begin(); !done) return done.error();
  return std::unique_ptr<embedded_database>{std::move(made)};
}

} // namespace switchboard::storage
