#include "plans_support.hpp"
#include "storage/link.hpp"
#include "storage/reads.hpp"

#include <memory>

#define CAF_SUITE plans_files
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr int many = 50'000;
constexpr int page = 50;
constexpr chat_id long_chat{1};

/// One chat of 50,000 messages, every second of ours and with a file; as many other chats, fetches,
/// arrivals and messages in the outbox, most of them of a broadcast.
void fill(pqxx::connection& db, const rows& of) {
  pqxx::nontransaction tx{db};
  const auto each = " FROM generate_series(1, " + std::to_string(many) + ") g";
  const auto project = to_string(of.project);
  const auto both = project + ", " + to_string(of.channel);
  tx.exec("INSERT INTO clients SELECT " + project + ", g, " + to_string(of.channel) +
          ", 'c' || g, 'Ann', '', '', 'en', true, now()" + each);
  tx.exec("INSERT INTO chats SELECT " + project + ", g, " + to_string(of.channel) +
          ", 1, NULL, 1, 1, 0, NULL, false, 1, 1, 0, 0, 0, 'hello', now(), 1, now()" + each);
  tx.exec("INSERT INTO messages SELECT " + project +
          ", 1, g, 1, g % 2, 0, 3, 0, NULL, 'x', 'm' || g, '', '', '', now(), g % 2" + each);
  tx.exec("INSERT INTO attachments SELECT " + project +
          ", 1, g, 0, 1, 2, '', '', '', 0, 0, 0, 0, NULL, NULL, g, ''" + each + " WHERE g % 2 = 1");
  tx.exec("INSERT INTO files SELECT " + project +
          ", g, 1, '\\x00', 1, 'image/jpeg', '', 1, 1, 0, NULL, now()" + each);
  tx.exec("INSERT INTO file_references SELECT " + both + ", g, 'r' || g, NULL" + each);
  tx.exec("INSERT INTO arrivals SELECT " + both + ", 'a' || g, 'p', now()" + each);
  tx.exec("INSERT INTO outbox SELECT " + both +
          ", g, 1, 0, 0, 0, CASE WHEN g % 500 = 1 THEN 0 ELSE 2 END" + each);
  tx.exec("INSERT INTO fetches SELECT " + project + ", 1, g, 0, " + to_string(of.channel) +
          ", 1, '', '', 0, now() + g * interval '1 second'" + each);
  tx.exec(
      "ANALYZE clients, chats, messages, attachments, files, file_references, arrivals, outbox,"
      " fetches");
}

struct fixture : rows {
  // As the program connects: a plan for all values would not know how small a page is.
  std::unique_ptr<pqxx::connection> session = connect(database().url());
  pqxx::connection& db = *session;

  fixture() {
    fill(db, *this);
    explain_all(db);
  }

  /// No table is read through, and no step touches more rows than told.
  void check(const std::function<void()>& ask, long rows_at_most) {
    for (const auto& plan : both_plans_of(db, ask)) {
      CAF_MESSAGE(plan);
      CAF_CHECK(!scans_a_table(plan));
      CAF_CHECK_LESS_OR_EQUAL(most_rows(plan), rows_at_most);
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(plans_files_tests, fixture)

CAF_TEST(BRC-5: a line of the outbox is read by its page however long the broadcast behind it is) {
  check(
      [&] {
        auto waiting = load_outbox(db, project, channel, protocols::author::person, {}, page);
        CAF_CHECK_EQUAL(waiting.size(), static_cast<std::size_t>(page));
        CAF_CHECK_EQUAL(waiting.front().files.size(), 1u);
      },
      page);
  check([&] { load_outbox(db, project, channel, protocols::author::broadcast, {1000}, page); },
        page);
}

CAF_TEST(CHT-2: a page of messages with files and a single one read no more than themselves) {
  check([&] { CAF_CHECK_EQUAL(list_messages(db, project, long_chat, {}, page).size(), 50u); },
        page);
  check([&] { CAF_CHECK(get_message(db, project, long_chat, message_id{777}).has_value()); }, 1);
}

CAF_TEST(CHT-7: waking a chat looks at its newest 300 messages and no more) {
  check(
      [&] {
        auto woken = load_chat(db, project, long_chat).value();
        CAF_CHECK_EQUAL(woken.outstanding.size(), 100u);
      },
      300);
}

CAF_TEST(CHT-6: files and clients and links and fetches are found by their keys) {
  check([&] { CAF_CHECK_EQUAL(find_files(db, project, {{5}, {7}, {9}}).size(), 3u); }, 3);
  check(
      [&] {
        auto found = find_clients(db, project, channel, {"c7", "a5", "nobody"});
        CAF_CHECK(found.chats.size() == 1 && found.arrivals.size() == 1);
      },
      3);
  check(
      [&] {
        CAF_CHECK(due_fetches(db, parse_rfc3339("2100-01-01T00:00:00Z").value(), page).size() ==
                  static_cast<std::size_t>(page));
      },
      page);
}

CAF_TEST_FIXTURE_SCOPE_END()
