#include "actors/channel.hpp"
#include "tests/unit/actors/stage.hpp"

#define CAF_SUITE channel
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using storage::message_status;
using storage::stored;

namespace {

const std::string yes = R"({"ok":true,"result":true})";
const std::string too_many =
    R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 14","parameters":{"retry_after":14}})";
const std::string unauthorized = R"({"ok":false,"error_code":401,"description":"Unauthorized"})";

std::string sent_as(int id) {
  return R"({"ok":true,"result":{"message_id":)" + std::to_string(id) + "}}";
}

struct stage {
  channel_actor open(storage::channel_mode mode) {
    row.project = project_id{7};
    row.id = channel_id{8};
    row.mode = mode;
    row.token = "700100200:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    row.secret = "s";
    row.hook_key = "hook";
    channel_services services{
        &rows,          &clock, &numbers,
        &platform,      {},     caf::actor_cast<project_actor>(project.handle),
        writer.handle()};
    services.options.telegram_api_url = "http://platform";
    services.options.public_url = "https://shop.example";
    actor = time.spawn(channel, std::move(services), row);
    return actor;
  }
  void answer(std::string_view method, int status, const std::string& body) {
    CAF_CHECK(platform.answer(method, status, body));
    time.settle();
  }
  template <class Message>
  void tell(Message what) {
    caf::anon_send(actor, std::move(what));
    time.settle();
  }
  void open_webhook() {
    open(storage::channel_mode::webhook);
    answer("setWebhook", 200, yes);
    writer.commit_all();
    project.clear();
  }
  void queue(std::int64_t message, std::int64_t chat) {
    tell(storage::outbox_row{message_id{message}, chat_id{chat}, "42", "hi"});
    writer.commit_all();
  }
  /// What the channel sent on to a chat; news of its health are passed over.
  std::optional<to_chat> forwarded() {
    while (project.size() > 0) {
      if (auto news = project.next<to_chat>()) return std::get<0>(*news);
      if (!project.next<channel_health>()) break;
    }
    return std::nullopt;
  }
  std::optional<domain::message_fate> fate() {
    auto news = forwarded();
    return news ? std::optional{std::get<domain::message_fate>(news->what)} : std::nullopt;
  }

