#include "protocols/digest.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <chrono>
#include <string>

#define CAF_SUITE messenger_parse
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using messenger_test::corpus;
using messenger_test::page_messenger;
using messenger_test::parse_event;
using messenger_test::parse_message;
using messenger_test::parsed;
using test::as_message;
using test::carries;
using test::why;

namespace {

timestamp at_ms(std::int64_t milliseconds) {
  return timestamp{std::chrono::milliseconds{milliseconds}};
}

template <class T>
const T* as(const client_event& event) {
  return std::get_if<T>(&event.what);
}

} // namespace

CAF_TEST(CHN-3: a text is the message of the client to the page) {
  const auto one = messenger_test::delivered_of(corpus("event_text"));
  CAF_CHECK_EQUAL(one.account, "111");
  CAF_CHECK_EQUAL(one.bytes, corpus("event_text"));
  CAF_CHECK(carries(one.event, content::text, "Hello"));
  CAF_CHECK_EQUAL(one.event.key, "m_1");
  CAF_CHECK_EQUAL(one.event.kind, "message");
  CAF_CHECK_EQUAL(one.event.client, "222");
  CAF_CHECK(one.event.sent_at == at_ms(1700000000000));
  CAF_CHECK(one.event.opens_window && !one.event.keep_bytes);
  const auto* message = as_message(one.event);
  CAF_REQUIRE(message != nullptr);
  CAF_CHECK_EQUAL(message->external_id, "m_1");
  CAF_CHECK_EQUAL(message->reply_to, "");
}

CAF_TEST(CHT-9: a quoted message is named) {
  const auto event = parsed("reply");
  CAF_REQUIRE(as_message(event) != nullptr);
  CAF_CHECK_EQUAL(as_message(event)->reply_to, "m_0");
}

CAF_TEST(CHN-3: the escapes of the known answer are read) {
  CAF_CHECK(carries(parsed("known_answer"), content::text, "й / ok"));
}

CAF_TEST(CHN-3: several events of several pages are each their own) {
  const auto events = page_messenger().parse(corpus("event_several"));
  CAF_REQUIRE_EQUAL(events.size(), 8u);
  const auto is = [&](std::size_t at, std::string_view account, std::string_view client,
                      std::string_view reason) {
    CAF_CHECK_EQUAL(events[at].account, account);
    CAF_CHECK_EQUAL(events[at].event.client, client);
    CAF_CHECK_EQUAL(why(events[at].event), reason);
    CAF_CHECK(!events[at].bytes.empty() &&
              events[at].bytes.size() < corpus("event_several").size());
  };
  is(0, "111", "222", "");
  is(1, "111", "", "malformed");
  is(2, "111", "223", "");
  is(3, "", "", "malformed");
  is(4, "112", "444", "");
  is(5, "112", "445", "standby");
  is(6, "113", "", "unsupported_kind");
  is(7, "114", "", "no_events");
  CAF_CHECK(carries(events[2].event, content::text, "two"));
  CAF_CHECK(carries(events[4].event, content::text, "other page"));
  CAF_CHECK_EQUAL(events[6].event.kind, "changes");
}

CAF_TEST(CHN-3: an event has its own bytes and they are the same event) {
  const auto events = page_messenger().parse(corpus("event_several"));
  for (const std::size_t at : {0, 2, 4}) {
    const auto again = messenger_test::delivered_of(events[at].bytes);
    CAF_CHECK_EQUAL(again.account, events[at].account);
    CAF_CHECK_EQUAL(again.event.key, events[at].event.key);
    CAF_CHECK_EQUAL(again.event.client, events[at].event.client);
  }
  CAF_CHECK(carries(parsed("bare"), content::text, "Hello"));
}

CAF_TEST(CHN-3: an event repeated in other company has the same key) {
  const std::string press = R"({"sender":{"id":"222"},"recipient":{"id":"111"},)"
                            R"("timestamp":1,"postback":{"payload":"x"}})";
  const auto alone = messenger_test::parse(messenger_test::body_with(press));
  const auto together = page_messenger().parse(messenger_test::body_with(press + "," + press));
  CAF_REQUIRE_EQUAL(together.size(), 2u);
  CAF_CHECK(alone.key.starts_with("sha256:") && alone.key.size() == 7 + 64);
  CAF_CHECK_EQUAL(together[0].event.key, alone.key);
  CAF_CHECK_EQUAL(together[1].event.key, alone.key);
}

