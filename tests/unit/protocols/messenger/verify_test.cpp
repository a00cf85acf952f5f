#include "tests/unit/protocols/messenger/support.hpp"

#include <string>

#define CAF_SUITE messenger_verify
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::app_secret;
using messenger_test::page_messenger;

namespace {

const std::string right = "sha256=85493e7f069f1d97de92a40fd90a82384076eba892b93951852b6cca40136874";
constexpr std::string_view header = "X-Hub-Signature-256";

std::string body() { return messenger_test::corpus("event_known_answer"); }

bool accepted(std::string_view bytes, std::string_view proof,
              std::string_view secret = app_secret) {
  return page_messenger().verify(test::signed_call(bytes, header, proof),
                                 {.secret = std::string{secret}});
}

hook_answer shaken(std::string_view query, const std::string& verify_token = "our-token") {
  hook_call call{.method = "GET", .query = query, .body = {}, .header = {}};
  auto talk = page_messenger().handshake(call, {.verify_token = verify_token}, {});
  if (!talk) return {};
  return *test::talk(std::move(*talk)).outcome;
}

} // namespace

CAF_TEST(CHN-3: the known answer of the platform is accepted) {
  CAF_CHECK_EQUAL(body().size(), 197u);
  CAF_CHECK(accepted(body(), right));
}

CAF_TEST(CHN-3: one flipped bit anywhere in the signature or in the body is refused) {
  for (std::size_t at = 0; at < right.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      auto flipped = right;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      CAF_CHECK(!accepted(body(), flipped));
    }
  }
  for (std::size_t at = 0; at < body().size(); ++at) {
    auto flipped = body();
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    CAF_CHECK(!accepted(flipped, right));
  }
}

CAF_TEST(CHN-3: a body that was written anew is refused although it says the same) {
  const auto anew = boost::json::serialize(boost::json::parse(body()));
  CAF_CHECK(anew != body());
  CAF_CHECK(!accepted(anew, right));
}

CAF_TEST(CHN-3: a missing or cut or empty signature is refused) {
  CAF_CHECK(!accepted(body(), ""));
  CAF_CHECK(!accepted(body(), "sha256="));
  CAF_CHECK(!accepted(body(), right.substr(0, right.size() - 1)));
  CAF_CHECK(!accepted(body(), right.substr(7)));
  CAF_CHECK(!accepted(body(), right + "0"));
  CAF_CHECK(!page_messenger().verify({.method = "POST", .query = {}, .body = "{}", .header = {}},
                                     {.secret = std::string{app_secret}}));
}

CAF_TEST(CHN-3: the old signature alone is not enough) {
  const std::string sha1 = "sha1=763319ae8947769a0827438a437b571ffb273448";
  const auto bytes = body();
  auto call = test::signed_call(bytes, "X-Hub-Signature", sha1);
  CAF_CHECK(!page_messenger().verify(call, {.secret = std::string{app_secret}}));
  CAF_CHECK(!accepted(bytes, sha1));
}

CAF_TEST(CHN-3: another secret or none is refused) {
  CAF_CHECK(!accepted(body(), right, "meta-test-app-secreT"));
  CAF_CHECK(!accepted(body(), right, ""));
  // The HMAC of an empty body under an empty secret.
  CAF_CHECK(
      !accepted("", "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad", ""));
}

CAF_TEST(CHN-3: the challenge comes back as it is for the right token) {
  const auto answer =
      shaken("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=our-token");
  CAF_CHECK_EQUAL(answer.status, 200);
  CAF_CHECK_EQUAL(answer.content_type, "text/plain");
  CAF_CHECK_EQUAL(answer.body, "1158201444");
  const auto odd = shaken(
      "hub.verify_token=our%2Dtoken&hub.challenge=a%2Bb+%3Cc%3E%26%22d%25%zz&hub.mode=subscribe");
  CAF_CHECK_EQUAL(odd.status, 200);
  CAF_CHECK_EQUAL(odd.body, "a+b <c>&\"d%%zz");
}

CAF_TEST(CHN-3: a handshake with anything wrong is answered 403 without the challenge) {
  for (const auto* query : {"", "hub.mode=subscribe&hub.challenge=77001",
                            "hub.mode=subscribe&hub.challenge=77001&hub.verify_token=",
                            "hub.mode=subscribe&hub.challenge=77001&hub.verify_token=our-tokeN",
                            "hub.mode=subscribe&hub.challenge=77001&hub.verify_token=our-token2",
                            "hub.mode=unsubscribe&hub.challenge=77001&hub.verify_token=our-token",
                            "hub.challenge=77001&hub.verify_token=our-token",
                            "hub.mode=subscribe&hub.verify_token=our-token"}) {
    const auto answer = shaken(query);
    CAF_CHECK_EQUAL(answer.status, 403);
    CAF_CHECK(answer.body.find("77001") == std::string::npos);
  }
  CAF_CHECK_EQUAL(shaken("hub.mode=subscribe&hub.challenge=7&hub.verify_token=", "").status, 403);
}

CAF_TEST(CHN-3: a call with events is no handshake) {
  hook_call call{.method = "POST", .query = {}, .body = "{}", .header = {}};
  CAF_CHECK(!page_messenger().handshake(call, {.verify_token = "our-token"}, {}));
  const auto answer = page_messenger().accepted({}, {});
  CAF_CHECK_EQUAL(answer.status, 200);
}
