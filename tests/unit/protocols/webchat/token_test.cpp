#include "protocols/webchat/token.hpp"
#include "protocols/digest.hpp"

#include <string>

#define CAF_SUITE webchat_token
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using namespace switchboard::protocols::webchat;
using namespace std::chrono_literals;

namespace {

const std::string key = "a key of this installation";
const timestamp issued{std::chrono::seconds{1'700'000'000}};

std::string token() { return make_visitor_token(key, "shop-1", {"v-4f2a", issued}); }

bool accepted(const std::string& shown, timestamp now = issued) {
  return read_visitor_token(key, "shop-1", shown, now).has_value();
}

} // namespace

CAF_TEST(CHN-12: a visitor who shows their token is that visitor) {
  const auto who = read_visitor_token(key, "shop-1", token(), issued + 24h);
  CAF_REQUIRE(who.has_value());
  CAF_CHECK_EQUAL(who->visitor, "v-4f2a");
  CAF_CHECK(who->issued == issued);
}

CAF_TEST(CHN-12: a token is made the way it is documented) {
  const std::string body = "1.v-4f2a.1700000000";
  CAF_CHECK_EQUAL(token(),
                  body + "." + hmac_sha256_hex(key, "webchat visitor 6 " + body + " shop-1"));
}

CAF_TEST(CHN-12: one flipped bit anywhere in a token is refused) {
  const auto good = token();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      auto flipped = good;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      CAF_CHECK(!accepted(flipped));
    }
  }
}

CAF_TEST(CHN-12: a part of a token or more than it is refused) {
  const auto good = token();
  for (std::size_t size = 0; size < good.size(); ++size) CAF_CHECK(!accepted(good.substr(0, size)));
  CAF_CHECK(!accepted(good + "0"));
  CAF_CHECK(!accepted("." + good));
  CAF_CHECK(!accepted("..."));
}

CAF_TEST(CHN-12: a token of another chat or another key opens nothing) {
  CAF_CHECK(!read_visitor_token(key, "shop-2", token(), issued));
  CAF_CHECK(!read_visitor_token("another key", "shop-1", token(), issued));
  CAF_CHECK(!read_visitor_token("", "shop-1", token(), issued));
  const auto moved = make_visitor_token(key, "1 shop-1", {"v", issued});
  CAF_CHECK(!read_visitor_token(key, "shop-1", moved, issued));
}

CAF_TEST(CHN-12: a token lives for 400 days) {
  CAF_CHECK(accepted(token(), issued + token_lives - 1s));
  CAF_CHECK(!accepted(token(), issued + token_lives));
  CAF_CHECK(accepted(token(), issued - token_ahead));
  CAF_CHECK(!accepted(token(), issued - token_ahead - 1s));
}

CAF_TEST(CHN-12: no token is made without a key or for a name that is none) {
  CAF_CHECK_EQUAL(make_visitor_token("", "shop-1", {"v", issued}), "");
  for (const auto* bad : {"", "a.b", "a b", "a/b", "\xff"})
    CAF_CHECK_EQUAL(make_visitor_token(key, "shop-1", {bad, issued}), "");
  CAF_CHECK_EQUAL(make_visitor_token(key, "shop-1", {std::string(65, 'a'), issued}), "");
}
