#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_parse
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

switchboard::timestamp at(std::int64_t seconds) {
  return switchboard::timestamp{std::chrono::seconds{seconds}};
}

} // namespace

CAF_TEST(CHN-8: message_new is a text with its ids and time) {
  const auto body = corpus("event_text");
  const auto events = vkontakte().parse(body);
  CAF_REQUIRE_EQUAL(events.size(), 1u);
  CAF_CHECK_EQUAL(events[0].account, "555");
  CAF_CHECK_EQUAL(events[0].bytes, body);
  const auto& event = events[0].event;
  CAF_CHECK_EQUAL(event.key, "e001");
  CAF_CHECK_EQUAL(event.kind, "message_new");
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK(event.sent_at == at(1700000000));
  CAF_CHECK(test::carries(event, content::text, "Hello"));
  CAF_CHECK_EQUAL(test::as_message(event)->external_id, "101");
  CAF_CHECK(event.opens_window);
  CAF_CHECK(!event.keep_bytes);
  CAF_CHECK(event.who == profile{});
}

CAF_TEST(CHN-8: the older flat form of message_new and numbers as strings are the same) {
  CAF_CHECK(test::carries(parsed("flat"), content::text, "Older form"));
  const auto event = parsed("strings");
  CAF_CHECK(test::carries(event, content::text, "Numbers as strings"));
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK_EQUAL(test::as_message(event)->external_id, "101");
  CAF_CHECK(event.sent_at == at(1700000000));
}

CAF_TEST(CHN-13: an event of the long poll is the event of the callback) {
  auto update = json::parse(corpus("event_text"));
  update.as_object().erase("secret");
  const auto text = json::serialize(json::object{{"ts", "2"}, {"updates", {update}}});
  const auto polled =
      test::talk(vkontakte().poll(community(), R"({"server":"s","key":"k","ts":"1"})",
                                  std::chrono::seconds{25}),
                 {test::reply(200, text)});
  const auto& batch = std::get<poll_batch>(*polled.outcome);
  CAF_REQUIRE_EQUAL(batch.events.size(), 1u);
  const auto event = parsed("text");
  CAF_CHECK_EQUAL(batch.events[0].event.key, event.key);
  CAF_CHECK(test::carries(batch.events[0].event, content::text, "Hello"));
}

CAF_TEST(CHT-2: texts of any script stay as they were written) {
  CAF_CHECK(test::carries(
      parsed("unicode"), content::text,
      "Добрый день 👋🏽 — 1 < 2 & \"ок\"\nвторая строка"));
  CAF_CHECK(test::carries(parsed("broken_utf8"), content::text, "caf\xEF\xBF\xBD"));
  CAF_CHECK(parsed("broken_utf8").keep_bytes);
}

CAF_TEST(SUB-1: the Start button is a start with what the link carried) {
  const auto event = parsed("start");
  CAF_CHECK(test::carries(event, content::start, "src_abc"));
  CAF_CHECK_EQUAL(event.start_payload, "src_abc");
  CAF_CHECK(event.keep_bytes);
}

CAF_TEST(SUB-1: a first text after a link carries the payload of the link too) {
  const auto event = parsed("ref");
  CAF_CHECK(test::carries(event, content::text, "Hi"));
  CAF_CHECK_EQUAL(event.start_payload, "src_abc");
}

CAF_TEST(CHT-2: the press of a text button is a button with its label) {
  const auto event = parsed("button");
  CAF_CHECK(test::carries(event, content::button, "Yes"));
  CAF_CHECK(event.keep_bytes);
  CAF_CHECK(event.acknowledge.empty());
}

CAF_TEST(CHT-2: a forged payload starts nothing and breaks nothing) {
  for (const auto* payload : {"{", "\"command\"", R"(["command"])", R"({"command":7})", "x"})
    CAF_CHECK(
        test::carries(parse_message({{"text", "T"}, {"payload", payload}}), content::button, "T"));
}

CAF_TEST(CHT-2: the press of a callback button says what its answer needs) {
  const auto event = parsed("press");
  CAF_CHECK_EQUAL(event.key, "e009");
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK(test::carries(event, content::button, R"({"b":"17:1"})"));
  CAF_CHECK_EQUAL(event.acknowledge, R"({"event_id":"ev77","user_id":"42","peer_id":"42"})");
  CAF_CHECK(event.opens_window && event.keep_bytes);
}