CAF_TEST(CHT-2: a pressed quick reply keeps its words and its bytes) {
  const auto event = parsed("quick_reply");
  CAF_CHECK(carries(event, content::button, "Yes"));
  CAF_CHECK(event.keep_bytes && event.opens_window);
  CAF_CHECK(carries(parsed("phone"), content::button, "+380501112233"));
}

CAF_TEST(CHT-2: a pressed button says its label or else its payload) {
  CAF_CHECK(carries(parsed("postback"), content::button, "Yes"));
  CAF_CHECK_EQUAL(parsed("postback").key, "m_7p");
  CAF_CHECK(carries(parsed("postback_old"), content::button, "b:17:2"));
  CAF_CHECK(parsed("postback_old").key.starts_with("sha256:"));
}

CAF_TEST(TOOL-7: a new person who starts carries what the link carried) {
  const auto start = parsed("get_started");
  CAF_CHECK(carries(start, content::start, "src_abc"));
  CAF_CHECK_EQUAL(start.start_payload, "src_abc");
  CAF_CHECK(start.opens_window);
  CAF_CHECK(carries(parsed("get_started_bare"), content::start, ""));
  const auto first = parsed("ad");
  CAF_CHECK(carries(first, content::text, "How much?"));
  CAF_CHECK_EQUAL(first.start_payload, "spring");
  CAF_CHECK(first.keep_bytes);
}

CAF_TEST(TOOL-7: a known person who comes by a link has arrived) {
  const auto event = parsed("referral");
  CAF_REQUIRE(as<arrived>(event) != nullptr);
  CAF_CHECK_EQUAL(as<arrived>(event)->payload, "src_abc");
  CAF_CHECK_EQUAL(event.start_payload, "src_abc");
  CAF_CHECK(event.opens_window);
  // This kind comes in seconds at times.
  CAF_CHECK(event.sent_at == at_ms(1700000007000));
}

CAF_TEST(CHN-5: an opt-in keeps its token in the bytes) {
  const auto event = parsed("optin");
  CAF_CHECK(as<arrived>(event) != nullptr && event.keep_bytes && event.opens_window);
  CAF_CHECK_EQUAL(event.start_payload, "");
  CAF_CHECK_EQUAL(parsed("optin_plugin").start_payload, "pass");
  const auto nobody = parsed("optin_checkbox");
  CAF_CHECK_EQUAL(why(nobody), "no_client");
  CAF_CHECK(!nobody.opens_window);
}

CAF_TEST(CHT-7: what was delivered is named by ids and by a moment) {
  const auto event = parsed("delivery");
  const auto* told = as<receipt>(event);
  CAF_REQUIRE(told != nullptr);
  CAF_CHECK(told->what == receipt::kind::delivered);
  CAF_CHECK(told->external_ids == std::vector<std::string>({"m_AbCd", "m_AbCe"}));
  CAF_CHECK(told->until == at_ms(1700000008900));
  CAF_CHECK_EQUAL(event.client, "222");
  CAF_CHECK(!event.opens_window);
  const auto bare = parsed("delivery_bare");
  CAF_REQUIRE(as<receipt>(bare) != nullptr);
  CAF_CHECK(as<receipt>(bare)->external_ids.empty());
  CAF_CHECK(as<receipt>(bare)->until == at_ms(1700000008900));
  CAF_CHECK_EQUAL(why(parse_event(R"("delivery":{"seq":1})")), "malformed");
}

CAF_TEST(CHT-7: what was read is told by a moment) {
  const auto event = parsed("read");
  const auto* told = as<receipt>(event);
  CAF_REQUIRE(told != nullptr);
  CAF_CHECK(told->what == receipt::kind::read && told->until == at_ms(1700000009500));
  const auto seconds = parsed("read_seconds");
  CAF_REQUIRE(as<receipt>(seconds) != nullptr);
  CAF_CHECK(as<receipt>(seconds)->until == at_ms(1700000009000));
}

CAF_TEST(CHT-9: an edit says which message and its new words) {
  const auto event = parsed("edit");
  const auto* edit = test::as_edit(event);
  CAF_REQUIRE(edit != nullptr);
  CAF_CHECK_EQUAL(edit->external_id, "m_1");
  CAF_CHECK_EQUAL(edit->text, "Hello, corrected");
  CAF_CHECK(event.key != "m_1");
  CAF_CHECK_EQUAL(why(parse_event(R"("message_edit":{"text":"x"})")), "no_message_id");
}

