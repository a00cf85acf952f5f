#include "tests/unit/protocols/vk/support.hpp"

#include "protocols/vk/rules.hpp"

#include <string>
#include <vector>

#define CAF_SUITE vk_batch
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

std::vector<outgoing> texts(std::size_t count) {
  std::vector<outgoing> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(text_to_42("text " + std::to_string(i), std::to_string(1000 + i)));
  return all;
}

test::dialogue<std::vector<delivery>> sending_many(std::vector<outgoing> what,
                                                   std::vector<http_response> answers) {
  return test::talk(vkontakte().send_many(community(), std::move(what)), std::move(answers));
}

std::string in_words(const std::vector<delivery>& outcomes) {
  std::string all;
  for (const auto& outcome : outcomes) all += (all.empty() ? "" : ", ") + test::in_words(outcome);
  return all;
}

std::string code_of(std::vector<outgoing> what) {
  return form_of(sending_many(std::move(what), {}).calls.at(0)).at("code");
}

/// What stands between the brackets of the one call, read as JSON.
json::object call_in(const std::string& code) {
  const std::string before = "return [API.messages.send(";
  const std::string after = ")];";
  CAF_REQUIRE(code.starts_with(before) && code.ends_with(after));
  return json::parse(code.substr(before.size(), code.size() - before.size() - after.size()))
      .as_object();
}

} // namespace

CAF_TEST(CHT-7: several texts are one execute with each outcome in its place) {
  const auto held = sending_many(texts(4), {says("executed")});
  CAF_CHECK_EQUAL(methods(held.calls), "execute");
  CAF_CHECK_EQUAL(in_words(*held.outcome), "sent 118, left, sent 119, wait 1");
}

CAF_TEST(CHT-7: a program of execute sends what it was given) {
  auto one = texts(1);
  one[0].reply_to = "100";
  const auto fields = call_in(code_of(one));
  CAF_CHECK_EQUAL(fields.at("peer_id").as_string(), "42");
  CAF_CHECK_EQUAL(fields.at("random_id").as_int64(), vk::random_id("1000"));
  CAF_CHECK_EQUAL(fields.at("message").as_string(), "text 0");
  CAF_CHECK_EQUAL(fields.at("reply_to").as_string(), "100");
}

CAF_TEST(CHT-7: no text gets out of its place in a program) {
  for (const std::string text :
       {R"(");API.messages.delete({"delete_for_all":1});//)", R"(\)", R"(\")", R"(\\")",
        "line\nend\r\ttab", "a\x01z\x7F", "\xE2\x80\xA8two\xE2\x80\xA9",
        "'quotes' `${x}` </script>", "Привет 👋🏽", "*/ // /*"}) {
    const auto code = code_of({text_to_42(text)});
    CAF_CHECK_EQUAL(std::string(call_in(code).at("message").as_string()), text);
    CAF_CHECK(code.find('\n') == std::string::npos);
    CAF_CHECK(code.find("\xE2\x80\xA8") == std::string::npos);
  }
  const auto broken = call_in(code_of({text_to_42("a\xFFz")}));
  CAF_CHECK_EQUAL(std::string(broken.at("message").as_string()), "a\xEF\xBF\xBDz");
  auto client = text_to_42("x");
  client.client = R"(42"}))";
  CAF_CHECK_EQUAL(std::string(call_in(code_of({client})).at("peer_id").as_string()), R"(42"}))");
}

CAF_TEST(CHT-7: an execute has 25 calls and the 26th is in the next) {
  const auto ids = [](int from, int count) {
    json::array all;
    for (int i = 0; i < count; ++i) all.emplace_back(from + i);
    return test::reply(200, json::serialize(json::object{{"response", all}}));
  };
  CAF_CHECK_EQUAL(sending_many(texts(25), {ids(1, 25)}).calls.size(), 1u);
  const auto held = sending_many(texts(26), {ids(1, 25), ids(26, 1)});
  CAF_CHECK_EQUAL(methods(held.calls), "execute execute");
  CAF_REQUIRE_EQUAL(held.outcome->size(), 26u);
  CAF_CHECK_EQUAL(test::in_words(held.outcome->at(25)), "sent 26");
}

CAF_TEST(CHT-7: what goes wrong with a whole execute goes wrong with each text) {
  const auto alike = [](const http_response& answer) {
    return in_words(*sending_many(texts(2), {answer}).outcome);
  };
  CAF_CHECK_EQUAL(alike(refuses(6)), "wait 1, wait 1");
  CAF_CHECK_EQUAL(alike(refuses(5)), "broken token_revoked, broken token_revoked");
  CAF_CHECK_EQUAL(alike(test::lost(http_response::reach::no_answer)), "later, later");
  CAF_CHECK_EQUAL(alike(test::reply(502, "<html>")), "later, later");
}

CAF_TEST(CHT-7: an execute that says less than it was asked loses no text) {
  const auto alike = [](std::string_view body) {
    return in_words(*sending_many(texts(2), {test::reply(200, std::string{body})}).outcome);
  };
  CAF_CHECK_EQUAL(alike(R"({"response":[118]})"), "sent 118, later");
  CAF_CHECK_EQUAL(alike(R"({"response":null})"), "later, later");
  CAF_CHECK_EQUAL(alike(R"({"response":[false,118],"execute_errors":[]})"), "later, sent 118");
  CAF_CHECK_EQUAL(alike(R"({"response":[false,false],"execute_errors":[{"error_code":901}]})"),
                  "left, later");
}

CAF_TEST(CHT-7: a program that VK cannot read is sent text by text) {
  for (const int code : {12, 13}) {
    const auto held = sending_many(texts(2), {refuses(code), says("sent"), refuses(901)});
    CAF_CHECK_EQUAL(methods(held.calls), "execute messages.send messages.send");
    CAF_CHECK_EQUAL(in_words(*held.outcome), "sent 118, left");
  }
}
