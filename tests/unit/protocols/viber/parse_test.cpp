#include "protocols/digest.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <chrono>
#include <string>

#define CAF_SUITE viber_parse
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using test::as_message;
using test::as_subscription;
using test::carries;
using test::why;
using viber_test::parse;
using viber_test::parsed;
using viber_test::user;

namespace {

timestamp at_ms(std::int64_t told) { return timestamp{std::chrono::milliseconds{told}}; }

std::string sender_with(std::string_view fields) {
  return R"({"event":"message","timestamp":1,"message_token":1,"sender":{"id":"u")" +
         std::string{fields} + R"(},"message":{"type":"text","text":"x"}})";
}

profile who(std::string_view fields) { return parse(sender_with(fields)).who; }

std::string names(std::string_view name) {
  const auto read = who(R"(,"name":")" + std::string{name} + '"');
  return read.first_name + '|' + read.last_name;
}

} // namespace

CAF_TEST(SUB-1: a message tells who wrote what and when) {
  const auto event = parsed("text");
  CAF_CHECK_EQUAL(event.kind, "message");
  CAF_CHECK_EQUAL(event.key, "message:5741311803571721004:" + user);
  CAF_CHECK_EQUAL(event.client, user);
  CAF_CHECK(event.sent_at == at_ms(1700000004000));
  CAF_CHECK(carries(event, content::text, "Hello"));
  CAF_CHECK_EQUAL(as_message(event)->external_id, "5741311803571721004");
  CAF_CHECK(event.opens_window && !event.keep_bytes);
  const profile expected{.first_name = "Ira",
                         .last_name = "K",
                         .language = "uk",
                         .country = "UA",
                         .photo = "https://media.example.com/a.jpg"};
  CAF_CHECK(event.who == expected);
}

CAF_TEST(CRD-1: a name is split at its first space) {
  CAF_CHECK_EQUAL(names("Ira K"), "Ira|K");
  CAF_CHECK_EQUAL(names("Ira"), "Ira|");
  CAF_CHECK_EQUAL(names("Ira van der  K"), "Ira|van der  K");
  CAF_CHECK_EQUAL(names("  Ira   K"), "Ira|K");
  CAF_CHECK_EQUAL(names("Ira "), "Ira|");
  CAF_CHECK_EQUAL(names("   "), "|");
  CAF_CHECK_EQUAL(names(""), "|");
  CAF_CHECK_EQUAL(names("Ира К"), "Ира|К");
}

CAF_TEST(CRD-1: a sender without a card has an id only) {
  const auto event = parsed("bare_sender");
  CAF_CHECK_EQUAL(event.client, user);
  CAF_CHECK(event.who == profile{});
}