CAF_TEST(CHT-1: what we sent comes back with our key) {
  const auto event = parsed("echo_ours");
  const auto* echo = as<answered>(event);
  CAF_REQUIRE(echo != nullptr);
  CAF_CHECK_EQUAL(echo->key, page_messenger().echo_key("1001"));
  CAF_CHECK_EQUAL(echo->external_id, "m_8");
  CAF_CHECK_EQUAL(echo->text, "Good day");
  CAF_CHECK(!echo->by_person && !event.opens_window && !event.keep_bytes);
  CAF_CHECK_EQUAL(event.client, "222");
  CAF_CHECK_EQUAL(event.kind, "message_echo");
}

CAF_TEST(CHT-1: what a person wrote in the inbox of the page is told from what an app wrote) {
  const auto person = parsed("echo_person");
  CAF_REQUIRE(as<answered>(person) != nullptr);
  CAF_CHECK(as<answered>(person)->by_person);
  CAF_CHECK_EQUAL(as<answered>(person)->key, "");
  const auto app = parsed("echo_other_app");
  CAF_REQUIRE(as<answered>(app) != nullptr);
  CAF_CHECK(!as<answered>(app)->by_person && app.keep_bytes);
  CAF_CHECK_EQUAL(as<answered>(app)->key, "");
  const auto file = parsed("echo_file");
  CAF_REQUIRE(as<answered>(file) != nullptr);
  CAF_CHECK_EQUAL(as<answered>(file)->attachments.size(), 1u);
  CAF_CHECK(as<answered>(file)->content == content::photo);
}

CAF_TEST(CHN-5: a reaction opens the window and says nothing else) {
  const auto event = parsed("reaction");
  CAF_CHECK_EQUAL(why(event), "reaction");
  CAF_CHECK(event.opens_window && event.keep_bytes);
  CAF_CHECK_EQUAL(event.client, "222");
  CAF_CHECK(!parsed("unreact").opens_window);
}

CAF_TEST(CHN-10: warnings of the platform are notices of the whole page) {
  const auto notice = [](std::string_view name) {
    const auto event = parsed(name);
    CAF_CHECK_EQUAL(event.kind, "policy_enforcement");
    const auto* told = as<account_notice>(event);
    return told != nullptr ? told->problem + "/" + told->reason : "none: " + why(event);
  };
  CAF_CHECK_EQUAL(notice("policy_warning"), "policy_warning/Spam");
  CAF_CHECK_EQUAL(notice("policy_block"), "blocked/Spam");
  CAF_CHECK_EQUAL(notice("policy_unblock"), "/");
  CAF_CHECK_EQUAL(why(parse_event(R"("policy-enforcement":{"action":"dance"})")), "malformed");
}

CAF_TEST(OPS-3: what is told and needs nothing is kept under its name) {
  for (const auto* name : {"pass_thread", "take_thread", "request_thread", "app_roles"})
    CAF_CHECK_EQUAL(why(parsed(name)), "handover");
  CAF_CHECK_EQUAL(why(parsed("linked")), "account_linking");
  CAF_CHECK_EQUAL(why(parsed("payment")), "unsupported_kind");
  CAF_CHECK_EQUAL(parsed("payment").kind, "payment");
  CAF_CHECK_EQUAL(why(parsed("future")), "unknown_kind");
  CAF_CHECK_EQUAL(parsed("future").kind, "brainwave");
  CAF_CHECK_EQUAL(why(parse_event(R"("message":5)")), "malformed");
  CAF_CHECK_EQUAL(parse_event(R"("message":5)").kind, "message");
  CAF_CHECK_EQUAL(why(parse_event(R"("a":1)")), "unknown_kind");
}

CAF_TEST(CHN-3: a conversation that another app owns starts nothing) {
  const auto event = parsed("standby");
  CAF_CHECK_EQUAL(why(event), "standby");
  CAF_CHECK(event.keep_bytes && event.opens_window && event.start_payload.empty());
  CAF_CHECK_EQUAL(event.client, "222");
}

