#include "storage/migrations.hpp"
#include "storage/reads.hpp"
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

CAF_TEST(OPS-1: what the first version stored is there after the second one comes) {
  auto url = fresh_database("of_the_first_version");
  {
    pqxx::connection db{url};
    pqxx::nontransaction old{db};
    old.exec(
        "CREATE TABLE schema_migrations (version integer PRIMARY KEY, name text NOT NULL,"
        " applied_at timestamptz NOT NULL DEFAULT now())");
    old.exec(all_migrations().front().sql);
    old.exec("INSERT INTO schema_migrations (version, name) VALUES (1, 'first_slice')");
    old.exec(
        "INSERT INTO clients VALUES (1, 2, 3, '77', 'Ann', '', 'ann', 'en', true, now());"
        "INSERT INTO chats SELECT 1, id, 3, 1, NULL, 1, 1, 0, NULL, false, 5, 5, kind, 0, 0, 'hi',"
        " '2026-11-20T10:00:00Z', 1, now() FROM (VALUES (2, 0), (3, 1)) AS v (id, kind);"
        "INSERT INTO messages VALUES (1, 2, 5, 1, 1, 0, 1, 0, 9, 'hi', 'm5', 'k', '', '', now());"
        "INSERT INTO outbox VALUES (1, 3, 5, 2, 0, 1)");
  }
  CAF_REQUIRE(migrate(url).value() == schema_version());
  pqxx::connection db{url};
  auto woken = load_chat(db, project_id{1}, chat_id{2}).value();
  CAF_CHECK(woken.client.who.username == "ann" && !woken.client.profiled);
  CAF_CHECK(woken.client.photo_blob.empty() && woken.client.who.country.empty());
  CAF_CHECK(woken.chat.last_action_at == parse_rfc3339("2026-11-20T10:00:00Z"));
  CAF_CHECK_EQUAL(
      number_in(url, "SELECT count(*) FROM chats WHERE id = 3 AND last_action_at IS NULL"), 1);
  auto message = get_message(db, project_id{1}, chat_id{2}, message_id{5}).value();
  CAF_CHECK(message.text == "hi" && message.attachments.empty() && !message.reply_to);
  CAF_CHECK(!message.edited_at && !message.deleted_at);
  auto waiting = load_outbox(db, project_id{1}, channel_id{3}, protocols::author::person, {}, 9);
  CAF_REQUIRE_EQUAL(waiting.size(), 1u);
  CAF_CHECK(waiting[0].act == outbox_act::send && waiting[0].attempts == 1);
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
