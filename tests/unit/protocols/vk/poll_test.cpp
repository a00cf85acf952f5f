#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_poll
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

const std::string cursor = R"({"server":"https://lp.vk.example/wh555","key":"k1","ts":"117"})";

test::dialogue<poll_outcome> polling(const std::string& from, std::vector<http_response> answers,
                                     std::chrono::seconds hold = std::chrono::seconds{25}) {
  return test::talk(vkontakte().poll(community(), from, hold), std::move(answers));
}

http_response gives(std::string_view name) {
  return test::reply(200, corpus("poll_" + std::string{name}));
}

poll_batch batch_of(const test::dialogue<poll_outcome>& held) {
  CAF_REQUIRE(held.outcome.has_value() && std::holds_alternative<poll_batch>(*held.outcome));
  return std::get<poll_batch>(*held.outcome);
}

std::string next_ts(const poll_batch& batch) {
  return std::string(json::parse(batch.next).at("ts").as_string());
}

std::string failure_of(const test::dialogue<poll_outcome>& held) {
  CAF_REQUIRE(held.outcome.has_value() && std::holds_alternative<delivery>(*held.outcome));
  CAF_CHECK_EQUAL(test::broken_promise(*held.outcome), "");
  return test::in_words(std::get<delivery>(*held.outcome));
}

} // namespace

CAF_TEST(CHN-13: the first poll turns the long poll on and begins at its place) {
  const auto held = polling("", {says("done"), says("done"), says("poll_server"), gives("one")});
  CAF_CHECK_EQUAL(methods(held.calls),
                  "groups.setSettings groups.setLongPollSettings groups.getLongPollServer "
                  "https://lp.vk.example/wh555?act=a_check&key=k2&ts=118&wait=25");
  const auto on = form_of(held.calls[1]);
  CAF_CHECK_EQUAL(on.at("enabled"), "1");
  CAF_CHECK_EQUAL(on.at("api_version"), "5.199");
  CAF_CHECK_EQUAL(on.at("group_id"), "555");
  for (const auto* event :
       {"message_new", "message_reply", "message_edit", "message_allow", "message_deny",
        "message_typing_state", "message_read", "message_event", "user_block", "user_unblock"})
    CAF_CHECK_EQUAL(on.at(event), "1");
  const auto batch = batch_of(held);
  CAF_REQUIRE_EQUAL(batch.events.size(), 1u);
  CAF_CHECK_EQUAL(batch.events[0].event.key, "c0ffee");
  CAF_CHECK(test::carries(batch.events[0].event, content::text, "Hi"));
  CAF_CHECK_EQUAL(parse(batch.events[0].bytes).key, "c0ffee");
  CAF_CHECK_EQUAL(next_ts(batch), "119");
}

