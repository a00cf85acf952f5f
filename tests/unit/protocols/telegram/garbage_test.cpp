#include "protocols/digest.hpp"
#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_garbage
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using namespace std::string_literals;
using telegram_test::parsed;
using test::as_message;
using test::carries;
using test::why;

CAF_TEST(OPS-3: bytes that are no update are an event with their digest as the key) {
  const auto check = [](const std::string& bytes, std::string_view reason) {
    const auto event = telegram_test::parse(bytes);
    CAF_CHECK_EQUAL(why(event), reason);
    CAF_CHECK_EQUAL(event.key, "sha256:" + sha256_hex(bytes));
    CAF_CHECK_EQUAL(event.kind, "unknown");
    CAF_CHECK_EQUAL(telegram_test::broken_promise(event), "");
  };
  check("", "not_json");
  check("\0"s, "not_json");
  check("hello", "not_json");
  check("{\"update_id\":", "not_json");
  check("\xEF\xBB\xBF{}", "not_json");
  check(std::string(100'000, '['), "not_json");
  check(std::string(50'000, '{'), "not_json");
  check(telegram_test::corpus("update_half"), "not_json");
  check(telegram_test::corpus("update_deep"), "not_json");
  check("null", "not_an_object");
  check("[]", "not_an_object");
  check("\"x\"", "not_an_object");
  check("1e999", "not_an_object");
  check("{}", "no_update");
  check(R"({"message_id":1,"chat":{"id":42,"type":"private"},"text":"a bare message"})",
        "no_update");
}

CAF_TEST(OPS-3: an update with nothing but its id keeps it) {
  const auto event = telegram_test::parse(R"({"update_id":9})");
  CAF_CHECK_EQUAL(event.key, "9");
  CAF_CHECK_EQUAL(why(event), "no_update");
}

CAF_TEST(OPS-3: ids are taken whole or not at all) {
  const auto key = [](const std::string& id) {
    return telegram_test::parse(R"({"update_id":)" + id + R"(,"poll":{}})").key;
  };
  CAF_CHECK_EQUAL(key("0"), "0");
  CAF_CHECK_EQUAL(key("2342342343242"), "2342342343242");
  CAF_CHECK_EQUAL(key("9223372036854775807"), "9223372036854775807");
  for (const auto* bad : {"-1", "9223372036854775808", "99999999999999999999999", "1.5", "1e3",
                          "\"5\"", "null", "true", "[1]", "{}"})
    CAF_CHECK(key(bad).starts_with("sha256:") && key(bad).size() == 7 + 64);
}

CAF_TEST(OPS-3: a message without a usable id is still a message) {
  for (const auto* name : {"update_no_id", "update_huge_id"}) {
    const auto event = parsed(name);
    CAF_CHECK(as_message(event) != nullptr && event.keep_bytes && event.client == "42");
    CAF_CHECK_EQUAL(event.key, "sha256:" + sha256_hex(telegram_test::corpus(name)));
  }
}

CAF_TEST(OPS-3: a broken character does not cost the message) {
  const auto half = parsed("update_lone_surrogate");
  CAF_CHECK(carries(half, content::text, "half \uFFFD and whole 😀"));
  CAF_CHECK_EQUAL(half.who.first_name, "\uFFFDI");
  CAF_CHECK(half.keep_bytes);
  const auto nul = parsed("update_nul");
  CAF_CHECK(carries(nul, content::text, "a\uFFFDb"));
  CAF_CHECK_EQUAL(nul.who.first_name, "I\uFFFD");
  CAF_CHECK(nul.keep_bytes);
  const auto bytes = parsed("update_broken_utf8");
  CAF_CHECK(carries(bytes, content::text, "a\uFFFD\uFFFD\uFFFD\uFFFDb"));
  CAF_CHECK_EQUAL(bytes.key, "7003");
  CAF_CHECK(bytes.keep_bytes);
}

CAF_TEST(OPS-3: a kind with a wrong body is kept under its name) {
  const auto event = parsed("update_message_is_a_number");
  CAF_CHECK_EQUAL(why(event), "malformed");
  CAF_CHECK_EQUAL(event.kind, "message");
  CAF_CHECK_EQUAL(event.key, "7006");
}

CAF_TEST(OPS-3: of two kinds the one that can be read is read) {
  const auto event = parsed("update_two_kinds");
  CAF_CHECK(test::as_edit(event) != nullptr && event.keep_bytes);
}

CAF_TEST(OPS-3: what stands beside a message is kept with its bytes) {
  const auto beside = [](const std::string& more) {
    const auto event = telegram_test::parse(
        R"({"update_id":1,"message":{"message_id":1,"date":1,"text":"x","from":{"id":42},)"
        R"("chat":{"id":42,"type":"private"}})" +
        more + "}");
    CAF_CHECK(carries(event, content::text, "x"));
    return event.keep_bytes;
  };
  CAF_CHECK(!beside(""));
  CAF_CHECK(beside(R"(,"something_new":{})"));
}

CAF_TEST(OPS-3: a chat that cannot be answered belongs to nobody) {
  const auto reason = [](const std::string& chat) {
    const auto event = telegram_test::parse(
        R"({"update_id":1,"message":{"message_id":1,"date":1,"text":"x","from":{"id":42},"chat":)" +
        chat + "}}");
    return event.client.empty() ? why(event) : event.client;
  };
  CAF_CHECK_EQUAL(reason(R"({"id":42,"type":"private"})"), "42");
  CAF_CHECK_EQUAL(reason(R"({"id":4503599627370495,"type":"private"})"), "4503599627370495");
  for (const auto* id : {"0", "-42", "\"42\"", "42.5", "1e30", "18446744073709551615", "null"})
    CAF_CHECK_EQUAL(reason(R"({"type":"private","id":)" + std::string{id} + "}"), "no_client");
  CAF_CHECK_EQUAL(reason(R"({"type":"private"})"), "no_client");
  CAF_CHECK_EQUAL(reason(R"({"id":-5,"type":"channel"})"), "channel_chat");
  for (const auto* chat : {"null", "42", "[]", "{}", R"({"id":42})", R"({"id":42,"type":1})",
                           R"({"id":42,"type":"Private"})"})
    CAF_CHECK_EQUAL(reason(chat), "no_private_chat");
}

CAF_TEST(OPS-3: a time that no year has is not told) {
  const auto sent_at = [](const std::string& date) {
    const auto event = telegram_test::parse(
        R"({"update_id":1,"message":{"message_id":1,"text":"x","chat":{"id":42,"type":"private"},)"
        R"("date":)" +
        date + "}}");
    CAF_CHECK(event.keep_bytes == (event.sent_at == timestamp{}));
    return event.sent_at;
  };
  CAF_CHECK(sent_at("1") == timestamp{std::chrono::seconds{1}});
  CAF_CHECK(sent_at("253402300799") == timestamp{std::chrono::seconds{253402300799}});
  for (const auto* bad : {"0", "-1", "253402300800", "9223372036854775807", "1.5e9", "\"1\"",
                          "null", "18446744073709551615"})
    CAF_CHECK(sent_at(bad) == timestamp{});
}

CAF_TEST(OPS-3: a press without anybody belongs to nobody) {
  for (const auto* from : {"null", "{}", R"({"id":0})", R"({"id":"42"})"}) {
    const auto event = telegram_test::parse(R"({"update_id":1,"callback_query":{"id":"7","from":)" +
                                            std::string{from} + R"(,"data":"x"}})");
    CAF_CHECK_EQUAL(why(event), "no_client");
    CAF_CHECK_EQUAL(event.acknowledge, "7");
  }
}

CAF_TEST(OPS-3: a keyboard of any shape is looked through) {
  const auto pressed = [](const std::string& keyboard) {
    const auto event = telegram_test::parse(
        R"({"update_id":1,"callback_query":{"id":"7","from":{"id":42},"data":"x","message":{)"
        R"("chat":{"id":42,"type":"private"},"reply_markup":{"inline_keyboard":)" +
        keyboard + "}}}}");
    const auto* message = as_message(event);
    return message ? message->text : "not understood: " + why(event);
  };
  CAF_CHECK_EQUAL(pressed(R"([5,[null,{"callback_data":1},{"callback_data":"x","text":"Yes"}]])"),
                  "Yes");
  CAF_CHECK_EQUAL(pressed(R"([[{"callback_data":"x","text":"a\u0000b"}]])"), "a\uFFFDb");
  for (const auto* none :
       {"5", "[]", "[[]]", R"([[{"callback_data":"x"}]])", R"([[{"callback_data":"x","text":5}]])",
        R"([{"callback_data":"x","text":"not in a row"}])"})
    CAF_CHECK_EQUAL(pressed(none), "x");
}
