#include "storage/embedded.hpp"

#include "clusters.hpp"
#include "storage/postgres/binaries.hpp"
#include "storage/postgres/cluster.hpp"
#include "storage/postgres/leftovers.hpp"
#include "support.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#define CAF_SUITE embedded
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

namespace fs = std::filesystem;

bool lets_in(const std::string& url) {
  try {
    pqxx::connection db{url};
    return true;
  } catch (const pqxx::broken_connection&) {
    return false;
  }
}

} // namespace

CAF_TEST(OPS-1: a first start makes a database and a second one finds it again in time) {
  temp_dir folder;
  const auto begin = std::chrono::steady_clock::now();
  {
    auto running = embedded_database::start(folder.path() + "/data").value();
    CAF_CHECK(running->alive());
    told(*running, "CREATE TABLE kept AS SELECT 42 AS answer");
    CAF_CHECK_EQUAL(asked(*running,
                          "SELECT count(*) FROM pg_settings WHERE (name, setting) IN"
                          " (('fsync', 'on'), ('synchronous_commit', 'on'),"
                          " ('full_page_writes', 'on'), ('listen_addresses', ''))"),
                    4);
  }
  CAF_CHECK(postgres_processes(fs::canonical(folder.path()) / "data/pg").empty());
  auto again = embedded_database::start(folder.path() + "/data").value();
  CAF_CHECK_EQUAL(asked(*again, "SELECT answer FROM kept"), 42);
  CAF_CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{20});
}

CAF_TEST(OPS-1: nobody but the user of this server comes in) {
  temp_dir folder;
  copy_cluster_into(folder.path());
  auto running = embedded_database::start(folder.path()).value();
  struct stat state {};
  CAF_REQUIRE_EQUAL(::stat((folder.path() + "/pg").c_str(), &state), 0);
  CAF_CHECK_EQUAL(state.st_mode & 077, 0u);
  CAF_CHECK(state.st_uid != 0);
  auto url = running->url();
  url.replace(url.find("user=switchboard"), 16, "user=postgres");
  CAF_CHECK(!lets_in(url));
}

CAF_TEST(OPS-1: a data folder too deep for a socket address works all the same) {
  temp_dir folder;
  auto deep = folder.path() + '/' + std::string(120, 'd');
  fs::create_directory(deep);
  copy_cluster_into(deep);
  auto running = embedded_database::start(deep).value();
  CAF_CHECK_EQUAL(asked(*running, "SELECT 1"), 1);
}

CAF_TEST(OPS-1: a cluster of a version that is not installed is refused by its number) {
  temp_dir folder;
  fs::create_directory(folder.path() + "/pg");
  std::ofstream{folder.path() + "/pg/PG_VERSION"} << "9\n";
  if (::geteuid() == 0) CAF_REQUIRE_EQUAL(::chown((folder.path() + "/pg").c_str(), 1, 1), 0);
  auto refused = embedded_database::start(folder.path());
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find("PostgreSQL 9") != std::string::npos);
}

CAF_TEST(OPS-1: a folder that is no cluster is left alone and named) {
  temp_dir folder;
  fs::create_directory(folder.path() + "/pg");
  std::ofstream{folder.path() + "/pg/precious"} << "mine\n";
  auto refused = embedded_database::start(folder.path());
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find(folder.path() + "/pg") != std::string::npos);
  CAF_CHECK(fs::exists(folder.path() + "/pg/precious"));
}

CAF_TEST(OPS-1: a half-made cluster is made anew) {
  temp_dir folder;
  fs::create_directory(folder.path() + "/pg.new");
  std::ofstream{folder.path() + "/pg.new/PG_VERSION"} << "15\n";
  auto running = embedded_database::start(folder.path()).value();
  CAF_CHECK_EQUAL(asked(*running, "SELECT 1"), 1);
  CAF_CHECK(!fs::exists(folder.path() + "/pg.new"));
}

CAF_TEST(OPS-1: a data folder behind a closed door is refused with the door named) {
  if (::geteuid() != 0) return; // An ordinary user runs PostgreSQL as itself.
  temp_dir folder;
  CAF_REQUIRE_EQUAL(::chmod(folder.path().c_str(), 0700), 0);
  auto refused = embedded_database::start(folder.path() + "/data");
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find("may not pass " + folder.path() + " on") !=
            std::string::npos);
}

CAF_TEST(OPS-1: the log of PostgreSQL begins anew when it is too long) {
  temp_dir folder;
  copy_cluster_into(folder.path());
  auto running = embedded_database::start(folder.path()).value();
  fs::resize_file(folder.path() + "/postgres.log", output_limit_bytes + 1);
  CAF_CHECK(running->alive());
  CAF_CHECK(fs::file_size(folder.path() + "/postgres.log") <= output_limit_bytes);
}

CAF_TEST(OPS-1: PostgreSQL is found along PATH and by its version) {
  auto newest = find_postgres(0).value();
  CAF_CHECK(newest.major >= 13);
  CAF_CHECK_EQUAL(find_postgres(newest.major).value().major, newest.major);
  // A version that no distribution has ever put beside the others, by way of PATH alone.
  temp_dir folder;
  {
    std::ofstream script{folder.path() + "/postgres"};
    script << "#!/bin/sh\necho 'postgres (PostgreSQL) 8.4.22'\n";
  }
  fs::copy(folder.path() + "/postgres", folder.path() + "/initdb");
  for (const char* name : {"/postgres", "/initdb"})
    fs::permissions(folder.path() + name, fs::perms::owner_all);
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", (folder.path() + ":" + path).c_str(), 1);
  auto along_path = find_postgres(8);
  ::setenv("PATH", path.c_str(), 1);
  CAF_REQUIRE(along_path.has_value());
  CAF_CHECK_EQUAL(along_path->folder, fs::path{folder.path()});
}