CAF_TEST(SUB-3: allowing and denying messages subscribes and unsubscribes) {
  const auto allowed = parsed("allow");
  CAF_REQUIRE(test::as_subscription(allowed) != nullptr);
  CAF_CHECK(test::as_subscription(allowed)->subscribed);
  CAF_CHECK_EQUAL(allowed.client, "42");
  CAF_CHECK_EQUAL(allowed.start_payload, "src_abc");
  const auto denied = parsed("deny");
  CAF_REQUIRE(test::as_subscription(denied) != nullptr);
  CAF_CHECK(!test::as_subscription(denied)->subscribed);
  CAF_CHECK(!denied.opens_window);
}

CAF_TEST(SUB-3: a person in the black list of the community cannot be written to) {
  CAF_CHECK(test::as_subscription(parsed("block")) != nullptr &&
            !test::as_subscription(parsed("block"))->subscribed);
  CAF_CHECK(test::as_subscription(parsed("unblock")) != nullptr &&
            test::as_subscription(parsed("unblock"))->subscribed);
  CAF_CHECK_EQUAL(parsed("block").client, "42");
}

CAF_TEST(SUB-3: joining and leaving the community allows nobody to write) {
  for (const auto* name : {"join", "leave"}) {
    CAF_CHECK_EQUAL(test::why(parsed(name)), "community_member");
    CAF_CHECK_EQUAL(parsed(name).kind, std::string("group_") + name);
    CAF_CHECK(!parsed(name).opens_window);
  }
}

CAF_TEST(CHT-7: what an administrator wrote in VK itself is an answer by a person) {
  const auto event = parsed("reply");
  const auto* echo = std::get_if<answered>(&event.what);
  CAF_REQUIRE(echo != nullptr);
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK_EQUAL(echo->external_id, "103");
  CAF_CHECK_EQUAL(echo->text, "Good day");
  CAF_CHECK(echo->by_person && echo->key.empty());
  CAF_CHECK(!event.opens_window);
}

CAF_TEST(CHT-7: the echo of our own message names it by its random_id) {
  const auto event = parsed("reply_ours");
  const auto* echo = std::get_if<answered>(&event.what);
  CAF_REQUIRE(echo != nullptr);
  CAF_CHECK_EQUAL(echo->key, "random:173205080");
  CAF_CHECK(!echo->by_person);
  const auto sent = sending(text_to_42("Ours", "881"), {says("sent")});
  auto reply = json::parse(corpus("event_reply_ours"));
  reply.at("object").as_object()["random_id"] =
      std::stoll(form_of(sent.calls.at(0)).at("random_id"));
  const auto ours = parse(json::serialize(reply));
  CAF_CHECK_EQUAL(std::get<answered>(ours.what).key, vkontakte().echo_key("881"));
}

CAF_TEST(CHT-9: a client who corrects a message) {
  const auto event = parsed("edit");
  const auto* edit = test::as_edit(event);
  CAF_REQUIRE(edit != nullptr);
  CAF_CHECK_EQUAL(edit->external_id, "101");
  CAF_CHECK_EQUAL(edit->text, "Hello, corrected");
  CAF_CHECK(event.sent_at == at(1700000030));
  CAF_CHECK_EQUAL(test::why(parsed("edit_ours")), "own_edit");
}

CAF_TEST(CHT-7: message_read reads everything up to an id) {
  const auto event = parsed("read");
  const auto* told = std::get_if<receipt>(&event.what);
  CAF_REQUIRE(told != nullptr);
  CAF_CHECK(told->what == receipt::kind::read);
  CAF_CHECK(told->up_to_id == 103);
  CAF_CHECK_EQUAL(event.client, "42");
}

CAF_TEST(CHT-7: message_typing_state is typing and nothing more) {
  CAF_CHECK(std::holds_alternative<typing>(parsed("typing").what));
  CAF_CHECK_EQUAL(parsed("typing").client, "42");
}