  virtual_time time;
  canned_store rows;
  set_clock clock;
  counts numbers;
  wire platform;
  probe project{time};
  ledger writer{time};
  storage::channel_row row;
  channel_actor actor;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(channel_tests, stage)

CAF_TEST(CHT-2: two first messages of a client 1 ms apart go to one chat) {
  open_webhook();
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
  rows.clients["42"] = chat_id{99};
  open_webhook();
  tell(client_update{text_from("42", "1", "hello"), "", {}});
  tell(client_update{text_from("42", "2", "again"), "", {}});
  auto first = forwarded();
  CAF_CHECK(first && first->chat == chat_id{99} && !first->newcomer);
  CAF_CHECK_EQUAL(rows.client_questions.size(), 1u);
}

CAF_TEST(CHN-10: what we do not understand is kept with its bytes and answered) {
  open_webhook();
  answer_slip<bool> slip;
  protocols::client_event event;
  event.key = "5";
  event.kind = "poll";
  event.what = protocols::not_understood{"poll"};
  tell(client_update{event, "the bytes", slip.reply()});
  auto units = writer.commit_all();
  const storage::claim_event* claim = nullptr;
  for (auto& unit : units)
    if (auto* found = find_change<storage::claim_event>(unit)) claim = found;
  CAF_CHECK(claim && claim->bytes == "the bytes" && claim->key == "5");
  CAF_CHECK(slip.ok());
}

CAF_TEST(CHT-7: a message is marked sending before the platform is called) {
  open_webhook();
  tell(storage::outbox_row{message_id{5}, chat_id{9}, "42", "hi"});
  CAF_CHECK(!platform.has("sendMessage"));
  auto units = writer.commit_all();
  CAF_CHECK(units.size() == 1 && find_change<storage::mark_sending>(units[0]));
  CAF_CHECK(platform.has("sendMessage"));
  answer("sendMessage", 200, sent_as(77));
  auto told = fate();
  CAF_CHECK(told && told->status == message_status::sent && told->external_id == "77");
}

CAF_TEST(CHT-7: after Too Many Requests the same message goes again exactly when told) {
  open_webhook();
  queue(5, 9);
  answer("sendMessage", 429, too_many);
  writer.commit_all();
  time.advance(13'999ms);
  writer.commit_all();
  CAF_CHECK(!platform.has("sendMessage"));
  time.advance(1ms);
  writer.commit_all();
  CAF_CHECK(platform.has("sendMessage"));
}

CAF_TEST(CHN-10: a revoked token stops the channel and keeps what waits until it is mended) {
  open_webhook();
  queue(5, 9);
  queue(6, 9);
  answer("sendMessage", 401, unauthorized);
  writer.commit_all();
  std::optional<storage::channel_row> shown;
  while (auto news = project.next<channel_health>()) shown = std::get<0>(*news).row;
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK(shown->state == storage::channel_state::broken);
  CAF_CHECK_EQUAL(shown->problem, "token_revoked");
  time.advance(10min);
  CAF_CHECK(!platform.has("sendMessage"));
  answer_slip<storage::channel_row> slip;
  tell(rearm{*shown, slip.reply()});
  answer("setWebhook", 200, yes);
  CAF_CHECK(slip.ok() && slip.value().state == storage::channel_state::connected);
  writer.commit_all();
  time.advance(2min);
  writer.commit_all();
  answer("sendMessage", 200, sent_as(1));
  auto told = fate();
  CAF_CHECK(told && told->message == message_id{5});
}

CAF_TEST(CHT-7: what was with the platform when the server died is uncertain and the rest goes out) {
  rows.outbox = {{message_id{1}, chat_id{9}, "42", "a", true, 0},
                 {message_id{2}, chat_id{9}, "42", "b", false, 0}};
  open(storage::channel_mode::webhook);
  auto told = fate();
  CAF_CHECK(told && told->message == message_id{1} && told->status == message_status::uncertain);
  answer("setWebhook", 200, yes);
  writer.commit_all();
  CAF_REQUIRE(platform.has("sendMessage"));
  CAF_CHECK_EQUAL(platform.calls.size(), 1u);
  answer("sendMessage", 200, sent_as(2));
  told = fate();
  CAF_CHECK(told && told->message == message_id{2} && told->status == message_status::sent);
}

CAF_TEST(CHT-7: an outbox larger than the window goes out whole and in order) {
  constexpr int most = outbox_window * 2 + 10;
  for (int i = 1; i <= most; ++i)
    rows.outbox.push_back({message_id{i}, chat_id{i % 400}, "42", "x", false, 0});
  open_webhook();
  std::map<std::int64_t, std::int64_t> last;
  int sent = 0;
  bool ordered = true;
  for (int step = 0; step < 20'000 && sent < most; ++step) {
    writer.commit_all();
    while (platform.answer("sendMessage", 200, sent_as(step + 1))) time.settle();
    while (auto told = fate()) {
      ordered = ordered && told->message.value > last[told->message.value % 400];
      last[told->message.value % 400] = told->message.value;
      ++sent;
    }
    time.advance(50ms);
  }
  CAF_CHECK(ordered);
  CAF_CHECK_EQUAL(sent, most);
}

CAF_TEST(CHN-13: polling confirms a batch only when all of it is stored) {
  open(storage::channel_mode::polling);
  answer("deleteWebhook", 200, yes);
  const std::string batch =
      R"({"ok":true,"result":[{"update_id":5,"message":{"message_id":1,"from":{"id":42,"is_bot":false,"first_name":"I"},"chat":{"id":42,"type":"private"},"date":1700000000,"text":"a"}}]})";
  answer("getUpdates", 200, batch);
  auto update = [this] { return std::get<client_update>(forwarded().value().what); };
  CAF_CHECK(!platform.has("getUpdates"));
  update().answer(fail(errc::unavailable));
  time.settle();
  CAF_CHECK(!platform.has("getUpdates"));
  time.advance(1s);
  answer("deleteWebhook", 200, yes);
  CAF_REQUIRE(platform.has("getUpdates"));
  CAF_CHECK(platform.calls.back().request.body.find("\"offset\":6") == std::string::npos);
  answer("getUpdates", 200, batch);
  update().answer(true);
  time.settle();
  CAF_REQUIRE(platform.has("getUpdates"));
  CAF_CHECK(platform.calls.back().request.body.find("\"offset\":6") != std::string::npos);
}

CAF_TEST(CHN-10: a webhook that another service took over is shown) {
  open_webhook();
  time.advance(61s);
  answer("getWebhookInfo", 200,
         R"({"ok":true,"result":{"url":"https://other.example/hook","pending_update_count":0}})");
  writer.commit_all();
  auto news = project.next<channel_health>();
  CAF_CHECK(news && std::get<0>(*news).row.problem == "webhook_lost");
}

CAF_TEST_FIXTURE_SCOPE_END()
