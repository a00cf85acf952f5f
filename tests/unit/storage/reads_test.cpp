#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>
#include <set>

#define CAF_SUITE reads
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();

  chat_id stored_chat(chat_state state, const std::vector<person_id>& holders = {}) {
    auto id = make_id<chat_id>();
    unit one{put_client{client(id, to_string(id))}, put_chat{chat(id, state)}};
    for (auto member : holders)
      one.push_back(put_participant{project, id, {member, participant_role::responsible}});
    CAF_REQUIRE(commit(to, one) == stored::yes);
    return id;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(reads_tests, fixture)

CAF_TEST(another project sees nothing of a chat) {
  auto id = stored_chat(chat_state::fresh);
  auto words = message(id, "secret");
  CAF_REQUIRE(commit(to, {add_message{words}}) == stored::yes);
  auto stranger = make_id<project_id>();
  CAF_CHECK(!get_chat(db, stranger, id));
  CAF_CHECK(!load_chat(db, stranger, id));
  CAF_CHECK(!get_message(db, stranger, id, words.id));
  CAF_CHECK(list_messages(db, stranger, id, {}, 10).empty());
  chat_query everything;
  everything.departments = {department_id{}};
  CAF_CHECK_EQUAL(list_chats(db, project, everything, 0, 10).size(), 1u);
  CAF_CHECK(list_chats(db, stranger, everything, 0, 10).empty());
  CAF_CHECK(!find_facts(db, stranger, id) && find_facts(db, project, id).has_value());
  CAF_CHECK(get_message(db, project, id, words.id).has_value());
}

CAF_TEST(CHT-2: messages page backwards without gaps) {
  auto id = stored_chat(chat_state::fresh);
  std::vector<std::string> written;
  unit one;
  for (int i = 0; i < 31; ++i) {
    one.push_back(add_message{message(id, std::to_string(i))});
    written.insert(written.begin(), std::to_string(i));
  }
  CAF_REQUIRE(commit(to, one) == stored::yes);
  std::vector<std::string> seen;
  message_id before;
  while (true) {
    auto page = list_messages(db, project, id, before, 10);
    for (const auto& row : page) seen.push_back(row.text);
    if (page.size() < 10) break;
    before = page.back().id;
  }
  CAF_CHECK(seen == written);
}

CAF_TEST(CHT-2: a message is found by the platform id within its chat and the newest wins) {
  auto id = stored_chat(chat_state::fresh);
  auto older = message(id, "older");
  auto newer = message(id, "newer");
  older.external_id = newer.external_id = "900";
  auto elsewhere = message(make_id<chat_id>(), "elsewhere");
  elsewhere.external_id = "901";
  CAF_REQUIRE(commit(to, {add_message{older}, add_message{newer}, add_message{elsewhere}}) ==
              stored::yes);
  CAF_CHECK(find_message_by_external(db, project, id, "900").value().id == newer.id);
  CAF_CHECK(!find_message_by_external(db, project, id, "901"));
}

CAF_TEST(a woken chat remembers its last sends only and oldest first) {
  auto id = stored_chat(chat_state::active);
  unit one;
  constexpr int sends = remembered_send_keys + 5;
  for (int i = 0; i < sends; ++i) {
    auto row = message(id, "x");
    row.client_key = "key \"" + std::to_string(i) + "\", {}";
    one.push_back(add_message{row});
    one.push_back(add_message{message(id, "from the client")});
  }
  CAF_REQUIRE(commit(to, one) == stored::yes);
  auto woken = load_chat(db, project, id).value();
  CAF_REQUIRE_EQUAL(woken.sent_keys.size(), static_cast<std::size_t>(remembered_send_keys));
  CAF_CHECK_EQUAL(woken.sent_keys.front().first, "key \"5\", {}");
  CAF_CHECK_EQUAL(woken.sent_keys.back().first, "key \"" + std::to_string(sends - 1) + "\", {}");
}

CAF_TEST(clients are found by the platform id within their channel) {
  auto id = stored_chat(chat_state::fresh);
  auto found = find_clients(db, project, channel, {to_string(id), "nobody", "' OR 1=1 --"});
  CAF_REQUIRE_EQUAL(found.chats.size(), 1u);
  CAF_CHECK(found.chats.at(to_string(id)) == id && found.arrivals.empty());
  CAF_CHECK(find_clients(db, project, make_id<channel_id>(), {to_string(id)}).chats.empty());
  CAF_CHECK(find_clients(db, project, channel, {}).chats.empty());
}

CAF_TEST(TOOL-7: a link counts until its bearer writes and the latest one wins) {
  auto arrive = [&](const std::string& client, const std::string& payload) {
    CAF_REQUIRE(commit(to, {put_arrival{project, channel, client, payload, moment}}) ==
                stored::yes);
  };
  arrive("77", "winter");
  arrive("77", "spring");
  arrive("78", "");
  auto found = find_clients(db, project, channel, {"77", "78", "79"});
  CAF_CHECK(found.chats.empty());
  CAF_REQUIRE_EQUAL(found.arrivals.size(), 2u);
  CAF_CHECK_EQUAL(found.arrivals.at("77"), "spring");
  CAF_CHECK_EQUAL(found.arrivals.at("78"), "");
  CAF_CHECK(find_clients(db, project, make_id<channel_id>(), {"77"}).arrivals.empty());
  auto id = make_id<chat_id>();
  CAF_REQUIRE(commit(to, {put_client{client(id, "77")}}) == stored::yes);
  found = find_clients(db, project, channel, {"77", "78"});
  CAF_CHECK(found.chats.at("77") == id);
  CAF_CHECK(!found.arrivals.contains("77") && found.arrivals.contains("78"));
}

CAF_TEST(CHT-7: a woken chat remembers which of its newest messages a receipt may move) {
  auto id = stored_chat(chat_state::active);
  unit one;
  std::vector<message_id> movable;
  auto add = [&](message_kind kind, message_status status) {
    auto row = message(id, "x");
    row.kind = kind;
    row.status = status;
    row.external_id = "mid.$ " + to_string(row.id);
    one.push_back(add_message{row});
    return row.id;
  };
  auto forgotten = add(message_kind::outgoing, message_status::sent);
  for (int i = 0; i < 100; ++i) add(message_kind::incoming, message_status::none);
  for (int i = 0; i < 60; ++i) {
    movable.push_back(add(message_kind::outgoing, message_status::sent));
    movable.push_back(add(message_kind::automatic, message_status::delivered));
    add(message_kind::outgoing, message_status::read);
    add(message_kind::broadcast, message_status::failed);
  }
  CAF_REQUIRE(commit(to, one) == stored::yes);
  auto woken = load_chat(db, project, id).value().outstanding;
  CAF_REQUIRE_EQUAL(woken.size(), static_cast<std::size_t>(remembered_outstanding));
  movable.erase(movable.begin(), movable.end() - remembered_outstanding);
  for (std::size_t i = 0; i < woken.size(); ++i) {
    CAF_CHECK(woken[i].message == movable[i]);
    CAF_CHECK_EQUAL(woken[i].external_id, "mid.$ " + to_string(movable[i]));
    CAF_CHECK(woken[i].created_at == moment);
  }
  CAF_CHECK(woken[0].status == message_status::sent);
  CAF_CHECK(woken[1].status == message_status::delivered);

  unit silence;
  for (int i = 0; i < 300; ++i) silence.push_back(add_message{message(id, "?")});
  CAF_REQUIRE(commit(to, silence) == stored::yes);
  CAF_CHECK(load_chat(db, project, id).value().outstanding.empty());
  CAF_CHECK(get_message(db, project, id, forgotten).has_value());
}

CAF_TEST(timers that are due come soonest first and no sooner than due) {
  std::set<chat_id> ours;
  auto early = timestamp{std::chrono::milliseconds{1'000'000}};
  for (int i = 3; i >= 1; --i) {
    timer_row timer{project, make_id<chat_id>(), timer_kind::unclaimed, i,
                    early + std::chrono::milliseconds{i}};
    ours.insert(timer.chat);
    CAF_REQUIRE(commit(to, {put_timer{timer}}) == stored::yes);
  }
  auto due = due_timers(db, early + std::chrono::milliseconds{2}, 10);
  CAF_REQUIRE_EQUAL(due.size(), 2u);
  CAF_CHECK(due[0].generation == 1 && due[1].generation == 2);
  CAF_CHECK(due[0].project == project && ours.contains(due[0].chat));
  CAF_CHECK_EQUAL(due_timers(db, early + std::chrono::milliseconds{9}, 1).size(), 1u);
}

CAF_TEST(PRJ-1: a project that does not exist is not loaded) {
  CAF_CHECK(!load_project(db, make_id<project_id>()));
}

CAF_TEST_FIXTURE_SCOPE_END()
