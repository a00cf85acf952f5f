#include "clusters.hpp"

#include "support.hpp"

#include <filesystem>
#include <stdexcept>

#include <sys/stat.h>
#include <unistd.h>

namespace switchboard::test {

using storage::embedded_database;
namespace fs = std::filesystem;

namespace {

void keep_owner(const fs::path& from, const fs::path& to) {
  struct stat state {};
  if (::lstat(from.c_str(), &state) != 0 || ::lchown(to.c_str(), state.st_uid, state.st_gid) != 0)
    throw std::runtime_error{"cannot keep the owner of " + to.string()};
}

} // namespace

std::int64_t asked(const embedded_database& of, const std::string& sql) {
  pqxx::connection db{of.url()};
  return pqxx::nontransaction{db}.exec1(sql)[0].as<std::int64_t>();
}

void told(const embedded_database& of, const std::string& sql) {
  pqxx::connection db{of.url()};
  pqxx::nontransaction{db}.exec(sql);
}

void copy_cluster_into(const std::string& data_dir) {
  static temp_dir original;
  static const bool made = [] {
    auto running = embedded_database::start(original.path()).value();
    told(*running, "CREATE TABLE kept AS SELECT 42 AS answer");
    return running->alive();
  }();
  if (!made) throw std::runtime_error{"no cluster to copy"};
  const fs::path from = original.path() + "/pg";
  const fs::path to = data_dir + "/pg";
  fs::copy(from, to, fs::copy_options::recursive);
  keep_owner(from, to);
  for (const auto& entry : fs::recursive_directory_iterator{from})
    keep_owner(entry.path(), to / fs::relative(entry.path(), from));
}

} // namespace switchboard::test
