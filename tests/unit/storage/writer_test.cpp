#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>
#include <random>
#include <thread>

#define CAF_SUITE writer
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

constexpr auto later = moment + std::chrono::minutes{1};

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();

  std::int64_t count(const std::string& table) const {
    return number("SELECT count(*) FROM " + table + mine());
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(writer_tests, fixture)

CAF_TEST(CHT-2: a message is stored whole with its chat and its client and read back the same) {
  auto id = make_id<chat_id>();
  auto client = this->client(id, "42");
  client.who = {"Анна", "O'Neil\\", "ann", "ru", "BY", "https://example.org/ann.jpg"};
  client.subscribed = false;
  client.photo_blob = std::string(62, '0') + "af";
  client.profiled = true;
  client.came_by = "spring sale";
  auto message =
      this->message(id, "a 'quoted' \"text\", {braces}, \t, emoji \U0001F600, \u202Eright");
  message.kind = message_kind::outgoing;
  message.content = protocols::content::photo;
  message.status = message_status::queued;
  message.action = action::took;
  message.author = make_id<person_id>();
  message.subject = next_id();
  message.external_id = "17";
  message.client_key = "key one";
  message.error_code = "chat_not_found";
  message.error_text = "Bad Request";
  message.reply_to = make_id<message_id>();
  message.quote = "what was asked";
  message.edited_at = later;
  message.deleted_at = moment;
  auto chat = this->chat(id, chat_state::active);
  chat.responsible = message.author;
  chat.unread = 3;
  chat.waiting_since = moment + std::chrono::milliseconds{1};
  chat.unclaimed = true;
  chat.last_action_at = later;
  chat.department = make_id<department_id>();
  chat.offered_to = make_id<person_id>();
  chat.offered_at = later;
  chat.turn = next_id();
  chat.last = {message.id, message.kind, message.content, message.status, message.text, moment};
  CAF_REQUIRE(commit(to, {add_message{message}, put_chat{chat}, put_client{client}}) ==
              stored::yes);

  auto found = get_message(db, project, id, message.id).value();
  CAF_CHECK_EQUAL(found.text, message.text);
  CAF_CHECK(found.kind == message.kind && found.content == message.content);
  CAF_CHECK(found.status == message.status && found.action == message.action);
  CAF_CHECK(found.author == message.author && found.dialog == message.dialog);
  CAF_CHECK_EQUAL(found.subject, message.subject);
  CAF_CHECK_EQUAL(found.external_id, message.external_id);
  CAF_CHECK_EQUAL(found.client_key, message.client_key);
  CAF_CHECK_EQUAL(found.error_code, message.error_code);
  CAF_CHECK_EQUAL(found.error_text, message.error_text);
  CAF_CHECK(found.created_at == message.created_at);
  CAF_CHECK(found.reply_to == message.reply_to && found.attachments.empty());
  CAF_CHECK_EQUAL(found.quote, message.quote);
  CAF_CHECK(found.edited_at == message.edited_at && found.deleted_at == message.deleted_at);

  auto woken = load_chat(db, project, id).value();
  CAF_CHECK(woken.client.who == client.who);
  CAF_CHECK_EQUAL(woken.client.external_id, "42");
  CAF_CHECK(!woken.client.subscribed && woken.client.channel == channel);
  CAF_CHECK_EQUAL(woken.client.photo_blob, client.photo_blob);
  CAF_CHECK(woken.client.profiled && woken.client.came_by == "spring sale");
  CAF_CHECK(woken.chat.state == chat.state && woken.chat.responsible == chat.responsible);
  CAF_CHECK(woken.chat.dialog == chat.dialog && woken.chat.unread == 3 && woken.chat.unclaimed);
  CAF_CHECK(woken.chat.waiting_since == chat.waiting_since);
  CAF_CHECK(woken.chat.last_action_at == chat.last_action_at);
  CAF_CHECK(woken.chat.department == chat.department && woken.chat.turn == chat.turn);
  CAF_CHECK(woken.chat.offered_to == chat.offered_to && woken.chat.offered_at == later);
  CAF_CHECK(woken.chat.activity == chat.activity && woken.chat.version == chat.version);
  CAF_CHECK_EQUAL(woken.chat.last.text, message.text);
  CAF_CHECK(woken.chat.last.id == message.id && woken.chat.last.at == moment);
  CAF_REQUIRE_EQUAL(woken.sent_keys.size(), 1u);
  CAF_CHECK(woken.sent_keys[0] == std::make_pair(std::string{"key one"}, message.id));
}

CAF_TEST(CHT-2: putting a chat and a client again replaces them and keeps when they began) {
  auto id = make_id<chat_id>();
  auto chat = this->chat(id);
  auto client = this->client(id, "1");
  CAF_CHECK(commit(to, {put_client{client}, put_chat{chat}}) == stored::yes);
  chat.state = chat_state::done;
  chat.waiting_since = moment;
  chat.version = 2;
  chat.department = make_id<department_id>();
  chat.offered_to = make_id<person_id>();
  chat.offered_at = moment;
  chat.turn = next_id();
  client.who.first_name = "Bea";
  CAF_CHECK(commit(to, {put_client{client}, put_chat{chat}}) == stored::yes);
  CAF_CHECK(get_chat(db, project, id).value().chat.offered_to == chat.offered_to);
  chat.waiting_since.reset();
  chat.offered_to = {};
  chat.offered_at.reset();
  CAF_CHECK(commit(to, {put_chat{chat}}) == stored::yes);
  auto found = get_chat(db, project, id).value();
  CAF_CHECK(found.chat.state == chat_state::done && found.chat.version == 2);
  CAF_CHECK(!found.chat.waiting_since && found.chat.created_at == moment);
  CAF_CHECK(found.chat.department == chat.department && found.chat.turn == chat.turn);
  CAF_CHECK(!found.chat.offered_to && !found.chat.offered_at);
  CAF_CHECK_EQUAL(found.client.who.first_name, "Bea");
  CAF_CHECK_EQUAL(count("chats"), 1);
}

CAF_TEST(CHT-7: a message gets its fate and keeps its platform id when none is told) {
  auto id = make_id<chat_id>();
  auto message = this->message(id, "hi");
  message.status = message_status::queued;
  CAF_CHECK(commit(to, {add_message{message}}) == stored::yes);
  set_message_fate sent{project, id, message.id, message_status::sent, "900", "", ""};
  CAF_CHECK(commit(to, {sent}) == stored::yes);
  set_message_fate failed{project, id, message.id, message_status::failed, "", "blocked", "403"};
  CAF_CHECK(commit(to, {failed}) == stored::yes);
  auto found = get_message(db, project, id, message.id).value();
  CAF_CHECK(found.status == message_status::failed);
  CAF_CHECK_EQUAL(found.external_id, "900");
  CAF_CHECK_EQUAL(found.error_code, "blocked");
  CAF_CHECK_EQUAL(found.error_text, "403");
}

CAF_TEST(CHT-9: an edit and a deletion leave a message of another chat alone) {
  auto id = make_id<chat_id>();
  auto other = make_id<chat_id>();
  auto here = message(id, "before");
  auto there = message(other, "untouched");
  there.id = here.id;
  CAF_CHECK(commit(to, {add_message{here}, add_message{there}}) == stored::yes);
  CAF_CHECK(commit(to, {edit_message{project, id, here.id, "after", moment},
                        delete_message{project, id, here.id, later}}) == stored::yes);
  auto found = get_message(db, project, id, here.id).value();
  CAF_CHECK_EQUAL(found.text, "after");
  CAF_CHECK(found.edited_at == moment && found.deleted_at == later);
  auto spared = get_message(db, project, other, there.id).value();
  CAF_CHECK_EQUAL(spared.text, "untouched");
  CAF_CHECK(!spared.edited_at && !spared.deleted_at);
}

CAF_TEST(CHT-9: of two edits in one batch the later one stays) {
  auto id = make_id<chat_id>();
  auto row = message(id, "first");
  CAF_CHECK(commit(to, {add_message{row}}) == stored::yes);
  auto outcomes = to.commit({{edit_message{project, id, row.id, "second", moment}},
                             {edit_message{project, id, row.id, "third", later}}});
  CAF_CHECK((outcomes == std::vector{stored::yes, stored::yes}));
  CAF_CHECK(get_message(db, project, id, row.id)->text == "third");
}

CAF_TEST(CHT-3: dialogs open and close) {
  auto id = make_id<chat_id>();
  auto dialog = make_id<dialog_id>();
  auto by = make_id<person_id>();
  CAF_CHECK(commit(to, {open_dialog{project, id, dialog, moment}}) == stored::yes);
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM dialogs" + mine() + " AND closed_at IS NULL"), 1);
  CAF_CHECK(commit(to, {close_dialog{project, id, dialog, moment, by}}) == stored::yes);
  CAF_CHECK_EQUAL(number("SELECT closed_by FROM dialogs" + mine()), by.value);
}

CAF_TEST(INB-5: participants come with their roles and go all at once) {
  auto id = make_id<chat_id>();
  person_id first = make_id<person_id>();
  person_id second = make_id<person_id>();
  CAF_CHECK(commit(to, {put_client{client(id, "1")}, put_chat{chat(id, chat_state::active)},
                        put_participant{project, id, {second, participant_role::added}},
                        put_participant{project, id, {first, participant_role::responsible}}}) ==
            stored::yes);
  auto found = get_chat(db, project, id).value().participants;
  CAF_REQUIRE_EQUAL(found.size(), 2u);
  CAF_CHECK(found[0].member == first && found[0].role == participant_role::responsible);
  CAF_CHECK(found[1].member == second && found[1].role == participant_role::added);
  // In one unit the new ones take the place of all that were there, whatever the order told.
  person_id third = make_id<person_id>();
  CAF_CHECK(commit(to, {put_participant{project, id, {first, participant_role::offered}},
                        put_participant{project, id, {third, participant_role::responsible}},
                        drop_participants{project, id}}) == stored::yes);
  const std::vector<participant_row> now{{third, participant_role::responsible},
                                         {first, participant_role::offered}};
  CAF_CHECK(get_chat(db, project, id).value().participants == now);
  CAF_CHECK(load_chat(db, project, id).value().participants == now);
  CAF_CHECK(commit(to, {drop_participants{project, id}}) == stored::yes);
  CAF_CHECK_EQUAL(count("participants"), 0);
}

CAF_TEST(a timer is moved by putting it again and gone when dropped) {
  auto id = make_id<chat_id>();
  timer_row timer{project, id, timer_kind::unclaimed, 1, moment};
  CAF_CHECK(commit(to, {put_client{client(id, "1")}, put_chat{chat(id)}, put_timer{timer}}) ==
            stored::yes);
  timer.generation = 2;
  timer.due_at += std::chrono::minutes{15};
  CAF_CHECK(commit(to, {put_timer{timer}}) == stored::yes);
  auto woken = load_chat(db, project, id).value();
  // Drop and put in one batch: the later unit has the last word.
  auto outcomes = to.commit({{drop_timer{project, id, timer_kind::unclaimed}}, {put_timer{timer}}});
  CAF_CHECK(std::ranges::count(outcomes, stored::yes) == 2);
  CAF_CHECK_EQUAL(count("timers"), 1);
  CAF_CHECK(commit(to, {drop_timer{project, id, timer_kind::unclaimed}}) == stored::yes);
  CAF_CHECK_EQUAL(count("timers"), 0);
}

CAF_TEST(the outbox goes from queued to sending and back with a count of attempts) {
  auto id = make_id<chat_id>();
  auto message = this->message(id, "to you");
  CAF_CHECK(commit(to, {put_client{client(id, "777")}, put_chat{chat(id)}, add_message{message},
                        put_outbox{project, channel, id, message.id}}) == stored::yes);
  auto waiting = [&] {
    return load_outbox(db, project, channel, protocols::author::person, {}, 10).at(0);
  };
  CAF_CHECK(waiting().message == message.id && waiting().chat == id && !waiting().sending);
  CAF_CHECK(waiting().client == "777");
  CAF_CHECK(waiting().text == "to you");
  CAF_CHECK(commit(to, {mark_sending{project, channel, message.id}}) == stored::yes);
  CAF_CHECK(waiting().sending && waiting().attempts == 0);
  CAF_CHECK(commit(to, {mark_queued{project, channel, message.id}}) == stored::yes);
  CAF_CHECK(!waiting().sending && waiting().attempts == 1);
  CAF_CHECK(load_outbox(db, project, channel, protocols::author::person, message.id, 10).empty());
  CAF_CHECK(commit(to, {drop_outbox{project, channel, message.id}}) == stored::yes);
  CAF_CHECK(load_outbox(db, project, channel, protocols::author::person, {}, 10).empty());
}

CAF_TEST(CHN-6: an event claimed before is a duplicate and nothing of its unit is stored) {
  auto id = make_id<chat_id>();
  auto event = claim("update 1");
  event.bytes = std::string("\0\xff{}", 4);
  event.chat = id;
  CAF_CHECK(commit(to, {event, add_message{message(id, "once")}}) == stored::yes);
  CAF_CHECK(commit(to, {event, add_message{message(id, "twice")}}) == stored::duplicate);
  CAF_CHECK_EQUAL(count("messages"), 1);
  CAF_CHECK_EQUAL(text("SELECT encode(raw, 'hex') FROM inbound" + mine()), "00ff7b7d");
  auto same_key_elsewhere = claim("update 1");
  same_key_elsewhere.channel = make_id<channel_id>();
  CAF_CHECK(commit(to, {same_key_elsewhere}) == stored::yes);
}

CAF_TEST(CHN-6: of two units with one event in a batch the first is stored) {
  auto id = make_id<chat_id>();
  CAF_CHECK(commit(to, {claim("old")}) == stored::yes);
  std::vector<unit> batch{{claim("new"), add_message{message(id, "first")}},
                          {claim("old"), add_message{message(id, "stale")}},
                          {claim("new"), add_message{message(id, "second")}},
                          {add_message{message(id, "no event")}}};
  CAF_CHECK((to.commit(batch) ==
             std::vector{stored::yes, stored::duplicate, stored::duplicate, stored::yes}));
  CAF_CHECK_EQUAL(
      number("SELECT count(*) FROM messages" + mine() + " AND text IN ('first', 'no event')"), 2);
  CAF_CHECK_EQUAL(count("messages"), 2);
}

CAF_TEST(CHN-6: a unit that loses one of its claims leaves none of the others) {
  CAF_CHECK(commit(to, {claim("a")}) == stored::yes);
  std::vector<unit> batch{{claim("b"), claim("a")}, {claim("b")}};
  CAF_CHECK((to.commit(batch) == std::vector{stored::duplicate, stored::yes}));
  CAF_CHECK_EQUAL(count("inbound"), 2);
}

CAF_TEST(CHN-6: two writers at once store every event exactly once) {
  constexpr int events = 600;
  auto chat = make_id<chat_id>();
  auto store_all = [&](unsigned seed, std::int64_t& won) {
    std::vector<int> order(events);
    for (int i = 0; i < events; ++i) order[static_cast<std::size_t>(i)] = i;
    std::shuffle(order.begin(), order.end(), std::mt19937{seed});
    writer own{database().url()};
    for (std::size_t start = 0; start < order.size(); start += 50) {
      std::vector<unit> batch;
      for (std::size_t i = start; i < start + 50; ++i)
        batch.push_back({claim("event " + std::to_string(order[i])),
                         add_message{message(chat, std::to_string(order[i]))},
                         count_chats{project, counted::fresh, {}, {}, 1}});
      for (auto outcome : own.commit(batch)) won += outcome == stored::yes ? 1 : 0;
    }
  };
  std::array<std::int64_t, 3> won{};
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < won.size(); ++i)
      threads.emplace_back([&, i] { store_all(i + 1, won[i]); });
  }
  CAF_CHECK_EQUAL(won[0] + won[1] + won[2], events);
  CAF_CHECK_EQUAL(count("inbound"), events);
  CAF_CHECK_EQUAL(number("SELECT count(DISTINCT text) FROM messages" + mine()), events);
  CAF_CHECK_EQUAL(count("messages"), events);
  CAF_CHECK_EQUAL(number("SELECT chats FROM tab_counters" + mine()), events);
}

