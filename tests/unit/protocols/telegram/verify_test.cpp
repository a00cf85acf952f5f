#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_verify
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

const std::string secret = "k3Jx_92-aaQ0vT";

bool accepted(std::string_view proof, std::string_view with) {
  hook_keys keys;
  keys.secret = with;
  const auto call =
      test::signed_call(R"({"update_id":1})", "X-Telegram-Bot-Api-Secret-Token", proof);
  return telegram_test::telegram().verify(call, keys);
}

} // namespace

CAF_TEST(CHN-6: a webhook is known by the secret in its header) {
  CAF_CHECK(accepted(secret, secret));
}

CAF_TEST(CHN-6: one flipped bit anywhere in the secret is refused) {
  for (std::size_t at = 0; at < secret.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      auto flipped = secret;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      CAF_CHECK(!accepted(flipped, secret));
    }
  }
}

CAF_TEST(CHN-6: a part of the secret or more than it is refused) {
  CAF_CHECK(!accepted("", secret));
  CAF_CHECK(!accepted(secret.substr(0, secret.size() - 1), secret));
  CAF_CHECK(!accepted(secret + "T", secret));
  CAF_CHECK(!accepted(secret + '\0', secret));
}

CAF_TEST(CHN-6: without a secret nothing is accepted) {
  CAF_CHECK(!accepted("", ""));
  CAF_CHECK(!accepted(secret, ""));
}
