#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_people
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

test::dialogue<std::vector<client_profile>> asking(std::vector<std::string> clients,
                                                   std::vector<http_response> answers) {
  return test::talk(vkontakte().profiles(community(), std::move(clients)), std::move(answers));
}

} // namespace

CAF_TEST(CRD-1: many new people are one question) {
  const auto held = asking({"42", "43", "44", "45"}, {says("users")});
  CAF_CHECK_EQUAL(methods(held.calls), "users.get");
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("user_ids"), "42,43,44,45");
  CAF_REQUIRE_EQUAL(held.outcome->size(), 3u);
  const auto& ira = held.outcome->at(0);
  CAF_CHECK_EQUAL(ira.client, "42");
  CAF_CHECK_EQUAL(ira.who.first_name, "Ira");
  CAF_CHECK_EQUAL(ira.who.last_name, "K");
  CAF_CHECK_EQUAL(ira.who.username, "ira_k");
  CAF_CHECK_EQUAL(ira.who.country, "UA");
  CAF_CHECK_EQUAL(ira.who.photo, "https://media.example.com/42.jpg");
  CAF_CHECK(!ira.gone);
}

CAF_TEST(CRD-1: who is deleted or banned is gone and has no photo) {
  const auto held = asking({"42", "43", "44"}, {says("users")});
  CAF_CHECK(held.outcome->at(1).gone);
  CAF_CHECK_EQUAL(held.outcome->at(1).who.photo, "");
  CAF_CHECK(!held.outcome->at(2).gone);
  CAF_CHECK_EQUAL(held.outcome->at(2).who.photo, "");
}

CAF_TEST(CRD-1: only those who were asked about are told of) {
  CAF_CHECK_EQUAL(asking({"44"}, {says("users")}).outcome->size(), 1u);
  CAF_CHECK_EQUAL(form_of(asking({"42", "x&y", "", "43"}, {}).calls[0]).at("user_ids"), "42,43");
}

CAF_TEST(CRD-1: a question takes a thousand people) {
  std::vector<std::string> many;
  for (int id = 1; id <= 1001; ++id) many.push_back(std::to_string(id));
  const auto ids = form_of(asking(many, {}).calls[0]).at("user_ids");
  CAF_CHECK(ids.ends_with(",1000"));
}

CAF_TEST(CRD-1: what cannot be read is asked later) {
  for (const auto& answer : {refuses(6), test::reply(502, "<html>"), test::reply(200, "[]"),
                             test::lost(http_response::reach::no_answer)})
    CAF_CHECK(asking({"42"}, {answer}).outcome->empty());
}

CAF_TEST(CHT-2: a file is fetched from its own address with care) {
  const auto at = "https://vk.example.com/doc42_460?hash=h&dl=d";
  const auto held = test::talk(vkontakte().locate(community(), at));
  CAF_CHECK(held.calls.empty());
  CAF_REQUIRE(held.outcome && held.outcome->has_value());
  const auto& request = **held.outcome;
  CAF_CHECK_EQUAL(request.method, "GET");
  CAF_CHECK_EQUAL(request.url, at);
  CAF_CHECK(request.outside);
  CAF_CHECK_EQUAL(request.platform, "vk");
  for (const auto* wrong : {"", "file:///etc/passwd", "doc42_460"})
    CAF_CHECK(!test::talk(vkontakte().locate(community(), wrong)).outcome->has_value());
}
