#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE channel
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;
using storage::message_status;

namespace {

const std::string yes = R"({"ok":true,"result":true})";
const std::string too_many =
    R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 14","parameters":{"retry_after":14}})";
const std::string unauthorized = R"({"ok":false,"error_code":401,"description":"Unauthorized"})";

std::string sent_as(int id) {
  return R"({"ok":true,"result":{"message_id":)" + std::to_string(id) + "}}";
}

using stage = channel_stage;

} // namespace

CAF_TEST_FIXTURE_SCOPE(channel_tests, stage)

CAF_TEST(CHT-2: two first messages of a client 1 ms apart go to one chat) {
  open_webhook(platform::telegram);
  answer_slip<bool> slip;
  caf::anon_send(actor, client_update{text_from("42", "1", "hello"), "", slip.reply()});
  caf::anon_send(actor, client_update{text_from("42", "2", "there"), "", slip.reply()});
  time.settle();
  auto first = forwarded();
  auto second = forwarded();
  CAF_REQUIRE(first && second);
  CAF_CHECK(first->chat == second->chat);
  CAF_CHECK(first->newcomer);
}

CAF_TEST(CHT-2: a client known from before finds the old chat and is looked up once) {
  rows.clients.chats["42"] = chat_id{99};
  open_webhook(platform::telegram);
  hear(text_from("42", "1", "hello"));
  hear(text_from("42", "2", "again"));
  auto first = forwarded();
  CAF_CHECK(first && first->chat == chat_id{99} && !first->newcomer);
  CAF_CHECK_EQUAL(rows.client_questions.size(), 1u);
}

CAF_TEST(CHN-10: what we do not understand is kept with its bytes and answered) {
  open_webhook(platform::telegram);
  auto slip = hear(event_of("", "5", protocols::not_understood{"poll"}), "the bytes");
  auto units = writer.commit_all();
  auto* claim = find_change<storage::claim_event>(units);
  CAF_CHECK(claim && claim->bytes == "the bytes" && claim->key == "5");
  CAF_CHECK(slip.ok());
}

CAF_TEST(CHT-7: a message is marked sending before the platform is called) {
  open_webhook(platform::telegram);
  tell(row_of(5, 9));
  CAF_CHECK(!wire.has("sendMessage"));
  auto units = writer.commit_all();
  CAF_CHECK(units.size() == 1 && find_change<storage::mark_sending>(units[0]));
  CAF_CHECK(wire.has("sendMessage"));
  answer("sendMessage", sent_as(77));
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 77");
}

