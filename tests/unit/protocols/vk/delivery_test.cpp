#include "tests/unit/protocols/vk/support.hpp"

#include "protocols/vk/rules.hpp"

#include <string>

#define CAF_SUITE vk_delivery
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

struct row {
  int code;
  std::string_view outcome;
};

/// Every row of VK's errors and what becomes of the message.
constexpr row rows[] = {
    {1, "later"},
    {10, "later"},
    {36, "later"},
    {3, "refused wrong_call"},
    {8, "refused wrong_call"},
    {100, "refused wrong_call"},
    {113, "refused wrong_call"},
    {118, "refused wrong_call"},
    {121, "refused wrong_call"},
    {129, "refused wrong_call"},
    {5, "broken token_revoked"},
    {27, "broken token_revoked"},
    {28, "broken token_revoked"},
    {1117, "broken token_revoked"},
    {3610, "broken token_revoked"},
    {6, "wait 1"},
    {9, "wait_client 180"},
    {14, "wait 600"},
    {17, "wait 600"},
    {7, "broken no_permission"},
    {15, "broken no_permission"},
    {20, "broken no_permission"},
    {23, "broken no_permission"},
    {203, "broken no_permission"},
    {18, "left"},
    {30, "left"},
    {37, "left"},
    {22, "later"},
    {105, "later"},
    {29, "wait 10800"},
    {900, "left"},
    {901, "left"},
    {902, "left"},
    {909, "refused too_old"},
    {910, "refused message_too_long"},
    {914, "refused message_too_long"},
    {911, "refused keyboard_invalid"},
    {912, "mend"},
    {913, "refused forwards_refused"},
    {940, "refused forwards_refused"},
    {969, "refused forwards_refused"},
    {917, "refused chat_gone"},
    {922, "refused chat_gone"},
    {925, "refused chat_gone"},
    {927, "refused chat_gone"},
    {932, "refused chat_gone"},
    {935, "refused chat_gone"},
    {945, "refused chat_gone"},
    {946, "refused chat_gone"},
    {1012, "refused chat_gone"},
    {936, "refused client_not_found"},
    {39, "refused client_not_found"},
    {943, "refused intent_refused"},
    {944, "refused intent_refused"},
    {950, "refused window_closed"},
    {985, "refused notifications_only"},
    {987, "refused message_request"},
    {988, "refused message_request"},
    {2000, "refused too_many_servers"},
    {4242, "refused refused"},
};

delivery outcome_of(const http_response& answer) {
  return *sending(text_to_42("x"), {answer}).outcome;
}

std::string problem_of(const http_response& answer) {
  return std::get<wait>(outcome_of(answer)).problem;
}

template <class Outcome>
std::string reason_of(const http_response& answer) {
  return std::get<Outcome>(outcome_of(answer)).reason;
}

} // namespace

CAF_TEST(CHT-7: each error of VK has its treatment) {
  for (const auto& [code, outcome] : rows) {
    CAF_MESSAGE("error " << code);
    CAF_CHECK_EQUAL(delivered(refuses(code)), outcome);
    CAF_CHECK_EQUAL(test::broken_promise(outcome_of(refuses(code))), "");
  }
}

CAF_TEST(CHT-7: error 9 of VK holds back one client and error 6 the channel) {
  CAF_CHECK(std::holds_alternative<wait_client>(outcome_of(refuses(9))));
  CAF_CHECK(problem_of(says("too_many")).empty());
}

CAF_TEST(CHN-10: a captcha and the daily limit are told in the health of the channel) {
  CAF_CHECK_EQUAL(problem_of(says("captcha")), "captcha");
  CAF_CHECK_EQUAL(problem_of(refuses(17)), "captcha");
  CAF_CHECK_EQUAL(problem_of(refuses(29)), "daily_limit");
}

CAF_TEST(CHT-7: the words of the platform are kept) {
  CAF_CHECK_EQUAL(reason_of<client_left>(says("denied")),
                  "Can't send messages for users without permission");
  CAF_CHECK_EQUAL(reason_of<refused>(refuses(914, "")), "error 914");
  CAF_CHECK_EQUAL(reason_of<refused>(refuses(914, "a\x80z")), "a\xEF\xBF\xBDz");
}

