#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE channel_people
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;

namespace {

using stage = channel_stage;

} // namespace

CAF_TEST_FIXTURE_SCOPE(channel_people_tests, stage)

CAF_TEST(TOOL-7: what the link of a stranger carried is stored with its event and no chat is made) {
  open_webhook(platform::viber);
  auto slip = hear(event_of("42", "a1", protocols::arrived{"spring"}));
  CAF_CHECK(!slip.answered());
  auto request = writer.next_with<storage::put_arrival>();
  CAF_REQUIRE(request.has_value());
  auto* arrival = find_change<storage::put_arrival>(request->changes);
  CAF_CHECK(arrival->client == "42" && arrival->payload == "spring");
  auto* claim = find_change<storage::claim_event>(request->changes);
  CAF_CHECK(claim && claim->key == "a1");
  writer.answer(*request, storage::stored::yes);
  CAF_CHECK(slip.ok() && slip.value());
  CAF_CHECK(!forwarded());
}

CAF_TEST(TOOL-7: the arrival of a stranger that was stored before is answered and one that could not be is not) {
  open_webhook(platform::viber);
  auto again = hear(event_of("42", "a1", protocols::arrived{"spring"}));
  auto request = writer.next_with<storage::put_arrival>();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, storage::stored::duplicate);
  CAF_CHECK(again.ok() && !again.value());
  auto lost = hear(event_of("42", "a2", protocols::arrived{"summer"}));
  request = writer.next_with<storage::put_arrival>();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, storage::stored::unavailable);
  CAF_CHECK(lost.why() == errc::unavailable);
}

CAF_TEST(TOOL-7: the first message gets what the link carried) {
  rows.clients.arrivals["42"] = "spring";
  open_webhook(platform::viber);
  hear(text_from("42", "1", "hello"));
  hear(text_from("42", "2", "there"));
  auto first = forwarded();
  CAF_REQUIRE(first && first->newcomer);
  CAF_CHECK_EQUAL(std::get<client_update>(first->what).event.start_payload, "spring");
  auto second = forwarded();
  CAF_REQUIRE(second.has_value());
  CAF_CHECK_EQUAL(std::get<client_update>(second->what).event.start_payload, "");
}

CAF_TEST(TOOL-7: a payload of the message itself is newer than what came before) {
  rows.clients.arrivals["42"] = "spring";
  open_webhook(platform::telegram);
  auto event = text_from("42", "1", "/start");
  event.start_payload = "autumn";
  hear(std::move(event));
  auto first = forwarded();
  CAF_REQUIRE(first.has_value());
  CAF_CHECK_EQUAL(std::get<client_update>(first->what).event.start_payload, "autumn");
}

CAF_TEST(SUB-3: a stranger who subscribes or deletes is kept and makes no chat) {
  open_webhook(platform::viber);
  auto slip = hear(event_of("42", "s1", protocols::subscription_changed{true}));
  auto units = writer.commit_all();
  CAF_CHECK(find_change<storage::claim_event>(units) != nullptr);
  CAF_CHECK(slip.ok() && !forwarded());
}

CAF_TEST(CHT-2: an event of a stranger before the first message does not take the chat from it) {
  open_webhook(platform::viber);
  rows.away = true;
  auto lost = hear(text_from("42", "1", "hello"));
  CAF_CHECK(lost.why() == errc::unavailable);
  rows.away = false;
  hear(event_of("42", "s1", protocols::subscription_changed{true}));
  hear(text_from("42", "2", "hello again"));
  auto first = forwarded();
  CAF_CHECK(first && first->newcomer);
}

CAF_TEST(CHT-7: that a client types is told at once and never stored) {
  rows.clients.chats["42"] = chat_id{99};
  open_webhook(platform::vk);
  hear(text_from("42", "1", "hello"));
  writer.commit_all();
  forwarded();
  auto slip = hear(event_of("42", "t1", protocols::typing{}));
  CAF_CHECK(slip.ok());
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
  listen();
  CAF_REQUIRE_EQUAL(typed.size(), 1u);
  CAF_CHECK(typed.front() == chat_id{99});
  CAF_CHECK(!forwarded());
}

CAF_TEST(CHT-7: that a stranger types is not even looked up) {
  open_webhook(platform::vk);
  auto slip = hear(event_of("42", "t1", protocols::typing{}));
  CAF_CHECK(slip.ok());
  listen();
  CAF_CHECK(typed.empty());
  CAF_CHECK(rows.client_questions.empty());
}

CAF_TEST(CHT-7: a press that the platform wants acknowledged is acknowledged before anything is stored) {
  open_webhook(platform::telegram);
  auto event = text_from("42", "1", "Prices");
  event.acknowledge = "press-1";
  hear(std::move(event));
  CAF_CHECK(body_of("answerCallbackQuery").find("press-1") != std::string::npos);
}

CAF_TEST(CHT-7: typing and reading are shown at the platform while the channel is connected) {
  open_webhook(platform::vk);
  tell(courtesy{row.id, courtesy::kind::typing, chat_id{99}, "42", ""});
  tell(courtesy{row.id, courtesy::kind::read, chat_id{99}, "42", "10"});
  CAF_CHECK(body_of("messages.setActivity").find("peer_id=42") != std::string::npos);
  CAF_CHECK(wire.has("messages.markAsRead"));
  wire.calls.clear();
  row.state = storage::channel_state::disconnected;
  tell(rearm{row, {}});
  tell(courtesy{row.id, courtesy::kind::typing, chat_id{99}, "42", ""});
  CAF_CHECK(!wire.has("messages.setActivity"));
}

CAF_TEST(CRD-1: people who come together are asked about in one question and the rest after a pause) {
  open_webhook(platform::vk);
  for (int client = 1; client <= 500; ++client)
    tell(courtesy{row.id, courtesy::kind::profile, chat_id{client}, std::to_string(client), ""});
  CAF_CHECK_EQUAL(wire.count("users.get"), 1u);
  CAF_CHECK(body_of("users.get").find("user_ids=1&") != std::string::npos);
  answer("users.get", R"({"response":[{"id":1,"first_name":"Ira","last_name":"K"}]})");
  auto news = forwarded();
  CAF_CHECK(news && news->chat == chat_id{1});
  CAF_CHECK(!wire.has("users.get"));
  pass(100ms);
  CAF_REQUIRE_EQUAL(wire.count("users.get"), 1u);
  answer("users.get", R"({"response":[{"id":2,"first_name":"Oleg","last_name":"P"},)"
                      R"({"id":3,"first_name":"Anna","last_name":"S","deactivated":"deleted"}]})");
  auto second = forwarded();
  CAF_REQUIRE(second.has_value());
  CAF_CHECK_EQUAL(std::get<profile_told>(second->what).profile.who.first_name, "Oleg");
  auto third = forwarded();
  CAF_CHECK(third && std::get<profile_told>(third->what).profile.gone);
  pass(10s);
  CAF_CHECK(!wire.has("users.get"));
}

CAF_TEST(CRD-1: what could not be asked is asked about at the next message of the client and not for ever) {
  open_webhook(platform::vk);
  tell(courtesy{row.id, courtesy::kind::profile, chat_id{1}, "1", ""});
  lose("users.get");
  pass(1min);
  CAF_CHECK(!wire.has("users.get"));
  tell(courtesy{row.id, courtesy::kind::profile, chat_id{1}, "1", ""});
  CAF_CHECK(wire.has("users.get"));
}

CAF_TEST_FIXTURE_SCOPE_END()