CAF_TEST(CHT-7: after Too Many Requests the same message goes again exactly when told) {
  open_webhook(platform::telegram);
  queue(5, 9);
  answer("sendMessage", too_many, 429);
  pass(13'999ms);
  CAF_CHECK(!wire.has("sendMessage"));
  pass(1ms);
  CAF_CHECK(wire.has("sendMessage"));
}

CAF_TEST(CHT-7: arming the webhook anew does not end the silence that the platform asked for) {
  open_webhook(platform::telegram);
  queue(5, 9);
  answer("sendMessage", too_many, 429);
  writer.commit_all();
  tell(rearm{row, {}});
  answer("setWebhook", yes);
  pass(13'999ms);
  CAF_CHECK(!wire.has("sendMessage"));
  pass(1ms);
  CAF_CHECK(wire.has("sendMessage"));
}

CAF_TEST(CHN-10: a revoked token stops the channel and keeps what waits until it is mended) {
  open_webhook(platform::telegram);
  queue(5, 9);
  queue(6, 9);
  answer("sendMessage", unauthorized, 401);
  writer.commit_all();
  listen();
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK(shown->state == storage::channel_state::broken);
  CAF_CHECK_EQUAL(shown->problem, "token_revoked");
  time.advance(10min);
  CAF_CHECK(!wire.has("sendMessage"));
  answer_slip<storage::channel_row> slip;
  tell(rearm{*shown, slip.reply()});
  answer("setWebhook", yes);
  CAF_CHECK(slip.ok() && slip.value().state == storage::channel_state::connected);
  writer.commit_all();
  pass(2min);
  answer("sendMessage", sent_as(1));
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 1");
}

CAF_TEST(CHN-10: arming while the webhook is being set sets one webhook and answers everybody) {
  open(platform::telegram);
  answer_slip<storage::channel_row> first;
  answer_slip<storage::channel_row> second;
  tell(rearm{row, first.reply()});
  row.token = "700100200:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
  tell(rearm{row, second.reply()});
  CAF_CHECK_EQUAL(wire.count("setWebhook"), 1u);
  CAF_CHECK(first.answered());
  answer("setWebhook", yes);
  CAF_CHECK(wire.request("setWebhook").url.find("BBBB") != std::string::npos);
  CAF_CHECK(!second.answered());
  answer("setWebhook", yes);
  CAF_CHECK(second.ok() && second.value().state == storage::channel_state::connected);
  CAF_CHECK(!wire.has("setWebhook"));
}

CAF_TEST(CHT-7: what was with the platform when the server died is uncertain and the rest goes out) {
  rows.outbox = {row_of(1, 9, "a"), row_of(2, 9, "b")};
  rows.outbox.front().sending = true;
  open(platform::telegram);
  CAF_CHECK_EQUAL(fate_in_words(), "1 uncertain no_answer");
  answer("setWebhook", yes);
  writer.commit_all();
  CAF_REQUIRE(wire.has("sendMessage"));
  CAF_CHECK_EQUAL(wire.calls.size(), 1u);
  answer("sendMessage", sent_as(2));
  CAF_CHECK_EQUAL(fate_in_words(), "2 sent 2");
}

CAF_TEST(CHT-9: a change and a removal that a crash interrupted go again) {
  auto edit = row_of(1, 9, "better");
  edit.act = storage::outbox_act::edit;
  edit.external_id = "77";
  edit.sending = true;
  auto gone = row_of(2, 10);
  gone.act = storage::outbox_act::remove;
  gone.external_id = "78";
  gone.sending = true;
  rows.outbox = {edit, gone};
  open_webhook(platform::telegram);
  CAF_CHECK(body_of("editMessageText").find("better") != std::string::npos);
  CAF_CHECK(body_of("deleteMessage").find("78") != std::string::npos);
  answer("editMessageText", yes);
  auto told_of = fate();
  CAF_CHECK(told_of && told_of->act == storage::outbox_act::edit);
  CAF_CHECK(told_of && told_of->status == message_status::sent);
}

CAF_TEST(CHT-9: a message changed twice in a second and then taken back loses nothing) {
  open_webhook(platform::telegram);
  auto change = row_of(5, 9, "second");
  change.act = storage::outbox_act::edit;
  change.external_id = "77";
  queue(change);
  change.text = "third";
  queue(change);
  change.act = storage::outbox_act::remove;
  queue(change);
  CAF_CHECK_EQUAL(wire.calls.size(), 1u);
  answer("editMessageText", yes);
  auto first = fate();
  CAF_CHECK(first && first->changed_again);
  pass(1s);
  answer("deleteMessage", yes);
  auto last = fate();
  CAF_CHECK(last && !last->changed_again && last->act == storage::outbox_act::remove);
  CAF_CHECK(!wire.has("editMessageText"));
}

CAF_TEST(CHT-7: an outbox larger than the window goes out whole and in order) {
  constexpr int most = outbox_window * 2 + 10;
  for (int i = 1; i <= most; ++i) rows.outbox.push_back(row_of(i, i % 400, "x"));
  open_webhook(platform::telegram);
  std::map<std::int64_t, std::int64_t> last;
  int sent = 0;
  bool ordered = true;
  for (int step = 0; step < 20'000 && sent < most; ++step) {
    writer.commit_all();
    while (wire.answer("sendMessage", 200, sent_as(step + 1))) time.settle();
    while (auto told_of = fate()) {
      ordered = ordered && told_of->message.value > last[told_of->message.value % 400];
      last[told_of->message.value % 400] = told_of->message.value;
      ++sent;
    }
    time.advance(50ms);
  }
  CAF_CHECK(ordered);
  CAF_CHECK_EQUAL(sent, most);
}

CAF_TEST(CHT-7: an answer of a person goes before what broadcasts have queued) {
  for (int i = 1; i <= 60; ++i) {
    rows.outbox.push_back(row_of(i, i, "news"));
    rows.outbox.back().by = protocols::author::broadcast;
  }
  open_webhook(platform::telegram);
  CAF_CHECK_EQUAL(wire.count("sendMessage"), 25u);
  queue(row_of(500, 500, "good day"));
  pass(40ms);
  CAF_REQUIRE_EQUAL(wire.count("sendMessage"), 26u);
  CAF_CHECK(wire.calls.back().request.body.find("good day") != std::string::npos);
}

CAF_TEST(OPS-1: an outbox that could not be read is read when the database is back) {
  rows.outbox = {row_of(1, 9)};
  rows.away = true;
  open_webhook(platform::telegram);
  CAF_CHECK(!wire.has("sendMessage"));
  rows.away = false;
  pass(1s);
  CAF_CHECK(wire.has("sendMessage"));
}

CAF_TEST(CHN-13: polling confirms a batch only when all of it is stored) {
  row.mode = storage::channel_mode::polling;
  open(platform::telegram);
  answer("deleteWebhook", yes);
  const std::string batch =
      R"({"ok":true,"result":[{"update_id":5,"message":{"message_id":1,"from":{"id":42,"is_bot":false,"first_name":"I"},"chat":{"id":42,"type":"private"},"date":1700000000,"text":"a"}}]})";
  answer("getUpdates", batch);
  auto update = [this] { return std::get<client_update>(forwarded().value().what); };
  CAF_CHECK(!wire.has("getUpdates"));
  update().answer(fail(errc::unavailable));
  time.settle();
  CAF_CHECK(!wire.has("getUpdates"));
  time.advance(1s);
  answer("deleteWebhook", yes);
  CAF_CHECK(body_of("getUpdates").find("\"offset\":6") == std::string::npos);
  answer("getUpdates", batch);
  update().answer(true);
  time.settle();
  CAF_CHECK(body_of("getUpdates").find("\"offset\":6") != std::string::npos);
}

CAF_TEST_FIXTURE_SCOPE_END()
