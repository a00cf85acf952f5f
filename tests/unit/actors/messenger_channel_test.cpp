#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE messenger_channel
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;

namespace {

std::string sent_as(const std::string& id) {
  return R"({"recipient_id":"9","message_id":")" + id + R"("})";
}

std::string failed_with(int code, int subcode) {
  return R"({"error":{"message":"no","code":)" + std::to_string(code) + R"(,"error_subcode":)" +
         std::to_string(subcode) + "}}";
}

constexpr std::string_view messages = "/messages?";

struct stage : channel_stage {
  stage() { rows.clients.chats["9"] = chat_id{9}; }

  answer_slip<bool> echo(const std::string& key, const std::string& external_id) {
    protocols::answered said;
    said.external_id = external_id;
    said.text = "hi";
    said.key = key;
    return hear(event_of("9", "echo " + external_id, std::move(said)));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(messenger_channel_tests, stage)

CAF_TEST(CHT-7: an echo tells that a message without an answer went out) {
  open_webhook(platform::messenger);
  queue(5, 9);
  queue(6, 9);
  lose(messages);
  writer.commit_all();
  CAF_CHECK_EQUAL(fate_in_words(), "");
  pass(19s);
  CAF_CHECK(!wire.has(messages));
  auto slip = echo("5", "m_1");
  CAF_CHECK(slip.ok());
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent m_1");
  writer.commit_all();
  CAF_CHECK(wire.has(messages));
  pass(1min);
  CAF_CHECK_EQUAL(fate_in_words(), "");
}

CAF_TEST(CHT-7: without an echo in twenty seconds nobody knows and the chat goes on) {
  open_webhook(platform::messenger);
  queue(5, 9);
  queue(6, 9);
  lose(messages);
  pass(19'999ms);
  CAF_CHECK_EQUAL(fate_in_words(), "");
  pass(1ms);
  CAF_CHECK_EQUAL(fate_in_words(), "5 uncertain no_answer");
  CAF_CHECK(wire.has(messages));
}

CAF_TEST(CHT-7: an echo that came before the answer was lost counts) {
  open_webhook(platform::messenger);
  queue(5, 9);
  echo("5", "m_1");
  CAF_CHECK_EQUAL(fate_in_words(), "");
  lose(messages);
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent m_1");
}

CAF_TEST(CHT-7: the echo of a message whose answer came changes nothing) {
  open_webhook(platform::messenger);
  queue(5, 9);
  answer(messages, sent_as("m_1"));
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent m_1");
  auto slip = echo("5", "m_1");
  CAF_CHECK(slip.ok() && slip.value());
  CAF_CHECK(!forwarded());
}

CAF_TEST(CHT-7: an echo that comes too late is for the chat to settle the uncertain message) {
  open_webhook(platform::messenger);
  queue(5, 9);
  lose(messages);
  pass(20s);
  CAF_CHECK_EQUAL(fate_in_words(), "5 uncertain no_answer");
  echo("5", "m_1");
  auto news = forwarded();
  CAF_REQUIRE(news.has_value());
  auto& update = std::get<client_update>(news->what);
  auto* said = std::get_if<protocols::answered>(&update.event.what);
  CAF_CHECK(said && said->key == "5" && said->external_id == "m_1");
}

CAF_TEST(CHT-7: what was with Messenger when the server died is settled by its echo or after twenty seconds) {
  rows.outbox = {row_of(1, 9), row_of(2, 10)};
  for (auto& waiting : rows.outbox) waiting.sending = true;
  open_webhook(platform::messenger);
  CAF_CHECK(!wire.has(messages));
  CAF_CHECK_EQUAL(fate_in_words(), "");
  echo("1", "m_1");
  CAF_CHECK_EQUAL(fate_in_words(), "1 sent m_1");
  pass(20s);
  CAF_CHECK_EQUAL(fate_in_words(), "2 uncertain no_answer");
  CAF_CHECK(!wire.has(messages));
}

CAF_TEST(CHT-9: what somebody answers in the inbox of the platform goes to the chat) {
  open_webhook(platform::messenger);
  echo("", "m_5");
  auto news = forwarded();
  CAF_CHECK(news && news->chat == chat_id{9} && !news->newcomer);
}

CAF_TEST(CHN-5: a message whose window closed before it could leave fails with the rule and the next follows) {
  open_webhook(platform::messenger);
  auto late = row_of(5, 9);
  late.last_action_at = clock.time - 8 * 24h;
  queue(late);
  auto later = row_of(6, 9);
  later.last_action_at = late.last_action_at;
  queue(later);
  queue(row_of(7, 9));
  CAF_CHECK_EQUAL(fate_in_words(), "5 failed window_closed");
  CAF_CHECK_EQUAL(fate_in_words(), "6 failed window_closed");
  CAF_REQUIRE_EQUAL(wire.count(messages), 1u);
  answer(messages, sent_as("m_7"));
  CAF_CHECK_EQUAL(fate_in_words(), "7 sent m_7");
}

CAF_TEST(CHN-5: what people write within seven days bears the tag of a person and the rest does not) {
  open_webhook(platform::messenger);
  auto answer_of_a_person = row_of(5, 9);
  answer_of_a_person.last_action_at = clock.time - 2 * 24h;
  queue(answer_of_a_person);
  CAF_CHECK(body_of(messages).find("HUMAN_AGENT") != std::string::npos);
  auto automatic = row_of(6, 10);
  automatic.by = protocols::author::automation;
  automatic.last_action_at = answer_of_a_person.last_action_at;
  queue(automatic);
  CAF_CHECK_EQUAL(fate_in_words(), "6 failed window_closed");
}

CAF_TEST(CHT-6: an uploaded file is kept for as long as the platform keeps it) {
  open_webhook(platform::messenger);
  auto photo = with_file(row_of(5, 9, ""), protocols::content::photo, "a.jpg");
  queue(photo);
  CAF_CHECK(wire.request("message_attachments").form.back().file ==
            files.blobs.path_of(std::string(64, 'a')));
  answer("message_attachments", R"({"attachment_id":"900"})");
  answer(messages, sent_as("m_1"));
  auto units = writer.commit_all();
  auto* kept = find_change<storage::keep_reference>(units);
  CAF_CHECK(kept && kept->reference == "900" && kept->until == clock.time + 24h * 89);
}

CAF_TEST(CHT-6: a file that the platform forgot goes again with its bytes) {
  open_webhook(platform::messenger);
  auto photo = with_file(row_of(5, 9, ""), protocols::content::photo, "a.jpg");
  photo.files.front().reference = "900";
  queue(photo);
  CAF_CHECK(body_of(messages).find("900") != std::string::npos);
  answer(messages, failed_with(100, 2018074), 400);
  auto units = writer.commit_all();
  CAF_CHECK(find_change<storage::drop_reference>(units) != nullptr);
  pass(1s);
  CAF_CHECK(wire.has("message_attachments"));
  answer("message_attachments", R"({"attachment_id":"901"})");
  answer(messages, sent_as("m_1"));
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent m_1");
}

CAF_TEST(CHN-10: the limit of calls shows as quota until a message goes out) {
  open_webhook(platform::messenger);
  queue(5, 9);
  answer(messages, failed_with(613, 0), 400);
  writer.commit_all();
  CAF_CHECK_EQUAL(problem(), "quota");
  pass(59s);
  CAF_CHECK(!wire.has(messages));
  pass(1s);
  answer(messages, sent_as("m_1"));
  CAF_CHECK_EQUAL(problem(), "");
}

CAF_TEST(CHN-10: a restriction of the page shows until a message goes out) {
  open_webhook(platform::messenger);
  queue(5, 9);
  answer(messages, failed_with(10, 1893063), 400);
  writer.commit_all();
  CAF_CHECK_EQUAL(problem(), "restricted");
  pass(1h);
  answer(messages, sent_as("m_1"));
  CAF_CHECK_EQUAL(problem(), "");
}

CAF_TEST(CHT-7: what the platform calls temporary is tried as often as it says and then given up) {
  open_webhook(platform::messenger);
  queue(5, 9);
  int tries = 0;
  for (; tries < 20 && wire.has(messages); ++tries) {
    answer(messages, failed_with(2, 0), 500);
    pass(5min);
  }
  CAF_CHECK_EQUAL(tries, 4);
  CAF_CHECK_EQUAL(fate_in_words(), "5 failed gave_up");
}

CAF_TEST(CRD-1: people are asked about one after the other with a pause between) {
  open_webhook(platform::messenger);
  for (int client = 1; client <= 3; ++client)
    tell(courtesy{row.id, courtesy::kind::profile, chat_id{client}, std::to_string(client), ""});
  CAF_CHECK_EQUAL(wire.count("fields="), 1u);
  const auto asked = [this] {
    const auto& url = wire.request("fields=").url;
    return url.substr(url.find('?') - 1, 1);
  };
  std::string order;
  for (int client = 1; client <= 3; ++client) {
    const auto who = asked();
    order += who;
    answer("fields=", R"({"id":")" + who + R"(","first_name":"Ira"})");
    auto news = forwarded();
    CAF_REQUIRE(news.has_value());
    CAF_CHECK_EQUAL(std::get<profile_told>(news->what).profile.client, who);
    CAF_CHECK_EQUAL(to_string(news->chat), who);
    pass(99ms);
    CAF_CHECK(!wire.has("fields="));
    pass(1ms);
  }
  std::sort(order.begin(), order.end());
  CAF_CHECK_EQUAL(order, "123");
}

CAF_TEST_FIXTURE_SCOPE_END()
