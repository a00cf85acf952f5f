#include "storage/cards.hpp"
#include "support.hpp"

#include <algorithm>

#define CAF_SUITE cards
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

using chats = std::vector<chat_id>;

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();

  card_row card(chat_id client) const {
    card_row made;
    made.project = project;
    made.client = client;
    made.version = 1;
    return made;
  }

  chat_id reached_by(const std::string& phone, const std::string& email) {
    auto made = card(make_id<chat_id>());
    made.phone = phone;
    made.email = email;
    CAF_REQUIRE(commit(to, {put_card{made}}) == stored::yes);
    return made.client;
  }

  std::vector<std::string> tags() { return tags_of(db, project, "", 100); }
};

void check_same(const card_row& found, const card_row& expected) {
  CAF_CHECK(found.project == expected.project && found.client == expected.client);
  CAF_CHECK(found.status == expected.status && found.sex == expected.sex);
  CAF_CHECK_EQUAL(found.email, expected.email);
  CAF_CHECK_EQUAL(found.phone, expected.phone);
  CAF_CHECK_EQUAL(found.country, expected.country);
  CAF_CHECK_EQUAL(found.city, expected.city);
  CAF_CHECK_EQUAL(found.address, expected.address);
  CAF_CHECK_EQUAL(found.notes, expected.notes);
  CAF_CHECK(found.tags == expected.tags);
  CAF_CHECK_EQUAL(found.variables, expected.variables);
  CAF_CHECK_EQUAL(found.version, expected.version);
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(cards_tests, fixture)

CAF_TEST(CRD-2: a client nobody wrote about has the card of one who appealed) {
  auto id = make_id<chat_id>();
  check_same(load_card(db, project, id), [&] {
    card_row empty;
    empty.project = project;
    empty.client = id;
    return empty;
  }());
  CAF_CHECK(load_card(db, project, id).status == client_status::appealed);
}

CAF_TEST(CRD-5: a card is stored whole and replaced whole) {
  auto row = card(make_id<chat_id>());
  row.status = client_status::regular;
  row.email = "Anna.O'Neil@example.org";
  row.phone = "8 (912) 345-67-89";
  row.sex = client_sex::female;
  row.country = "Россия";
  row.city = "Набережные Челны";
  row.address = "ул. \"Ленина\", д. 1\\2";
  row.notes = "line one\nline {two}, \U0001F600";
  row.tags = {"vip", "a \"quoted\" one", "back\\slash", "{braces}, comma", "NULL", ""};
  row.variables = R"({"12": "text", "13": 7})";
  CAF_REQUIRE(commit(to, {put_card{row}}) == stored::yes);
  check_same(load_card(db, project, row.client), row);
  CAF_CHECK_EQUAL(text("SELECT phone_digits FROM client_cards" + mine()), "79123456789");

  auto emptied = card(row.client);
  emptied.version = 2;
  CAF_REQUIRE(commit(to, {put_card{emptied}}) == stored::yes);
  check_same(load_card(db, project, row.client), emptied);
  CAF_CHECK_EQUAL(text("SELECT phone_digits FROM client_cards" + mine()), "");
  CAF_CHECK(load_card(db, make_id<project_id>(), row.client).version == 0);
}

CAF_TEST(CRD-3: tags that were ever given stay with the project and each is there once) {
  auto one = card(make_id<chat_id>());
  auto two = card(make_id<chat_id>());
  one.tags = {"vip", "berlin"};
  two.tags = {"vip", "ärger"};
  CAF_CHECK(
      (to.commit({{put_card{one}}, {put_card{two}}}) == std::vector{stored::yes, stored::yes}));
  two.tags = {"zebra"};
  CAF_REQUIRE(commit(to, {put_card{two}}) == stored::yes);
  auto all = tags();
  CAF_CHECK_EQUAL(all.size(), 4u);
  for (const char* tag : {"vip", "berlin", "ärger", "zebra"})
    CAF_CHECK_EQUAL(std::ranges::count(all, tag), 1);
  std::vector<std::string> paged;
  for (;;) {
    auto page = tags_of(db, project, paged.empty() ? "" : paged.back(), 3);
    paged.insert(paged.end(), page.begin(), page.end());
    if (page.size() < 3) break;
  }
  CAF_CHECK(paged == all);
  CAF_CHECK(tags_of(db, make_id<project_id>(), "", 10).empty());
}

CAF_TEST(CRD-8: cards of several clients come in their order with and without a row) {
  auto first = reached_by("1", "");
  auto without = make_id<chat_id>();
  auto last = reached_by("2", "");
  auto found = cards_of(db, project, {last, without, first});
  CAF_REQUIRE_EQUAL(found.size(), 3u);
  CAF_CHECK(found[0].client == last && found[0].phone == "2");
  CAF_CHECK(found[1].client == without && found[1].version == 0);
  CAF_CHECK(found[1].status == client_status::appealed && found[1].variables == "{}");
  CAF_CHECK(found[2].client == first && found[2].phone == "1");
  CAF_CHECK(cards_of(db, project, {}).empty());
}

CAF_TEST(CRD-8: the same person elsewhere is found by phone or e-mail however they are written) {
  auto me = reached_by("8 912 345-67-89", "Ann@example.org");
  auto by_phone = reached_by("+7 912 345 67 89", "other@example.org");
  auto by_email = reached_by("", "ann@EXAMPLE.org");
  auto by_both = reached_by("79123456789", "ann@example.org");
  reached_by("", "");
  reached_by("79123456780", "bob@example.org");
  CAF_CHECK((linked_clients(db, project, me, 10) == chats{by_both, by_email, by_phone}));
  CAF_CHECK_EQUAL(linked_clients(db, project, me, 2).size(), 2u);
  CAF_CHECK((linked_clients(db, project, by_email, 10) == chats{by_both, me}));
  CAF_CHECK(linked_clients(db, project, make_id<chat_id>(), 10).empty());
  CAF_CHECK(linked_clients(db, make_id<project_id>(), me, 10).empty());
}

CAF_TEST(CRD-8: clients without phone and e-mail are linked to nobody) {
  auto me = reached_by("", "");
  reached_by("", "");
  reached_by("no digits", "");
  CAF_CHECK(linked_clients(db, project, me, 10).empty());
}

CAF_TEST(CRD-1: all clients of a project come newest first with chat and card) {
  chats made;
  for (int i = 0; i < 7; ++i) {
    auto id = make_id<chat_id>();
    unit one{put_client{client(id, to_string(id))}, put_chat{chat(id, chat_state::done)}};
    if (i % 2 == 0) {
      auto row = card(id);
      row.city = "city " + std::to_string(i);
      one.push_back(put_card{row});
    }
    CAF_REQUIRE(commit(to, one) == stored::yes);
    made.insert(made.begin(), id);
  }
  chats seen;
  for (;;) {
    auto page = list_clients(db, project, seen.empty() ? chat_id{} : seen.back(), 3);
    for (const auto& one : page) {
      CAF_CHECK(one.chat.client.id == one.card.client && one.card.project == project);
      CAF_CHECK_EQUAL(one.chat.client.external_id, to_string(one.card.client));
      CAF_CHECK_EQUAL(one.card.city.empty(), one.card.version == 0);
      seen.push_back(one.card.client);
    }
    if (page.size() < 3) break;
  }
  CAF_CHECK(seen == made);
  CAF_CHECK(list_clients(db, make_id<project_id>(), {}, 10).empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
