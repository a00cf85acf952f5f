#include "storage/migrations.hpp"
#include "storage/cards.hpp"
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

constexpr timestamp clock_end{std::chrono::hours{24 * 365 * 200}};

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

/// As a server of that version left it.
void migrate_to(pqxx::connection& db, int version) {
  pqxx::nontransaction old{db};
  old.exec(
      "CREATE TABLE schema_migrations (version integer PRIMARY KEY, name text NOT NULL,"
      " applied_at timestamptz NOT NULL DEFAULT now())");
  for (const auto& one : all_migrations()) {
    if (one.version > version) break;
    old.exec(std::string{one.sql});
    old.exec_params("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", one.version,
                    std::string{one.name});
  }
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
    migrate_to(db, 1);
    pqxx::nontransaction old{db};
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

CAF_TEST(OPS-1: what one person and no departments stored is there when a team comes) {
  auto url = fresh_database("of_the_second_version");
  {
    pqxx::connection db{url};
    migrate_to(db, 2);
    pqxx::nontransaction old{db};
    old.exec(
        "INSERT INTO accounts VALUES (1, now());"
        "INSERT INTO persons VALUES (5, 1, 'ann@x', 'Ann', 'hash', 'en', now()),"
        " (6, 1, 'bob@x', 'Bob', 'hash', 'en', now());"
        "INSERT INTO projects VALUES (7, 1, 'Shop', 'UTC', now());"
        "INSERT INTO members VALUES (7, 5, 0, now()), (7, 6, 2, now());"
        "INSERT INTO sessions VALUES ('\\x01', 5, 'c', 'ua', '2026-11-20T10:00:00Z', now()),"
        " ('\\x02', 5, 'd', 'ua', '2026-11-20T09:00:00Z', now());"
        "INSERT INTO clients (project_id, id, channel_id, external_id, first_name, last_name,"
        " username, language, subscribed, created_at, came_by)"
        " SELECT 7, id, 3, 'x' || id, 'C', '', '', 'en', true, '2026-11-20T10:00:00Z',"
        " CASE id WHEN 20 THEN 'spring' ELSE '' END FROM generate_series(20, 24) AS id;"
        "INSERT INTO chats SELECT 7, id, 3, (ARRAY[0,1,1,1,2])[id - 19], NULL, 100 + id, 1, 0, "
        "NULL,"
        " false, id, id, 0, 0, 0, 'hi', now(), 1, now() FROM generate_series(20, 24) AS id;"
        "INSERT INTO participants VALUES (7, 5, 21, 0), (7, 5, 22, 0), (7, 6, 22, 1), (7, 6, 23, "
        "0);"
        "INSERT INTO tab_counters VALUES (7, 0, 0, 1), (7, 1, 0, 3), (7, 1, 5, 2), (7, 1, 6, 2),"
        " (7, 2, 0, 1);"
        "INSERT INTO timers VALUES (7, 20, 0, 120, now());"
        "INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action,"
        " text, external_id, client_key, error_code, error_text, created_at)"
        " VALUES (7, 20, 130, 120, 5, 0, 0, 1, '', '', '', '', '', now())");
  }
  CAF_REQUIRE(migrate(url).value() == schema_version());
  pqxx::connection db{url};
  const project_id project{7};
  auto loaded = load_project(db, project).value();
  CAF_CHECK_EQUAL(loaded.members.size(), 2u);
  CAF_CHECK(loaded.members[0].forbidden == 0 && !loaded.members[0].removed);
  CAF_CHECK(loaded.departments.empty() && loaded.project.assignment == assignment::by_hand);
  auto chats = [&](counted what, std::int64_t member) {
    for (const auto& one : loaded.counters)
      if (one.what == what && one.member.value == member && !one.department) return one.chats;
    return std::int64_t{-1};
  };
  CAF_CHECK_EQUAL(loaded.counters.size(), 7u);
  CAF_CHECK(chats(counted::fresh, 0) == 1 && chats(counted::done, 0) == 1);
  CAF_CHECK(chats(counted::active, 0) == 3 && chats(counted::active, 5) == 2);
  CAF_CHECK(chats(counted::active, 6) == 2 && chats(counted::held, 5) == 2);
  CAF_CHECK_EQUAL(chats(counted::held, 6), 1);

  auto fresh = list_chats(db, project, {tab::fresh, person_id{5}, {department_id{}}, {}}, 0, 9);
  CAF_REQUIRE_EQUAL(fresh.size(), 1u);
  CAF_CHECK(!fresh[0].chat.department && !fresh[0].chat.offered_to);
  CAF_CHECK(fresh[0].chat.turn == due_timers(db, clock_end, 9).at(0).generation);
  CAF_CHECK(oldest_waiting(db, project, {department_id{}}, 9).at(0).turn == 120);
  CAF_CHECK(get_chat(db, project, chat_id{21}).value().chat.turn == 0);
  CAF_CHECK_EQUAL(list_chats(db, project, {tab::mine, person_id{6}, {}, {}}, 0, 9).size(), 2u);
  CAF_CHECK(get_message(db, project, chat_id{20}, message_id{130}).value().subject == 0);
  auto sources = list_client_sources(db, project, chat_id{20}, {}, 9);
  CAF_REQUIRE_EQUAL(sources.size(), 1u);
  CAF_CHECK(sources[0].payload == "spring" && sources[0].id.value == 20);
  CAF_CHECK(sources[0].created_at == parse_rfc3339("2026-11-20T10:00:00Z"));
  CAF_CHECK(list_client_sources(db, project, chat_id{21}, {}, 9).empty());
  CAF_CHECK_EQUAL(load_card(db, project, chat_id{20}).version, 0);
  CAF_CHECK_EQUAL(number_in(url, "SELECT count(DISTINCT id) FROM sessions WHERE id > 0"), 2);
  CAF_CHECK_EQUAL(number_in(url, "SELECT count(*) FROM sessions WHERE last_seen_at = created_at"),
                  2);
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