CAF_TEST(CRD-1: a country is two letters and a photo an address) {
  CAF_CHECK_EQUAL(who(R"(,"country":"ua")").country, "UA");
  for (const auto* bad : {"\"UKR\"", "\"U\"", "\"\"", "\"1A\"", "42", "null", "\"\xC3\xA9\""})
    CAF_CHECK_EQUAL(who(R"(,"country":)" + std::string{bad}).country, "");
  CAF_CHECK_EQUAL(who(R"(,"avatar":"http://a.example.com")").photo, "http://a.example.com");
  for (const auto* bad : {"\"\"", "\"/a.jpg\"", "\"ftp://a/b\"", "\"https://\"", "7",
                          "\"https://a/ b\"", R"("https://a/\r\nb")", "\"file:///etc/passwd\""})
    CAF_CHECK_EQUAL(who(R"(,"avatar":)" + std::string{bad}).photo, "");
}

CAF_TEST(OPS-3: a message token keeps all its digits) {
  const auto id = [](const std::string& token) {
    const auto event =
        parse(R"({"event":"seen","timestamp":1,"user_id":"u","message_token":)" + token + "}");
    const auto* about = std::get_if<receipt>(&event.what);
    return about != nullptr ? about->external_ids.front() : why(event);
  };
  CAF_CHECK_EQUAL(id("1"), "1");
  CAF_CHECK_EQUAL(id("5741311803571721087"), "5741311803571721087");
  CAF_CHECK_EQUAL(id("9223372036854775808"), "9223372036854775808");
  CAF_CHECK_EQUAL(id("18446744073709551615"), "18446744073709551615");
  CAF_CHECK_EQUAL(id("\"912661846655238145\""), "912661846655238145");
  CAF_CHECK_EQUAL(id("\"0042\""), "42");
  for (const auto* bad : {"0", "-1", "18446744073709551616", "1.5", "1e3", "\"x\"", "\"\"",
                          "\"-1\"", "\"1.5\"", "null", "true", "[1]", "{}"})
    CAF_CHECK_EQUAL(id(bad), "no_message_id");
  CAF_CHECK_EQUAL(parsed("token_as_text").key, parsed("text").key);
  CAF_CHECK_EQUAL(parsed("token_largest").key, "message:18446744073709551615:" + user);
}

CAF_TEST(OPS-3: an event without a token or a client has its digest as the key) {
  for (const auto* name :
       {"webhook", "seen_no_token", "seen_no_user", "none", "odd_name", "half"}) {
    const auto event = parsed(name);
    CAF_CHECK_EQUAL(event.key,
                    "sha256:" + sha256_hex(viber_test::corpus("event_" + std::string{name})));
    CAF_CHECK(event.keep_bytes);
  }
  const auto message = parse(
      R"({"event":"message","timestamp":1,"sender":{"id":"u"},"message":{"type":"text","text":"x"}})");
  CAF_CHECK(carries(message, content::text, "x") && message.key.starts_with("sha256:"));
  CAF_CHECK_EQUAL(as_message(message)->external_id, "");
}

CAF_TEST(SUB-3: subscribing and unsubscribing change what may be sent) {
  const auto came = parsed("subscribed");
  CAF_CHECK(as_subscription(came) != nullptr && as_subscription(came)->subscribed);
  CAF_CHECK_EQUAL(came.who.first_name, "Ira");
  CAF_CHECK_EQUAL(came.who.language, "uk-UA");
  CAF_CHECK_EQUAL(came.key, "subscribed:5741311803571721001:" + user);
  CAF_CHECK(!came.opens_window && !came.keep_bytes);
  const auto left = parsed("unsubscribed");
  CAF_CHECK(as_subscription(left) != nullptr && !as_subscription(left)->subscribed);
  CAF_CHECK_EQUAL(left.client, user);
  CAF_CHECK(!left.opens_window);
}

CAF_TEST(SUB-1: who opens the conversation brings what the link carried and may not be written to) {
  const auto event = parsed("started");
  const auto* who = std::get_if<arrived>(&event.what);
  CAF_CHECK(who != nullptr && who->payload == "src_abc");
  CAF_CHECK_EQUAL(event.key, "conversation_started:5741311803571721003:" + user);
  CAF_CHECK_EQUAL(event.who.first_name, "Ira");
  CAF_CHECK(!event.opens_window);
  const auto plain = parsed("started_plain");
  const auto* again = std::get_if<arrived>(&plain.what);
  CAF_CHECK(again != nullptr && again->payload.empty());
}

CAF_TEST(CHT-7: receipts name our message) {
  const auto check = [](const char* name, enum receipt::kind what, std::string_view reason) {
    const auto event = parsed(name);
    const auto* told = std::get_if<receipt>(&event.what);
    CAF_CHECK(told != nullptr && told->what == what && told->reason == reason);
    CAF_CHECK(told != nullptr &&
              told->external_ids == std::vector<std::string>{"5741311803571721087"});
    CAF_CHECK(told != nullptr && !told->until && !told->up_to_id);
    CAF_CHECK_EQUAL(event.client, user);
    CAF_CHECK_EQUAL(event.key, std::string{name} + ":5741311803571721087:" + user);
    CAF_CHECK(event.sent_at == at_ms(1700000005000));
    CAF_CHECK(!event.opens_window && !event.keep_bytes);
  };
  check("delivered", receipt::kind::delivered, "");
  check("seen", receipt::kind::read, "");
  check("failed", receipt::kind::failed, "message validation failed");
}

CAF_TEST(CHT-7: a receipt from a second device is the same event) {
  const auto again = parse(R"({"event":"delivered","timestamp":1700000999000,)"
                           R"("message_token":5741311803571721087,"user_id":"aB3+xy/Zk09=="})");
  CAF_CHECK_EQUAL(again.key, parsed("delivered").key);
}

CAF_TEST(OPS-3: what we do not take is kept and named) {
  const auto check = [](const char* name, const char* kind, const char* reason) {
    const auto event = parsed(name);
    CAF_CHECK_EQUAL(event.kind, kind);
    CAF_CHECK_EQUAL(why(event), reason);
    CAF_CHECK(event.keep_bytes);
  };
  check("webhook", "webhook", "test_call");
  check("client_status", "client_status", "unsupported_kind");
  check("unknown", "member_waved", "unknown_kind");
  check("odd_name", "unknown", "unknown_kind");
  check("none", "unknown", "no_event");
  check("half", "unknown", "not_json");
  check("deep", "unknown", "not_json");
  check("message_is_a_number", "message", "malformed");
  check("seen_no_token", "seen", "no_message_id");
  check("seen_no_user", "seen", "no_client");
}

CAF_TEST(OPS-3: a user id is visible ASCII of a sane length or none) {
  const auto reason = [](const std::string& id) {
    const auto event =
        parse(R"({"event":"unsubscribed","timestamp":1,"message_token":1,"user_id":)" + id + "}");
    return event.client.empty() ? why(event) : event.client;
  };
  CAF_CHECK_EQUAL(reason("\"aB3+xy/Zk09==\""), "aB3+xy/Zk09==");
  CAF_CHECK_EQUAL(reason('"' + std::string(128, 'x') + '"'), std::string(128, 'x'));
  for (const auto& bad : {'"' + std::string(129, 'x') + '"', std::string("\"\""), std::string("42"),
                          std::string("null"), std::string(R"("a b")"), std::string(R"("a\u0000")"),
                          std::string("\"\xD0\xB8\""), std::string("{}")})
    CAF_CHECK_EQUAL(reason(bad), "no_client");
}

CAF_TEST(OPS-3: a time that no year has is not told) {
  const auto sent_at = [](const std::string& told) {
    return parse(R"({"event":"unsubscribed","message_token":1,"user_id":"u","timestamp":)" + told +
                 "}")
        .sent_at;
  };
  CAF_CHECK(sent_at("1") == at_ms(1));
  CAF_CHECK(sent_at("\"1700000000000\"") == at_ms(1700000000000));
  CAF_CHECK(sent_at("253402300799999") == at_ms(253402300799999));
  for (const auto* bad : {"0", "-1", "253402300800000", "9223372036854775807", "1.5e12", "\"x\"",
                          "null", "18446744073709551615", "[]"})
    CAF_CHECK(sent_at(bad) == timestamp{});
}

CAF_TEST(OPS-3: what stands beside a message is kept with its bytes) {
  const auto kept = [](std::string_view more) {
    return parse(R"({"event":"message","timestamp":1,"message_token":1,"sender":{"id":"u"},)"
                 R"("message":{"type":"text","text":"x"})" +
                 std::string{more} + "}")
        .keep_bytes;
  };
  CAF_CHECK(!kept(""));
  CAF_CHECK(!kept(R"(,"chat_hostname":"SN","silent":false)"));
  CAF_CHECK(kept(R"(,"something_new":{})"));
  CAF_CHECK(parse(sender_with(R"(,"something_new":1)")).keep_bytes);
  CAF_CHECK(parse(R"({"event":"seen","timestamp":1,"message_token":1,"user_id":"u","new":1})")
                .keep_bytes);
}

CAF_TEST(OPS-3: the body holds the bytes of the event and the account is that of the address) {
  const auto bytes = viber_test::corpus("event_text");
  const auto events = viber_test::bot().parse(bytes);
  CAF_CHECK_EQUAL(events.size(), 1u);
  CAF_CHECK_EQUAL(events.front().bytes, bytes);
  CAF_CHECK_EQUAL(events.front().account, "");
}