CAF_TEST(OPS-3: bytes that are no events are one event with their digest as the key) {
  const auto check = [](const std::string& bytes, std::string_view reason) {
    const auto one = messenger_test::delivered_of(bytes);
    CAF_CHECK_EQUAL(why(one.event), reason);
    CAF_CHECK_EQUAL(one.event.key, "sha256:" + sha256_hex(bytes));
    CAF_CHECK_EQUAL(one.event.kind, "unknown");
    CAF_CHECK_EQUAL(one.bytes, bytes);
  };
  check("", "not_json");
  check("hello", "not_json");
  check(std::string(100'000, '['), "not_json");
  check(corpus("event_half"), "not_json");
  check(corpus("event_deep"), "not_json");
  check("null", "not_an_object");
  check("[1]", "not_an_object");
  check("{}", "no_events");
  check(R"({"object":"page"})", "no_events");
  check(R"({"object":"page","entry":[]})", "no_events");
  check(R"({"object":"page","entry":{}})", "no_events");
  check(R"({"object":5,"entry":[]})", "not_a_page");
  check(corpus("event_instagram"), "not_a_page");
}

CAF_TEST(OPS-3: ids come as text or as numbers and nothing else is an id) {
  const auto event = parsed("numbers_as_ids");
  CAF_CHECK_EQUAL(event.client, "222");
  CAF_CHECK(event.sent_at == at_ms(1700000000000));
  CAF_CHECK(carries(event, content::text, "x"));
  for (const auto* id : {"0", "-5", "\"\"", "\"USER_ID\"", "\"012\"", "1.5", "null", "[]", "{}",
                         "\"12345678901234567890\"", "99999999999999999999"}) {
    const auto nobody = messenger_test::parse(messenger_test::body_with(
        R"({"sender":{"id":)" + std::string{id} +
        R"(},"recipient":{"id":"111"},"timestamp":1,"message":{"mid":"m","text":"x"}})"));
    CAF_CHECK_EQUAL(why(nobody), "no_client");
  }
}

CAF_TEST(OPS-3: a page is not its own client) {
  const auto event = messenger_test::parse(messenger_test::body_with(
      R"({"sender":{"id":"111"},"recipient":{"id":"222"},"message":{"mid":"m","text":"x"}})"));
  CAF_CHECK_EQUAL(why(event), "no_client");
}

CAF_TEST(OPS-3: a message without a usable id is still a message) {
  const auto event = parsed("no_mid");
  CAF_CHECK(carries(event, content::text, "no id"));
  CAF_CHECK(event.key.starts_with("sha256:"));
  CAF_CHECK_EQUAL(as_message(event)->external_id, "");
  for (const auto& mid : {std::string("with space"), std::string(301, 'x'), std::string("\\u0000")})
    CAF_CHECK(
        parse_event(R"("message":{"text":"x","mid":")" + mid + "\"}").key.starts_with("sha256:"));
  CAF_CHECK_EQUAL(
      parse_event(R"("message":{"text":"x","mid":")" + std::string(300, 'x') + "\"}").key,
      std::string(300, 'x'));
}

CAF_TEST(OPS-3: a broken character does not cost the message) {
  CAF_CHECK(carries(parsed("lone_surrogate"), content::text, "half \uFFFD and 😀"));
  CAF_CHECK(parsed("lone_surrogate").keep_bytes);
  CAF_CHECK(carries(parsed("nul"), content::text, "a\uFFFDb"));
}

CAF_TEST(OPS-3: an event without a time has the time of its entry) {
  const auto event = messenger_test::parse(messenger_test::body_with(
      R"({"sender":{"id":"222"},"recipient":{"id":"111"},"message":{"mid":"m","text":"x"}})"));
  CAF_CHECK(event.sent_at == at_ms(1700000000500));
  CAF_CHECK(parse_event(R"("x":1)").sent_at == at_ms(1700000000000));
}

CAF_TEST(OPS-3: what stands beside a message is kept with its bytes) {
  CAF_CHECK(!parse_message(R"("text":"x","seq":5)").keep_bytes);
  CAF_CHECK(parse_message(R"("text":"x","nlp":{})").keep_bytes);
  CAF_CHECK(parse_event(R"("message":{"mid":"m","text":"x"},"prior_message":{})").keep_bytes);
  CAF_CHECK(parsed("plugin").keep_bytes);
}