CAF_TEST(CHN-13: the next poll confirms by the place it asks from) {
  const auto held = polling(cursor, {gives("empty")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 1u);
  const auto& call = held.calls[0];
  CAF_CHECK_EQUAL(call.method, "GET");
  CAF_CHECK(call.outside);
  CAF_CHECK_EQUAL(call.platform, "vk");
  CAF_CHECK(call.timeout == std::chrono::seconds{35});
  CAF_CHECK_EQUAL(query_of(call.url).at("ts"), "117");
  const auto batch = batch_of(held);
  CAF_CHECK(batch.events.empty());
  CAF_CHECK_EQUAL(next_ts(batch), "118");
}

CAF_TEST(CHN-13: a poll waits from 1 to 90 seconds at VK) {
  const auto asked = [](int seconds) {
    const auto held = polling(cursor, {gives("empty")}, std::chrono::seconds{seconds});
    return query_of(held.calls[0].url).at("wait");
  };
  CAF_CHECK_EQUAL(asked(0), "1");
  CAF_CHECK_EQUAL(asked(90), "90");
  CAF_CHECK_EQUAL(asked(91), "90");
}

CAF_TEST(CHN-13: what is no event among events is kept beside them) {
  const auto batch = batch_of(polling(cursor, {gives("several")}));
  CAF_REQUIRE_EQUAL(batch.events.size(), 4u);
  CAF_CHECK(std::holds_alternative<typing>(batch.events[0].event.what));
  CAF_CHECK(test::carries(batch.events[1].event, content::text, "One"));
  CAF_CHECK_EQUAL(test::why(batch.events[2].event), "not_an_object");
  CAF_CHECK_EQUAL(test::why(batch.events[3].event), "unsupported_kind");
  CAF_CHECK_EQUAL(test::broken_promise(poll_outcome{batch}), "");
}

CAF_TEST(CHN-13: failed 1 goes on from the place that is told) {
  const auto held = polling(cursor, {gives("history_lost")});
  CAF_CHECK_EQUAL(held.calls.size(), 1u);
  CAF_CHECK(batch_of(held).events.empty());
  CAF_CHECK_EQUAL(next_ts(batch_of(held)), "120");
}

CAF_TEST(CHN-13: failed 2 renews the key and asks again from the same place) {
  const auto held = polling(cursor, {gives("key_old"), says("poll_server"), gives("one")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 3u);
  CAF_CHECK_EQUAL(methods({held.calls[1]}), "groups.getLongPollServer");
  CAF_CHECK_EQUAL(query_of(held.calls[2].url).at("key"), "k2");
  CAF_CHECK_EQUAL(query_of(held.calls[2].url).at("ts"), "117");
  CAF_CHECK_EQUAL(batch_of(held).events.size(), 1u);
}

CAF_TEST(CHN-13: failed 3 renews the key and asks once more from the same place) {
  const auto held = polling(cursor, {gives("all_lost"), says("poll_server"), gives("one")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 3u);
  CAF_CHECK_EQUAL(query_of(held.calls[2].url).at("key"), "k2");
  CAF_CHECK_EQUAL(query_of(held.calls[2].url).at("ts"), "117");
}

CAF_TEST(CHN-13: failed 3 said twice renews the place too) {
  const auto held = polling(cursor, {gives("all_lost"), says("poll_server"), gives("all_lost"),
                                     says("poll_server"), gives("one")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 5u);
  CAF_CHECK_EQUAL(query_of(held.calls[4].url).at("ts"), "118");
}

CAF_TEST(CHN-13: a key that is never good ends the round) {
  CAF_CHECK_EQUAL(
      failure_of(polling(cursor, {gives("key_old"), says("poll_server"), gives("key_old"),
                                  says("poll_server"), gives("key_old"), says("poll_server")})),
      "later");
}

CAF_TEST(CHN-13: a cursor that cannot be read begins anew) {
  for (const auto* broken : {"{", "118", R"({"server":"s","key":"k"})", R"({"ts":1})"})
    CAF_CHECK_EQUAL(methods({polling(broken, {}).calls.at(0)}), "groups.setSettings");
}

CAF_TEST(CHN-13: a server without a scheme is taken as a secure one) {
  const auto held = polling(R"({"server":"lp.vk.example/a?b=c","key":"k&x","ts":5})", {});
  CAF_CHECK_EQUAL(held.calls.at(0).url,
                  "https://lp.vk.example/a?b=c&act=a_check&key=k%26x&ts=5&wait=25");
}

CAF_TEST(CHN-13: a poll that fails waits or is broken) {
  CAF_CHECK_EQUAL(failure_of(polling(cursor, {test::lost(http_response::reach::no_answer)})),
                  "later");
  CAF_CHECK_EQUAL(failure_of(polling(cursor, {test::reply(502, "<html>")})), "later");
  CAF_CHECK_EQUAL(failure_of(polling(cursor, {test::reply(500, R"({"ts":"1","updates":[]})")})),
                  "later");
  CAF_CHECK_EQUAL(failure_of(polling(cursor, {test::reply(200, R"({"ts":"119"})")})), "later");
  CAF_CHECK_EQUAL(failure_of(polling("", {refuses(5)})), "broken token_revoked");
  CAF_CHECK_EQUAL(failure_of(polling("", {says("done"), refuses(15)})), "broken no_permission");
  CAF_CHECK_EQUAL(failure_of(polling("", {says("done"), says("done"), refuses(6)})), "wait 1");
  CAF_CHECK_EQUAL(failure_of(polling("", {says("done"), says("done"), refuses(9)})), "wait 180");
  CAF_CHECK_EQUAL(failure_of(polling("", {says("done"), says("done"), refuses(901)})), "later");
  CAF_CHECK_EQUAL(failure_of(polling("", {says("done"), says("done"), says("done")})), "later");
}
