#include "tests/unit/protocols/telegram/support.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE telegram_render
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace std::chrono_literals;
using telegram_test::bot;
using telegram_test::telegram;
namespace json = boost::json;

namespace {

const std::string at_bot = bot().api_url + "/bot" + bot().token;

/// The first call of a conversation.
template <class T>
http_request first(conversation<T> what) {
  return test::talk(std::move(what)).calls.at(0);
}

outgoing text_to(const std::string& client, const std::string& text) {
  return {.key = "1", .client = client, .text = text};
}

bool has_body(const http_request& request, const std::string& expected) {
  const bool typed = request.headers == std::vector<std::pair<std::string, std::string>>{
                                            {"Content-Type", "application/json"}};
  return request.method == "POST" && typed && json::parse(request.body) == json::parse(expected);
}

} // namespace

CAF_TEST(CHT-2: a text goes to its client as it was written) {
  const auto call =
      first(telegram().send(bot(), text_to("42", "Hello <b>\"you\"</b> & *all* \n👍")));
  CAF_CHECK_EQUAL(call.url, at_bot + "/sendMessage");
  CAF_CHECK(has_body(call, R"({"chat_id":42,"text":"Hello <b>\"you\"</b> & *all* \n👍"})"));
}

CAF_TEST(CHT-2: every character of a text of the full length reaches the platform) {
  std::string text;
  for (int i = 0; i < 2048; ++i) text += "👍";
  const auto body = json::parse(first(telegram().send(bot(), text_to("42", text))).body);
  CAF_CHECK(body.at("text").as_string() == text);
}

CAF_TEST(CHT-2: clients of any number are addressed exactly) {
  const auto chat = [](const std::string& client) {
    return json::parse(first(telegram().send(bot(), text_to(client, "x"))).body).at("chat_id");
  };
  CAF_CHECK(chat("4503599627370495") == json::value(4503599627370495));
  CAF_CHECK(chat("9223372036854775807") == json::value(9223372036854775807));
  CAF_CHECK(chat("9223372036854775808") == json::value("9223372036854775808"));
  CAF_CHECK(chat("@somebody") == json::value("@somebody"));
}

CAF_TEST(CHN-11: the address comes from the settings with or without a slash) {
  for (const auto* base :
       {"http://127.0.0.1:9000", "http://127.0.0.1:9000/", "http://127.0.0.1:9000//"})
    CAF_CHECK_EQUAL(first(telegram().identify({base, bot().token})).url,
                    "http://127.0.0.1:9000/bot" + bot().token + "/getMe");
  CAF_CHECK_EQUAL(first(telegram().identify({"http://h/mirror/", "1:x"})).url,
                  "http://h/mirror/bot1:x/getMe");
}

CAF_TEST(CHN-6: the webhook is taken with a secret and keeps what waits) {
  const auto call = first(telegram().set_webhook(
      bot(), {"https://inbox.example.com/hooks/telegram/9f2c", "k3Jx_92-aa"}));
  CAF_CHECK_EQUAL(call.url, at_bot + "/setWebhook");
  CAF_CHECK(has_body(call, R"({"url":"https://inbox.example.com/hooks/telegram/9f2c",
    "secret_token":"k3Jx_92-aa","max_connections":40,"drop_pending_updates":false,
    "allowed_updates":["message","edited_message","callback_query","my_chat_member"]})"));
}

CAF_TEST(CHN-10: the webhook is given back and asked about) {
  const auto clear = first(telegram().clear_webhook(bot(), {}));
  CAF_CHECK_EQUAL(clear.url, at_bot + "/deleteWebhook");
  CAF_CHECK(has_body(clear, R"({"drop_pending_updates":false})"));
  const auto ask = first(telegram().ask_webhook(bot(), {}));
  CAF_CHECK_EQUAL(ask.url, at_bot + "/getWebhookInfo");
  CAF_CHECK(has_body(ask, "{}"));
}

CAF_TEST(CHN-13: a poll waits at the platform and a little longer here) {
  const auto call = first(telegram().poll(bot(), "892252935", 25s));
  CAF_CHECK_EQUAL(call.url, at_bot + "/getUpdates");
  CAF_CHECK(has_body(call, R"({"offset":892252935,"limit":100,"timeout":25,
    "allowed_updates":["message","edited_message","callback_query","my_chat_member"]})"));
  CAF_CHECK(call.timeout == 35s);
}

CAF_TEST(CHT-2: a press is acknowledged by its id) {
  const auto call = telegram().acknowledge(bot(), "8812345").value();
  CAF_CHECK_EQUAL(call.url, at_bot + "/answerCallbackQuery");
  CAF_CHECK(has_body(call, R"({"callback_query_id":"8812345"})"));
}
