#include "plans_support.hpp"
#include "storage/cards.hpp"
#include "storage/link.hpp"

#include <memory>

#define CAF_SUITE plans_cards
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr int many = 100'000;
constexpr int page = 50;
/// How many clients share a telephone; every thousandth has the same e-mail.
constexpr int namesakes = 4;
constexpr chat_id busy{1};

/// 100,000 clients with chats, every second with a card; one of them with as many changes, links,
/// and with 1,000 dialogs of 100 messages, of which none but the last is the client's.
void fill(pqxx::connection& db, const rows& of) {
  const auto project = to_string(of.project);
  const auto each = " FROM generate_series(1, " + std::to_string(many) + ") g";
  pqxx::nontransaction tx{db};
  tx.exec("INSERT INTO clients SELECT " + project +
          ", g, 1, g::text, 'Ann', '', '', 'en', true, now()" + each);
  tx.exec("INSERT INTO chats SELECT " + project +
          ", g, 1, 2, NULL, 1, 1, 0, NULL, false, g, g, 0, 0, 0, 'hello', now(), 1, now()" + each);
  tx.exec("INSERT INTO client_cards SELECT " + project +
          ", g, 1, 'ann' || CASE WHEN g % 1000 = 1 THEN '' ELSE g::text END || '@x', '', '7'"
          " || g / " +
          std::to_string(2 * namesakes) + ", 0, '', '', '', '', '{}', '{}', 1" + each +
          " WHERE g % 2 = 1");
  tx.exec("INSERT INTO client_changes SELECT " + project + ", 1, g, 5, 'phone', '', '7', now()" +
          each);
  tx.exec("INSERT INTO client_sources SELECT " + project + ", 1, g, 'p', '', '', '{}', now()" +
          each);
  tx.exec("INSERT INTO tags SELECT " + project + ", 'tag ' || g" + each);
  tx.exec("INSERT INTO dialogs SELECT " + project + ", 1, g, now(), NULL, NULL" + each +
          " WHERE g % 100 = 0");
  tx.exec(
      "INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action,"
      " text, external_id, client_key, error_code, error_text, created_at) SELECT " +
      project +
      ", 1, g, g / 100 * 100, CASE g % 100 WHEN 99 THEN 0 ELSE 1 END, 0, 0, 0, 'x', '',"
      " '', '', '', now()" +
      each + " WHERE g % 100 <> 0");
  tx.exec("ANALYZE clients, chats, client_cards, client_changes, client_sources, tags, dialogs");
  tx.exec("ANALYZE messages");
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

constexpr std::size_t full = page;

} // namespace

CAF_TEST_FIXTURE_SCOPE(plans_cards_tests, fixture)

CAF_TEST(CRD-8: with 100000 clients a card and a page of clients read no more than themselves) {
  check([&] { CAF_CHECK_EQUAL(load_card(db, project, chat_id{777}).version, 1); }, 1);
  check([&] { CAF_CHECK_EQUAL(cards_of(db, project, {{5}, {6}, {9}}).size(), 3u); }, 3);
  for (auto before : {chat_id{}, chat_id{many / 2}})
    check([&] { CAF_CHECK_EQUAL(list_clients(db, project, before, page).size(), full); }, page);
  check([&] { CAF_CHECK_EQUAL(tags_of(db, project, "tag 5", page).size(), full); }, page);
}

CAF_TEST(CRD-8: clients of the same person are found by the indexes of phone and e-mail) {
  check(
      [&] {
        auto linked = linked_clients(db, project, chat_id{777}, page);
        CAF_CHECK_EQUAL(linked.size(), static_cast<std::size_t>(namesakes - 1));
      },
      namesakes);
  check([&] { CAF_CHECK_EQUAL(linked_clients(db, project, busy, page).size(), full); },
        2 * page + namesakes);
}

CAF_TEST(CRD-6: a client of long standing costs a page of dialogs and changes and links) {
  for (std::int64_t before : {0, many / 2}) {
    check(
        [&] {
          CAF_CHECK_EQUAL(list_card_changes(db, project, busy, change_id{before}, page).size(),
                          full);
        },
        page);
    check(
        [&] {
          CAF_CHECK_EQUAL(list_client_sources(db, project, busy, source_id{before}, page).size(),
                          full);
        },
        page);
    // Of each dialog its first hundred messages may be looked at.
    check(
        [&] {
          auto dialogs = list_dialogs(db, project, busy, dialog_id{before}, page);
          CAF_CHECK_EQUAL(dialogs.size(), full);
          CAF_CHECK_EQUAL(dialogs.at(1).first_text, "x");
        },
        100);
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
