#include "tests/unit/actors/chat_stage.hpp"

#define CAF_SUITE chat
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using storage::stored;

namespace {

using stage = chat_stage;

} // namespace

CAF_TEST_FIXTURE_SCOPE(chat_tests, stage)

CAF_TEST(CHT-2: a client is answered and the panel told only after the commit) {
  auto slip = hear("1", "hello");
  CAF_CHECK(!slip.answered());
  CAF_CHECK_EQUAL(hub.size(), 0u);
  auto units = writer.commit_all();
  CAF_CHECK_EQUAL(units.size(), 1u);
  CAF_CHECK(slip.ok() && slip.value());
  auto told = hub.next<publish>();
  CAF_CHECK(told && std::get<0>(*told).events.size() == 2);
}

CAF_TEST(CHT-2: an update that was stored before is answered and changes nothing) {
  take_it();
  auto slip = hear("1", "hello");
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, stored::duplicate);
  CAF_CHECK(slip.ok() && !slip.value());
  CAF_CHECK_EQUAL(hub.size(), 0u);
  CAF_CHECK_EQUAL(numbers.duplicates.load(), 1u);
  auto after = send("still here");
  writer.commit_all();
  CAF_CHECK(after.ok());
}

CAF_TEST(INB-1: while nobody looks no events are made and who comes meanwhile is told to fetch anew) {
  *watched = false;
  hear("1", "hello");
  writer.commit_all();
  auto counted = hub.next<publish>();
  CAF_CHECK(counted && std::get<0>(*counted).events.empty());
  hear("2", "anybody there");
  *watched = true;
  writer.commit_all();
  CAF_CHECK(hub.next<gap>().has_value());
  CAF_CHECK_EQUAL(hub.size(), 0u);
}

CAF_TEST(INB-5: of two hundred who press Take one wins and the others are told who) {
  hear("1", "hello");
  writer.commit_all();
  auto crowd = std::make_shared<project_view>(*shown->get());
  for (int member = 1; member <= 200; ++member)
    crowd->members[person_id{member}].id = person_id{member};
  shown->show(crowd);
  std::vector<answer_slip<chat_view>> slips;
  for (int member = 1; member <= 200; ++member) slips.push_back(act(person_id{member}, take{}));
  writer.commit_all();
  int won = 0;
  int told = 0;
  for (auto& slip : slips) {
    won += slip.ok();
    told += slip.why() == errc::already_taken && slip.refusal().person == 1;
  }
  CAF_CHECK_EQUAL(won, 1);
  CAF_CHECK_EQUAL(told, 199);
  CAF_CHECK(slips.front().ok());
}

CAF_TEST(OPS-1: while the database is away a chat answers so and afterwards trusts only its rows) {
  take_it();
  auto loads = rows.chat_loads;
  auto lost = send("hello");
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  rows.away = true;
  writer.answer(*request, stored::unavailable);
  CAF_CHECK(lost.why() == errc::unavailable);
  CAF_CHECK(hub.next<gap>().has_value());
  auto meanwhile = hear("2", "are you there");
  CAF_CHECK(meanwhile.why() == errc::unavailable);
  rows.away = false;
  auto after = hear("3", "hello again");
  writer.commit_all();
  CAF_CHECK(after.ok());
  CAF_CHECK(rows.chat_loads > loads + 1);
}

CAF_TEST(CHT-7: the same key sent twice is one message) {
  take_it();
  auto first = send("good day", "key-1");
  writer.commit_all();
  CAF_REQUIRE(first.ok());
  rows.messages[first.value().id] = first.value();
  auto second = send("good day", "key-1");
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
  CAF_CHECK(second.ok() && second.value().id == first.value().id);
}

CAF_TEST(CHT-7: a queued answer goes to the channel after its commit and its fate is stored) {
  take_it();
  auto slip = send("good day");
  CAF_CHECK_EQUAL(project.size(), 0u);
  writer.commit_all();
  auto out = told<outbound>();
  CAF_REQUIRE(out && out->rows.size() == 1);
  auto& row = out->rows.front();
  CAF_CHECK(row.client == "42" && row.text == "good day" && row.last_action_at == clock.time);
  tell(domain::message_fate{row.message, storage::message_status::sent, "555", "", ""});
  auto units = writer.commit_all();
  CAF_REQUIRE_EQUAL(units.size(), 1u);
  auto* fate = find_change<storage::set_message_fate>(units[0]);
  CAF_CHECK(fate && fate->status == storage::message_status::sent && fate->external_id == "555");
  CAF_CHECK(find_change<storage::drop_outbox>(units[0]) != nullptr);
}

