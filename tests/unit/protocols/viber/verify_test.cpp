#include "protocols/viber/verify.hpp"
#include "protocols/digest.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_verify
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using viber_test::bot;

namespace {

/// Computed elsewhere, with another library.
const std::string token = "viber-test-token-0001";
const std::string body =
    R"({"event":"webhook","timestamp":1700000000000,"message_token":5741311803571721087})";
const std::string signature = "933ee8a4c6d423129a963dab5435629177f33dc77e37f0e7c150e086b7e664aa";

hook_keys keys_with(std::string of) {
  hook_keys keys;
  keys.token = std::move(of);
  return keys;
}

bool accepted(std::string_view proof, std::string_view bytes = body, std::string of = token) {
  return bot().verify(test::signed_call(bytes, viber::proof_header, proof), keys_with(of));
}

bool accepted_in_query(std::string_view query) {
  auto call = test::signed_call(body, viber::proof_header, "");
  call.query = query;
  return bot().verify(call, keys_with(token));
}

/// The status that a handshake is answered with; 0 = it is none.
int handshake(std::string_view bytes, std::string_view proof) {
  auto call = test::signed_call(bytes, viber::proof_header, proof);
  auto dialogue = bot().handshake(call, keys_with(token), {});
  return dialogue ? test::talk(std::move(*dialogue)).outcome->status : 0;
}

} // namespace

CAF_TEST(CHN-7: the signature of a known body with a known token is accepted) {
  CAF_CHECK_EQUAL(hmac_sha256_hex(token, body), signature);
  CAF_CHECK(accepted(signature));
}

CAF_TEST(CHN-7: the signature may stand in the address) {
  CAF_CHECK(accepted_in_query("sig=" + signature));
  CAF_CHECK(accepted_in_query("a=b&sig=" + signature));
  CAF_CHECK(accepted_in_query("&&sig=" + signature + "&x"));
  CAF_CHECK(!accepted_in_query("xsig=" + signature));
  CAF_CHECK(!accepted_in_query("SIG=" + signature));
  CAF_CHECK(!accepted_in_query("sig=" + signature + "0"));
  CAF_CHECK(!accepted_in_query("sig="));
  CAF_CHECK(!accepted_in_query("sig"));
  CAF_CHECK(!accepted_in_query(""));
}

CAF_TEST(CHN-7: a wrong header is not mended by the address) {
  auto call = test::signed_call(body, viber::proof_header, std::string_view(signature).substr(1));
  const auto query = "sig=" + signature;
  call.query = query;
  CAF_CHECK(!bot().verify(call, keys_with(token)));
}

CAF_TEST(CHN-7: one flipped bit anywhere in signature or body or token is refused) {
  const auto flipped = [](std::string text, std::size_t at, int bit) {
    text[at] = static_cast<char>(text[at] ^ (1 << bit));
    return text;
  };
  for (int bit = 0; bit < 8; ++bit) {
    for (std::size_t at = 0; at < signature.size(); ++at)
      CAF_CHECK(!accepted(flipped(signature, at, bit)));
    for (std::size_t at = 0; at < body.size(); ++at)
      CAF_CHECK(!accepted(signature, flipped(body, at, bit)));
    for (std::size_t at = 0; at < token.size(); ++at)
      CAF_CHECK(!accepted(signature, body, flipped(token, at, bit)));
  }
}

CAF_TEST(CHN-7: a part of the signature or none is refused) {
  CAF_CHECK(!accepted(""));
  CAF_CHECK(!accepted(signature.substr(0, 63)));
  CAF_CHECK(!accepted(signature + "a"));
  CAF_CHECK(!accepted(signature + '\0'));
}

CAF_TEST(CHN-7: without a token nothing is accepted) {
  CAF_CHECK(!accepted(hmac_sha256_hex("", body), body, ""));
  CAF_CHECK(!accepted("", body, ""));
  CAF_CHECK(!bot().verify({"POST", "", body, {}}, keys_with(token)));
}

CAF_TEST(CHN-7: the test call is answered 200 when its signature is right) {
  CAF_CHECK_EQUAL(handshake(body, signature), 200);
  const auto whole = viber_test::corpus("event_webhook");
  CAF_CHECK_EQUAL(handshake(whole, hmac_sha256_hex(token, whole)), 200);
}

CAF_TEST(CHN-7: the test call is answered 403 when its signature is not right) {
  CAF_CHECK_EQUAL(handshake(body, signature.substr(1)), 403);
  CAF_CHECK_EQUAL(handshake(body, ""), 403);
}

CAF_TEST(CHN-7: nothing else is a handshake) {
  for (const auto& bytes :
       {viber_test::corpus("event_text"), viber_test::corpus("event_subscribed"),
        viber_test::message_of(R"({"type":"text","text":"webhook"})"), std::string("webhook"),
        std::string(R"({"webhook":1})"), std::string()})
    CAF_CHECK_EQUAL(handshake(bytes, hmac_sha256_hex(token, bytes)), 0);
}