CAF_TEST(CHT-9: what a client answers is quoted) {
  const auto quoting = parsed("quote");
  CAF_REQUIRE(test::as_message(quoting) != nullptr);
  CAF_CHECK_EQUAL(test::as_message(quoting)->reply_to, "100");
  const auto plain = parsed("text");
  CAF_CHECK_EQUAL(test::as_message(plain)->reply_to, "");
}

CAF_TEST(CHN-8: ids beyond 2^31 are people and group chats are not) {
  CAF_CHECK_EQUAL(parsed("large_id").client, "200000000042");
  CAF_CHECK_EQUAL(test::why(parsed("group_chat")), "group_chat");
  const auto in = [](std::int64_t peer) {
    return parse_message({{"peer_id", peer}, {"from_id", peer}, {"text", "x"}});
  };
  CAF_CHECK_EQUAL(in(1'999'999'999).client, "1999999999");
  CAF_CHECK_EQUAL(test::why(in(2'000'000'000)), "group_chat");
  CAF_CHECK_EQUAL(test::why(in(2'147'483'647)), "group_chat");
  CAF_CHECK_EQUAL(in(2'147'483'648).client, "2147483648");
}

CAF_TEST(CHN-8: what another community writes is from no person) {
  CAF_CHECK_EQUAL(test::why(parsed("community")), "not_a_person");
  CAF_CHECK_EQUAL(test::why(parse_message({{"from_id", -7}, {"text", "x"}})), "not_a_person");
  CAF_CHECK_EQUAL(test::why(parse_message({{"from_id", 0}, {"peer_id", 0}})), "no_client");
}

CAF_TEST(CHN-8: kinds we do not take are kept and named) {
  const auto is = [](std::string_view name, std::string_view kind, std::string_view why) {
    const auto event = parsed(name);
    CAF_CHECK_EQUAL(event.kind, kind);
    CAF_CHECK_EQUAL(test::why(event), why);
    CAF_CHECK(event.keep_bytes);
  };
  is("reaction", "message_reaction_event", "unsupported_kind");
  is("wall_post", "wall_post_new", "unsupported_kind");
  is("new_kind", "crystal_ball_new", "unknown_kind");
  is("confirmation", "confirmation", "confirmation");
  is("bare_message", "unknown", "no_event");
  is("deep", "unknown", "not_json");
}

CAF_TEST(CHN-8: a name that is no name does not become a kind) {
  CAF_CHECK_EQUAL(parse(R"({"type":"Message New","object":{}})").kind, "unknown");
  CAF_CHECK_EQUAL(parse(R"({"type":")" + std::string(41, 'a') + R"(","object":{}})").kind,
                  "unknown");
  CAF_CHECK_EQUAL(test::why(parse(R"({"type":"message_new","object":[]})")), "malformed");
}

CAF_TEST(CHN-8: an event without a usable id is known by its bytes) {
  const auto body = corpus("event_no_event_id");
  const auto event = parse(body);
  CAF_CHECK(test::as_subscription(event) != nullptr);
  CAF_CHECK(event.key.starts_with("sha256:") && event.key.size() == 71);
  CAF_CHECK_EQUAL(parse(body).key, event.key);
  CAF_CHECK(parse(body + " ").key != event.key);
  const auto with = [](const std::string& id) {
    return parse(R"({"type":"message_deny","object":{"user_id":42},"event_id":")" + id + "\"}").key;
  };
  CAF_CHECK_EQUAL(with(std::string(100, 'e')), std::string(100, 'e'));
  CAF_CHECK(with(std::string(101, 'e')).starts_with("sha256:"));
}

CAF_TEST(CHN-8: a receipt or an edit that names nothing is kept) {
  const auto object = [](std::string_view type, std::string_view fields) {
    return parse(R"({"type":")" + std::string{type} + R"(","object":)" + std::string{fields} + "}");
  };
  CAF_CHECK_EQUAL(test::why(object("message_read", R"({"from_id":42,"peer_id":42})")),
                  "no_message_id");
  CAF_CHECK_EQUAL(test::why(object("message_edit", R"({"from_id":42,"peer_id":42})")),
                  "no_message_id");
  CAF_CHECK_EQUAL(
      test::why(object("message_read", R"({"from_id":-555,"peer_id":42,"read_message_id":1})")),
      "own_read");
  CAF_CHECK_EQUAL(test::why(object("message_allow", "{}")), "no_client");
}