CAF_TEST(CHT-7: a fate that the database could not take is stored when it is back) {
  take_it();
  auto slip = send("good day");
  writer.commit_all();
  CAF_REQUIRE(slip.ok());
  auto id = slip.value().id;
  rows.messages[id] = slip.value();
  rows.chat.emplace();
  rows.chat->client.id = chat_id{9};
  rows.chat->chat.id = chat_id{9};
  rows.chat->chat.channel = channel_id{8};
  tell(domain::message_fate{id, storage::message_status::sent, "555", "", ""});
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, stored::unavailable);
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
  time.advance(600ms);
  auto units = writer.commit_all();
  CAF_REQUIRE_EQUAL(units.size(), 1u);
  CAF_CHECK(find_change<storage::set_message_fate>(units[0]) != nullptr);
}

CAF_TEST(CHT-2: an update that the database refuses is set aside with its bytes and the chat goes on) {
  take_it();
  auto slip = hear("2", "poison");
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, stored::refused);
  auto kept = writer.next();
  CAF_REQUIRE(kept.has_value());
  CAF_CHECK_EQUAL(kept->changes.size(), 1u);
  auto* claim = find_change<storage::claim_event>(kept->changes);
  CAF_CHECK(claim && claim->bytes == "bytes" && claim->key == "2");
  writer.answer(*kept, stored::yes);
  CAF_CHECK(slip.ok());
  auto after = hear("3", "fine");
  writer.commit_all();
  CAF_CHECK(after.ok());
}

CAF_TEST(OPS-1: a chat asks to sleep after a minute without work and wakes when refused) {
  take_it();
  time.advance(59s);
  CAF_CHECK_EQUAL(project.size(), 0u);
  time.advance(2s);
  auto asked = project.next<ask_to_sleep>();
  CAF_REQUIRE(asked.has_value());
  CAF_CHECK_EQUAL(std::get<0>(*asked).seen, 2u);
  caf::anon_send(actor, sleep_answer{false});
  auto slip = hear("2", "not yet");
  writer.commit_all();
  CAF_CHECK(slip.ok());
  time.advance(61s);
  asked = project.next<ask_to_sleep>();
  CAF_REQUIRE(asked.has_value());
  CAF_CHECK_EQUAL(numbers.live_chats.load(), 1u);
  caf::anon_send(actor, sleep_answer{true});
  time.settle();
  CAF_CHECK_EQUAL(numbers.live_chats.load(), 0u);
}

CAF_TEST(OPS-1: a chat woken only to hear what became of a message asks to sleep after three seconds) {
  rows.chat.emplace();
  rows.chat->chat.id = chat_id{9};
  rows.chat->chat.channel = channel_id{8};
  const domain::message_fate fate{message_id{5}, storage::message_status::sent, "101", "", ""};
  tell(fate);
  writer.commit_all();
  time.advance(2s);
  CAF_CHECK_EQUAL(project.size(), 0u);
  time.advance(2s);
  auto asked = project.next<ask_to_sleep>();
  CAF_REQUIRE(asked.has_value());
  CAF_CHECK_EQUAL(std::get<0>(*asked).seen, 1u);
  caf::anon_send(actor, sleep_answer{false});
  // Once somebody has come, it stays as long as any chat.
  act(anna, mark_read{message_id{5}});
  writer.commit_all();
  project.clear();
  time.advance(50s);
  CAF_CHECK_EQUAL(project.size(), 0u);
  time.advance(20s);
  CAF_CHECK(project.next<ask_to_sleep>().has_value());
}

CAF_TEST(NTF-3: the timer of an untaken appeal marks the chat and deletes its row in one unit) {
  hear("1", "hello");
  auto units = writer.commit_all();
  CAF_REQUIRE_EQUAL(units.size(), 1u);
  auto* timer = find_change<storage::put_timer>(units[0]);
  CAF_REQUIRE(timer != nullptr);
  hub.clear();
  tell(timer_due{timer->row});
  tell(timer_due{timer->row});
  auto fired = writer.commit_all();
  CAF_REQUIRE(!fired.empty());
  CAF_CHECK(find_change<storage::drop_timer>(fired[0]) != nullptr);
  CAF_CHECK(find_change<storage::put_chat>(fired[0])->row.unclaimed);
  int told = 0;
  while (auto news = hub.next<publish>())
    for (auto& what : std::get<0>(*news).events)
      told += std::holds_alternative<chat_unclaimed>(what);
  CAF_CHECK_EQUAL(told, 1);
}

CAF_TEST(INB-5: a command for a chat that does not exist is not found) {
  auto slip = act(anna, take{});
  CAF_CHECK(slip.why() == errc::not_found);
}

CAF_TEST_FIXTURE_SCOPE_END()
