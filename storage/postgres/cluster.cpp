#include "storage/postgres/cluster.hpp"

#include "config/log.hpp"
#include "storage/postgres/child.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchboard::storage {
namespace {

namespace fs = std::filesystem;

error cannot(const std::string& what, const fs::path& path, const std::error_code& why) {
  return fail(errc::bad_settings, "Cannot " + what + ' ' + path.string() + ": " + why.message());
}

error last_error(const std::string& what, const fs::path& path) {
  return cannot(what, path, std::error_code{errno, std::generic_category()});
}

result<int> version_in(const fs::path& folder) {
  int major = 0;
  std::ifstream file{folder / "PG_VERSION"};
  if (file >> major) return major;
  return fail(errc::bad_settings, folder.string() +
                                      " exists but holds no readable PostgreSQL cluster: it "
                                      "belongs to another user, or something else was put there.");
}

result<void> hand_over(const fs::path& path, const os_user& user) {
  if (user.differs() && ::chown(path.c_str(), user.uid, user.gid) != 0)
    return last_error("hand over", path);
  return {};
}

result<void> write_file(const fs::path& path, const std::string& text, const os_user& user) {
  {
    std::ofstream file{path, std::ios::trunc};
    if (!(file << text << std::flush)) return last_error("write", path);
  }
  return hand_over(path, user);
}

result<void> run_initdb(const cluster& of, const fs::path& folder) {
  log::info(
      "making the embedded database",
      {{"folder", of.folder.string()}, {"postgresql", of.binaries.major}, {"user", of.user.name}});
  auto initdb =
      child::start({of.binaries.program("initdb"), "-D", folder.string(), "-U", "switchboard", "-A",
                    "peer", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"},
                   of.user, of.output);
  if (!initdb) return initdb.error();
  if (initdb.value()->exit_status() != 0)
    return fail(errc::bad_settings, "PostgreSQL's initdb failed: " + last_log_line(of));
  return {};
}

/// Puts all of it on the disk at once: initdb would flush a thousand files one by one, seconds on
/// a slow disk.
result<void> flush_disk_of(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool flushed = file >= 0 && ::syncfs(file) == 0;
  const auto failure = last_error("write out", folder);
  if (file >= 0) ::close(file);
  if (!flushed) return failure;
  return {};
}

/// Made under another name and renamed when whole.
result<void> create(const cluster& of) {
  const auto half = of.data_dir / "pg.new";
  std::error_code problem;
  fs::remove_all(half, problem);
  if (problem) return cannot("remove", half, problem);
  if (::mkdir(half.c_str(), 0700) != 0) return last_error("make", half);
  if (auto done = hand_over(half, of.user); !done) return done;
  if (auto done = run_initdb(of, half); !done) return done;
  if (auto done = flush_disk_of(half); !done) return done;
  fs::rename(half, of.folder, problem);
  if (problem) return cannot("rename", half, problem);
  return flush_disk_of(of.data_dir);
}

result<fs::path> made_data_dir(const std::string& data_dir) {
  std::error_code problem;
  fs::create_directories(data_dir, problem);
  if (problem) return cannot("make the data folder", data_dir, problem);
  auto real = fs::canonical(data_dir, problem);
  if (problem) return cannot("find the data folder", data_dir, problem);
  if (::access(real.c_str(), W_OK | X_OK) != 0) return last_error("write to the data folder", real);
  return real;
}

} // namespace

result<cluster> prepare_cluster(const std::string& data_dir) {
  cluster made;
  auto real = made_data_dir(data_dir);
  if (!real) return real.error();
  made.data_dir = *real;
  made.folder = *real / "pg";
  made.output = (*real / "postgres.log").string();

  auto user = choose_os_user(made.folder);
  if (!user) return user.error();
  made.user = std::move(*user);
  if (auto reached = make_reachable(made.data_dir, made.user); !reached) return reached.error();

  const bool exists = fs::exists(fs::symlink_status(made.folder));
  int major = 0;
  if (exists) {
    auto version = version_in(made.folder);
    if (!version) return version.error();
    major = *version;
  }
  auto binaries = find_postgres(major);
  if (!binaries) return binaries.error();
  made.binaries = std::move(*binaries);
  if (!exists)
    if (auto done = create(made); !done) return done.error();
  return made;
}

result<void> write_access_rules(const cluster& of) {
  auto hba =
      write_file(of.folder / "pg_hba.conf", "local all switchboard peer map=server\n", of.user);
  if (!hba) return hba;
  return write_file(of.folder / "pg_ident.conf", "server \"" + own_user_name() + "\" switchboard\n",
                    of.user);
}

std::vector<std::string> server_command(const cluster& of, const std::string& socket_dir) {
  std::vector<std::string> words{of.binaries.program("postgres"), "-D", of.folder.string()};
  for (const auto& setting :
       {std::string{"listen_addresses="}, "unix_socket_directories=" + socket_dir,
        std::string{"port=5432"}, std::string{"max_connections=50"},
        std::string{"shared_buffers=128MB"}, std::string{"max_wal_size=1GB"},
        std::string{"fsync=on"}, std::string{"synchronous_commit=on"},
        std::string{"full_page_writes=on"}, std::string{"wal_compression=off"},
        // Our statements are short: no helpers, no compiling.
        std::string{"max_parallel_workers_per_gather=0"}, std::string{"jit=off"},
        std::string{"timezone=UTC"}, std::string{"log_timezone=UTC"}, std::string{"lc_messages=C"},
        std::string{"logging_collector=off"}, std::string{"log_destination=stderr"},
        std::string{"log_min_messages=warning"}, std::string{"log_checkpoints=off"},
        // What people wrote must not get into a log.
        std::string{"log_min_error_statement=panic"}}) {
    words.emplace_back("-c");
    words.push_back(setting);
  }
  return words;
}

std::string last_log_line(const cluster& of) {
  std::ifstream file{of.output};
  std::string last;
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) last = line;
  return last.empty() ? "see " + of.output : last + " (see " + of.output + ')';
}

} // namespace switchboard::storage