CAF_TEST(a unit is stored whole or not at all and a poisoned one harms nobody else) {
  auto id = make_id<chat_id>();
  std::vector<unit> batch;
  for (int i = 0; i < 20; ++i) {
    auto words = i == 7 ? std::string("nul \0 byte", 10) : i == 13 ? "bad \xff utf-8" : "fine";
    batch.push_back({claim("event " + std::to_string(i)), add_message{message(id, words)},
                     count_chats{project, counted::done, {}, {}, 1}});
  }
  auto outcomes = to.commit(batch);
  for (std::size_t i = 0; i < batch.size(); ++i)
    CAF_CHECK(outcomes[i] == (i == 7 || i == 13 ? stored::refused : stored::yes));
  CAF_CHECK_EQUAL(count("inbound"), 18);
  CAF_CHECK_EQUAL(count("messages"), 18);
  CAF_CHECK_EQUAL(number("SELECT chats FROM tab_counters" + mine()), 18);
  CAF_CHECK(commit(to, {put_client{client(id, std::string("\0", 1))}}) == stored::refused);
  CAF_CHECK(commit(to, {add_message{message(id, "the writer goes on")}}) == stored::yes);
}

CAF_TEST(two clients cannot share an account of a platform) {
  CAF_CHECK(commit(to, {put_client{client(make_id<chat_id>(), "9")}}) == stored::yes);
  CAF_CHECK(commit(to, {put_client{client(make_id<chat_id>(), "9")}}) == stored::refused);
  CAF_CHECK_EQUAL(count("clients"), 1);
}

