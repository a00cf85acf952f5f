#include "storage/migrations.hpp"
#include "storage/schema.hpp"
#include "support.hpp"

#include <future>

#define CAF_SUITE migrations
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

/// A database of its own on the server of this process.
std::string fresh_database(const std::string& name) {
  auto db = connection();
  pqxx::nontransaction{db}.exec("CREATE DATABASE " + name);
  auto url = database().url();
  return url.replace(url.rfind("dbname="), std::string::npos, "dbname=" + name);
}

std::int64_t number_in(const std::string& url, const std::string& sql) {
  pqxx::connection db{url};
  return pqxx::nontransaction{db}.exec1(sql)[0].as<std::int64_t>();
}

} // namespace

CAF_TEST(OPS-1: migrations are numbered from one without holes) {
  int expected = 0;
  for (const auto& one : all_migrations()) {
    CAF_CHECK_EQUAL(one.version, ++expected);
    CAF_CHECK(!one.name.empty() && !one.sql.empty());
  }
  CAF_CHECK_EQUAL(schema_version(), expected);
}

CAF_TEST(OPS-1: a fresh database gets every migration once however many servers start) {
  auto url = fresh_database("started_together");
  std::vector<std::future<result<int>>> starting;
  for (int i = 0; i < 3; ++i)
    starting.push_back(std::async(std::launch::async, [&] { return migrate(url); }));
  for (auto& one : starting) CAF_CHECK(one.get().value() == schema_version());
  CAF_CHECK_EQUAL(number_in(url, "SELECT count(*) FROM schema_migrations"), schema_version());
  CAF_CHECK(migrate(url).value() == schema_version());
}

CAF_TEST(OPS-1: a database of a newer schema is refused with both versions named) {
  auto url = fresh_database("from_the_future");
  CAF_REQUIRE(migrate(url).has_value());
  {
    pqxx::connection db{url};
    pqxx::nontransaction{db}.exec(
        "INSERT INTO schema_migrations (version, name) VALUES (999, 'x')");
  }
  auto refused = migrate(url);
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find("999") != std::string::npos);
  CAF_CHECK(refused.error().detail.find(std::to_string(schema_version())) != std::string::npos);
}

CAF_TEST(OPS-1: an address that cannot be read is named and not waited for) {
  auto refused = migrate("this is no address");
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().detail.find("bad database address") != std::string::npos);
}
