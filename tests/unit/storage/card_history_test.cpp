#include "storage/cards.hpp"
#include "support.hpp"

#define CAF_SUITE card_history
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr auto later = moment + std::chrono::minutes{1};

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();
  chat_id client_ = make_id<chat_id>();

  dialog_id opened() {
    auto dialog = make_id<dialog_id>();
    CAF_REQUIRE(commit(to, {open_dialog{project, client_, dialog, moment}}) == stored::yes);
    return dialog;
  }

  void said(dialog_id dialog, message_kind kind, const std::string& words) {
    auto row = message(client_, words);
    row.dialog = dialog;
    row.kind = kind;
    CAF_REQUIRE(commit(to, {add_message{row}}) == stored::yes);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(card_history_tests, fixture)

CAF_TEST(CRD-6: every appeal is listed with its first words and who closed it) {
  auto by = make_id<person_id>();
  auto first = opened();
  said(first, message_kind::incoming, "where is my parcel?");
  said(first, message_kind::incoming, "hello?");
  said(first, message_kind::outgoing, "on its way");
  CAF_REQUIRE(commit(to, {close_dialog{project, client_, first, later, by}}) == stored::yes);
  said(first, message_kind::note, "after it was closed");
  auto second = opened();
  said(second, message_kind::system, "opened");
  said(second, message_kind::note, "a note is nobody's first words");
  said(second, message_kind::incoming, std::string(300, 'x'));
  auto third = opened();
  said(third, message_kind::outgoing, "only we wrote here");

  auto listed = list_dialogs(db, project, client_, {}, 10);
  CAF_REQUIRE_EQUAL(listed.size(), 3u);
  CAF_CHECK(listed[0].id == third && listed[0].first_text.empty());
  CAF_CHECK(listed[1].id == second && listed[1].first_text == std::string(200, 'x'));
  CAF_CHECK(!listed[1].closed_at && !listed[1].closed_by);
  CAF_CHECK(listed[2].id == first && listed[2].first_text == "where is my parcel?");
  CAF_CHECK(listed[2].opened_at == moment && listed[2].closed_at == later);
  CAF_CHECK(listed[2].closed_by == by);

  auto newest = list_dialogs(db, project, client_, {}, 1);
  CAF_REQUIRE_EQUAL(newest.size(), 1u);
  auto rest = list_dialogs(db, project, client_, newest[0].id, 10);
  CAF_REQUIRE_EQUAL(rest.size(), 2u);
  CAF_CHECK(rest[0].id == second && rest[0].first_text == listed[1].first_text);
  CAF_CHECK(rest[1].first_text == listed[2].first_text);
  CAF_CHECK(list_dialogs(db, make_id<project_id>(), client_, {}, 10).empty());
}

CAF_TEST(CRD-6: first words are cut at a letter) {
  auto dialog = opened();
  said(dialog, message_kind::incoming, std::string(199, 'x') + "\u0416\u042f");
  auto words = list_dialogs(db, project, client_, {}, 1).at(0).first_text;
  CAF_CHECK_EQUAL(words, std::string(199, 'x') + "\u0416");
}

CAF_TEST(CRD-8: changes of a card page backwards with who made them) {
  std::vector<card_change_row> made;
  for (int i = 0; i < 5; ++i) {
    card_change_row row;
    row.project = project;
    row.client = client_;
    row.id = make_id<change_id>();
    if (i != 0) row.by = make_id<person_id>();
    row.field = "variable:" + std::to_string(i);
    row.before = "it's \"before\"";
    row.after = "after\n\\" + std::to_string(i);
    row.created_at = later;
    CAF_REQUIRE(commit(to, {add_card_change{row}}) == stored::yes);
    made.insert(made.begin(), row);
  }
  std::vector<card_change_row> seen;
  for (;;) {
    auto page =
        list_card_changes(db, project, client_, seen.empty() ? change_id{} : seen.back().id, 2);
    seen.insert(seen.end(), page.begin(), page.end());
    if (page.size() < 2) break;
  }
  CAF_REQUIRE_EQUAL(seen.size(), made.size());
  for (std::size_t i = 0; i < made.size(); ++i) {
    CAF_CHECK(seen[i].id == made[i].id && seen[i].by == made[i].by);
    CAF_CHECK(seen[i].project == project && seen[i].client == client_);
    CAF_CHECK_EQUAL(seen[i].field, made[i].field);
    CAF_CHECK_EQUAL(seen[i].before, made[i].before);
    CAF_CHECK_EQUAL(seen[i].after, made[i].after);
    CAF_CHECK(seen[i].created_at == later);
  }
  CAF_CHECK(list_card_changes(db, project, make_id<chat_id>(), {}, 10).empty());
}

CAF_TEST(CRD-7: every link a client came by is kept with its page and marks) {
  std::vector<source_id> made;
  for (const char* payload : {"winter", "spring", ""}) {
    client_source_row row;
    row.project = project;
    row.client = client_;
    row.id = make_id<source_id>();
    row.payload = payload;
    row.link = "https://example.org/?a=1&b=%20";
    row.google_id = "GA1.2.3";
    row.utm = R"({"utm_source": "mail \"x\""})";
    row.created_at = moment;
    CAF_REQUIRE(commit(to, {add_client_source{row}}) == stored::yes);
    made.insert(made.begin(), row.id);
  }
  auto newest = list_client_sources(db, project, client_, {}, 2);
  CAF_REQUIRE_EQUAL(newest.size(), 2u);
  CAF_CHECK(newest[0].id == made[0] && newest[0].payload.empty());
  CAF_CHECK(newest[1].id == made[1] && newest[1].payload == "spring");
  CAF_CHECK_EQUAL(newest[1].link, "https://example.org/?a=1&b=%20");
  CAF_CHECK_EQUAL(newest[1].google_id, "GA1.2.3");
  CAF_CHECK_EQUAL(newest[1].utm, R"({"utm_source": "mail \"x\""})");
  CAF_CHECK(newest[1].created_at == moment && newest[1].client == client_);
  auto rest = list_client_sources(db, project, client_, newest[1].id, 2);
  CAF_REQUIRE_EQUAL(rest.size(), 1u);
  CAF_CHECK(rest[0].id == made[2] && rest[0].payload == "winter");
}

CAF_TEST_FIXTURE_SCOPE_END()