CAF_TEST(nothing to store is stored) {
  CAF_CHECK(to.commit({}).empty());
  CAF_CHECK(commit(to, {}) == stored::yes);
}

CAF_TEST(counters of tabs end up at the sum of what was counted) {
  auto member = make_id<person_id>();
  auto department = make_id<department_id>();
  for (int i = 0; i < 3; ++i)
    CAF_CHECK(commit(to, {count_chats{project, counted::fresh, {}, {}, 5},
                          count_chats{project, counted::fresh, department, {}, 7},
                          count_chats{project, counted::active, department, member, -1},
                          count_chats{project, counted::held, {}, member, 2}}) == stored::yes);
  auto counted = [&](const std::string& of) {
    return number("SELECT chats FROM tab_counters" + mine() + " AND " + of);
  };
  CAF_CHECK_EQUAL(counted("state = 0 AND member_id = 0 AND department_id = 0"), 15);
  CAF_CHECK_EQUAL(counted("state = 0 AND department_id = " + to_string(department)), 21);
  CAF_CHECK_EQUAL(counted("state = 1 AND member_id = " + to_string(member)), -3);
  CAF_CHECK_EQUAL(counted("state = 3 AND member_id = " + to_string(member)), 6);
  CAF_CHECK_EQUAL(count("tab_counters"), 4);
}

CAF_TEST_FIXTURE_SCOPE_END()
