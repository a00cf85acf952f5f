#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_verify
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

std::string body_with(const std::string& proof, const std::string& group = "555") {
  return R"({"type":"message_deny","group_id":)" + group + R"(,"secret":)" +
         json::serialize(json::value(proof)) + R"(,"object":{"user_id":42}})";
}

bool accepts(const std::string& body, const hook_keys& with = keys()) {
  return vkontakte().verify(callback(body), with);
}

test::dialogue<hook_answer> confirming(const std::string& body, http_response code,
                                       const hook_keys& with = keys()) {
  auto told = vkontakte().handshake(callback(body), with, community());
  CAF_REQUIRE(told.has_value());
  return test::talk(std::move(*told), {std::move(code)});
}

int status_after(http_response code) {
  return confirming(corpus("event_confirmation"), std::move(code)).outcome->status;
}

} // namespace

CAF_TEST(CHN-8: a callback is known by our secret and the id of the community) {
  CAF_CHECK(accepts(body_with(secret)));
  CAF_CHECK(accepts(body_with(secret, "\"555\"")));
  CAF_CHECK(!accepts(body_with(secret, "556")));
  CAF_CHECK(!accepts(R"({"type":"message_deny","secret":")" + secret + "\"}"));
}

CAF_TEST(CHN-8: one flipped bit anywhere in the secret is refused) {
  for (std::size_t at = 0; at < secret.size(); ++at) {
    for (int bit = 0; bit < 7; ++bit) {
      auto flipped = secret;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      CAF_CHECK(!accepts(body_with(flipped)));
    }
  }
}

CAF_TEST(CHN-8: a part of the secret or more than it or none is refused) {
  CAF_CHECK(!accepts(body_with("")));
  CAF_CHECK(!accepts(body_with(secret.substr(1))));
  CAF_CHECK(!accepts(body_with(secret + "x")));
  CAF_CHECK(!accepts(R"({"type":"message_deny","group_id":555})"));
  CAF_CHECK(!accepts(R"({"group_id":555,"secret":["s3cret-of-the-channel"]})"));
  CAF_CHECK(!accepts("[]"));
  CAF_CHECK(!accepts(""));
}

CAF_TEST(CHN-8: without a secret or an account nothing is accepted) {
  CAF_CHECK(!accepts(body_with(""), {.secret = "", .account = "555"}));
  CAF_CHECK(!accepts(R"({"group_id":555})", {.secret = "", .account = "555"}));
  CAF_CHECK(!accepts(body_with(secret), {.secret = secret, .account = ""}));
  CAF_CHECK(!accepts(R"({"secret":")" + secret + "\"}", {.secret = secret, .account = ""}));
}

CAF_TEST(CHN-8: the confirmation is answered with the code of this moment) {
  const auto told = confirming(corpus("event_confirmation"), says("code"));
  CAF_REQUIRE(told.outcome.has_value());
  CAF_CHECK_EQUAL(methods(told.calls), "groups.getCallbackConfirmationCode");
  CAF_CHECK_EQUAL(form_of(told.calls[0]).at("group_id"), "555");
  CAF_CHECK_EQUAL(told.outcome->status, 200);
  CAF_CHECK_EQUAL(told.outcome->content_type, "text/plain");
  CAF_CHECK_EQUAL(told.outcome->body, "a1b2c3d4");
}

CAF_TEST(CHN-8: a confirmation that is not from VK is refused without a question) {
  for (const auto& wrong :
       {hook_keys{.secret = "another", .account = "555"}, hook_keys{.secret = "", .account = "555"},
        hook_keys{.secret = secret, .account = "556"}}) {
    auto told = vkontakte().handshake(callback(corpus("event_confirmation")), wrong, community());
    CAF_REQUIRE(told.has_value());
    const auto held = test::talk(std::move(*told));
    CAF_CHECK(held.calls.empty());
    CAF_REQUIRE(held.outcome.has_value());
    CAF_CHECK_EQUAL(held.outcome->status, 403);
    CAF_CHECK_EQUAL(held.outcome->body, "");
  }
}

CAF_TEST(CHN-8: without a code or with words for one VK is asked to come again) {
  const auto code = [](std::string_view text) {
    return test::reply(200, R"({"response":{"code":")" + std::string{text} + "\"}}");
  };
  for (const auto& answer :
       {refuses(5), refuses(10), test::reply(502, "<html>"), code(""), code("remove"),
        code("two words"), code(std::string(65, 'a')), test::lost(http_response::reach::no_answer)})
    CAF_CHECK_EQUAL(status_after(answer), 503);
  CAF_CHECK_EQUAL(status_after(code(std::string(64, 'a'))), 200);
}

CAF_TEST(CHN-8: an event is no handshake and is answered ok) {
  for (const auto* name : {"text", "press", "deep"})
    CAF_CHECK(!vkontakte().handshake(callback(corpus("event_" + std::string{name})), keys(),
                                     community()));
  const auto mention = R"({"type":"message_new","object":{"message":{"text":"confirmation"}}})";
  CAF_CHECK(!vkontakte().handshake(callback(mention), keys(), community()));
  const auto answer = vkontakte().accepted({parsed("text")}, keys());
  CAF_CHECK_EQUAL(answer.status, 200);
  CAF_CHECK_EQUAL(answer.content_type, "text/plain");
  CAF_CHECK_EQUAL(answer.body, "ok");
}
