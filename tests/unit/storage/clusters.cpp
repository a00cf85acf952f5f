#include "clusters.hpp"

#include "support.hpp"

#include <cstdlib>
#include <stdexcept>

namespace switchboard::test {

using storage::embedded_database;

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
  // cp keeps owners, which the standard library does not.
  auto copy = "cp -a '" + original.path() + "/pg' '" + data_dir + "/pg'";
  if (!made || std::system(copy.c_str()) != 0) throw std::runtime_error{"cluster not copied"};
}

} // namespace switchboard::test