CAF_TEST(CHT-7: a message is sent by its peer and text and random_id) {
  auto what = text_to_42("1 < 2 & a=b + 100% ok?\nдва");
  what.reply_to = "100";
  const auto held = sending(what, {says("sent")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 1u);
  const auto& call = held.calls[0];
  CAF_CHECK_EQUAL(call.url, "https://api.vk.example/method/messages.send");
  CAF_CHECK_EQUAL(call.method, "POST");
  CAF_CHECK_EQUAL(call.platform, "vk");
  CAF_CHECK(!call.outside);
  const auto form = form_of(call);
  CAF_CHECK_EQUAL(form.at("peer_id"), "42");
  CAF_CHECK_EQUAL(form.at("message"), what.text);
  CAF_CHECK_EQUAL(form.at("random_id"), std::to_string(vk::random_id("17")));
  CAF_CHECK_EQUAL(form.at("reply_to"), "100");
  CAF_CHECK_EQUAL(form.at("v"), "5.199");
  CAF_CHECK_EQUAL(form.at("access_token"), community().token);
  CAF_CHECK(!form.has("attachment"));
  CAF_CHECK_EQUAL(std::get<sent>(*held.outcome).external_id, "118");
}

CAF_TEST(CHT-7: what a person types never becomes another argument) {
  auto what = text_to_42("x&peer_id=43&v=1");
  what.client = "42&message=evil";
  const auto form = form_of(sending(what, {says("sent")}).calls[0]);
  CAF_CHECK_EQUAL(form.at("message"), "x&peer_id=43&v=1");
  CAF_CHECK_EQUAL(form.at("peer_id"), "42&message=evil");
  CAF_CHECK_EQUAL(form.size(), 5u);
}

CAF_TEST(CHT-7: a trailing slash of the configured address changes nothing) {
  auto to = community();
  to.api_url = "https://api.vk.example/";
  const auto held = test::talk(vkontakte().send(to, text_to_42("x")), {says("sent")});
  CAF_CHECK_EQUAL(held.calls[0].url, "https://api.vk.example/method/messages.send");
}

CAF_TEST(CHT-7: both forms of the answer of messages.send are read) {
  CAF_CHECK_EQUAL(delivered(says("sent")), "sent 118");
  CAF_CHECK_EQUAL(delivered(says("sent_list")), "sent 104");
  CAF_CHECK_EQUAL(delivered(says("sent_list_error")), "left");
}

CAF_TEST(CHT-7: without an answer the same message goes again since VK knows it) {
  for (const auto& answer :
       {test::lost(http_response::reach::not_sent), test::lost(http_response::reach::no_answer),
        test::reply(502, "<html>Bad gateway</html>"), test::reply(200, ""),
        test::reply(200, R"({"response")"), test::reply(200, "[]"), test::reply(504, "{}")})
    CAF_CHECK_EQUAL(delivered(answer), "later");
  auto first = sending(text_to_42("x"), {test::lost(http_response::reach::no_answer)});
  auto second = sending(text_to_42("x"), {says("sent")});
  CAF_CHECK_EQUAL(first.calls[0].body, second.calls[0].body);
}

CAF_TEST(CHT-7: a gateway that says 429 is obeyed to the second within bounds) {
  const auto told = [](int seconds) {
    auto answer = test::reply(429, "slow down");
    answer.retry_after_s = seconds;
    return delivered(answer);
  };
  CAF_CHECK_EQUAL(told(14), "wait 14");
  CAF_CHECK_EQUAL(told(0), "wait 1");
  CAF_CHECK_EQUAL(told(100'000), "wait 3600");
  CAF_CHECK_EQUAL(delivered(test::reply(413, "")), "refused too_large");
}

CAF_TEST(CHT-9: an edit replaces the text) {
  const auto held =
      test::talk(vkontakte().edit(community(), "42", "104", "New", false), {says("done")});
  CAF_CHECK_EQUAL(methods(held.calls), "messages.edit");
  const auto form = form_of(held.calls[0]);
  CAF_CHECK_EQUAL(form.at("peer_id"), "42");
  CAF_CHECK_EQUAL(form.at("message_id"), "104");
  CAF_CHECK_EQUAL(form.at("message"), "New");
  CAF_CHECK_EQUAL(test::in_words(*held.outcome), "sent ");
}

CAF_TEST(CHT-9: an edit keeps the files of the message) {
  const auto held = test::talk(vkontakte().edit(community(), "42", "104", "New", true),
                               {says("message"), says("done")});
  CAF_CHECK_EQUAL(methods(held.calls), "messages.getById messages.edit");
  CAF_CHECK_EQUAL(form_of(held.calls[1]).at("attachment"), "photo-555_457_k1,doc-555_460");
  const auto unknown = test::talk(vkontakte().edit(community(), "42", "104", "New", true),
                                  {test::reply(200, R"({"response":{"count":0,"items":[]}})")});
  CAF_CHECK_EQUAL(test::in_words(*unknown.outcome), "refused message_not_found");
}

CAF_TEST(CHT-9: a message is taken back for everybody) {
  const auto held = test::talk(vkontakte().remove(community(), "42", "104"), {says("deleted")});
  CAF_CHECK_EQUAL(methods(held.calls), "messages.delete");
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("message_ids"), "104");
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("delete_for_all"), "1");
  CAF_CHECK_EQUAL(test::in_words(*held.outcome), "sent ");
  for (const auto* no : {R"({"response":{"104":0}})", R"({"response":[{"response":0}]})"})
    CAF_CHECK_EQUAL(test::in_words(*test::talk(vkontakte().remove(community(), "42", "104"),
                                               {test::reply(200, no)})
                                        .outcome),
                    "refused delete_refused");
}

CAF_TEST(CHT-9: a change that is not allowed breaks no channel) {
  for (const int code : {7, 15, 20, 23, 203}) {
    const auto edit =
        test::talk(vkontakte().edit(community(), "42", "1", "x", false), {refuses(code)});
    CAF_CHECK_EQUAL(test::in_words(*edit.outcome), "refused no_permission");
    const auto remove = test::talk(vkontakte().remove(community(), "42", "1"), {refuses(code)});
    CAF_CHECK_EQUAL(test::in_words(*remove.outcome), "refused no_permission");
  }
  const auto late =
      test::talk(vkontakte().edit(community(), "42", "1", "x", false), {refuses(909)});
  CAF_CHECK_EQUAL(test::in_words(*late.outcome), "refused too_old");
}

CAF_TEST(CHT-7: typing and reading are shown) {
  const auto typing = vkontakte().show_typing(community(), "42");
  CAF_REQUIRE(typing.has_value());
  CAF_CHECK_EQUAL(methods({*typing}), "messages.setActivity");
  CAF_CHECK_EQUAL(form_of(*typing).at("type"), "typing");
  const auto read = vkontakte().show_read(community(), "42", "101");
  CAF_REQUIRE(read.has_value());
  CAF_CHECK_EQUAL(methods({*read}), "messages.markAsRead");
  CAF_CHECK_EQUAL(form_of(*read).at("mark_conversation_as_read"), "1");
}

CAF_TEST(CHT-2: a press is acknowledged by what the event carried) {
  const auto call = vkontakte().acknowledge(community(), parsed("press").acknowledge);
  CAF_REQUIRE(call.has_value());
  CAF_CHECK_EQUAL(methods({*call}), "messages.sendMessageEventAnswer");
  const auto form = form_of(*call);
  CAF_CHECK_EQUAL(form.at("event_id"), "ev77");
  CAF_CHECK_EQUAL(form.at("user_id"), "42");
  CAF_CHECK_EQUAL(form.at("peer_id"), "42");
  for (const auto* wrong : {"", "{}", "ev77", R"({"event_id":"e","user_id":"x","peer_id":"1"})"})
    CAF_CHECK(!vkontakte().acknowledge(community(), wrong));
}
