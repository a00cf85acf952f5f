#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE viber_channel
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;

namespace {

std::string status(int code) {
  return R"({"status":)" + std::to_string(code) + R"(,"status_message":"no"})";
}

const std::string sent_as_77 = R"({"status":0,"status_message":"ok","message_token":77})";

using stage = channel_stage;

} // namespace

CAF_TEST_FIXTURE_SCOPE(viber_channel_tests, stage)

CAF_TEST(CHN-7: when Viber lost the webhook it is set anew and the message goes again) {
  open_webhook(platform::viber);
  queue(5, 9);
  answer("send_message", status(10));
  CAF_CHECK(body_of("set_webhook").find("https://shop.example/hooks/viber/hook") !=
            std::string::npos);
  answer_webhook();
  pass(1s);
  answer("send_message", sent_as_77);
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 77");
}

CAF_TEST(CHN-7: a message that Viber refuses after the webhook was set anew has failed) {
  open_webhook(platform::viber);
  queue(5, 9);
  answer("send_message", status(10));
  answer_webhook();
  pass(1s);
  answer("send_message", status(10));
  CAF_CHECK_EQUAL(fate_in_words(), "5 failed channel_setting");
  CAF_CHECK(!wire.has("set_webhook"));
  queue(6, 10);
  answer("send_message", status(10));
  CAF_CHECK(wire.has("set_webhook"));
}

CAF_TEST(CHT-7: Viber has no echo so a message without an answer is uncertain at once) {
  open_webhook(platform::viber);
  queue(5, 9);
  lose("send_message");
  CAF_CHECK_EQUAL(fate_in_words(), "5 uncertain no_answer");
}

CAF_TEST(CHT-7: too many messages to one client hold back only that client) {
  open_webhook(platform::viber);
  queue(5, 9);
  answer("send_message", status(12));
  writer.commit_all();
  queue(6, 10);
  answer("send_message", sent_as_77);
  CAF_CHECK_EQUAL(fate_in_words(), "6 sent 77");
  CAF_CHECK(!wire.has("send_message"));
  for (int i = 0; i < 60 && !wire.has("send_message"); ++i) pass(1min);
  answer("send_message", sent_as_77);
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 77");
}

CAF_TEST(CHN-10: an account without money waits and shows why until a message goes out) {
  open_webhook(platform::viber);
  queue(5, 9);
  answer("send_message", status(24));
  writer.commit_all();
  CAF_CHECK_EQUAL(problem(), "quota");
  for (int i = 0; i < 60 * 24 && !wire.has("send_message"); ++i) pass(1min);
  answer("send_message", sent_as_77);
  CAF_CHECK_EQUAL(problem(), "");
}

CAF_TEST(SUB-3: a client who may not be written to any more is told of with the failure) {
  open_webhook(platform::viber);
  queue(5, 9);
  answer("send_message", status(6));
  auto what = fate();
  CAF_CHECK(what && what->client_left && what->status == storage::message_status::failed);
}

CAF_TEST(CHT-6: Viber is given a public link to the file and the name of the sender) {
  open_webhook(platform::viber);
  queue(with_file(row_of(5, 9, ""), protocols::content::photo, "a.jpg"));
  const auto& body = body_of("send_message");
  CAF_CHECK(body.find("https://shop.example/files/" + std::string(64, 'a') + "/a.jpg") !=
            std::string::npos);
  CAF_CHECK(body.find("Shop") != std::string::npos);
}

CAF_TEST_FIXTURE_SCOPE_END()
