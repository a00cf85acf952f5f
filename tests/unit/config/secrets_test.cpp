#include "config/secrets.hpp"

#include <set>

#define CAF_SUITE secrets
#include "caf/test/unit_test.hpp"

using namespace switchboard;

namespace {

sealer sealer_of(char digit) { return sealer::from_hex(std::string(64, digit)).value(); }

} // namespace

CAF_TEST(a sealed secret opens with the same key and the same place only) {
  auto mine = sealer_of('a');
  for (const auto& secret : {std::string{}, std::string{"123:AAE"}, std::string(100'000, '\xff'),
                             std::string("a\0b", 3)}) {
    auto sealed = mine.seal(secret, "channel 1");
    CAF_CHECK(secret.empty() || sealed.find(secret) == std::string::npos);
    CAF_CHECK(mine.open(sealed, "channel 1").value() == secret);
    CAF_CHECK(mine.open(sealed, "channel 2").has_error());
    CAF_CHECK(sealer_of('b').open(sealed, "channel 1").error().code == errc::bad_key);
  }
}

CAF_TEST(no bit of a sealed secret can be flipped and no end cut off) {
  auto mine = sealer_of('c');
  auto sealed = mine.seal("hello", "x");
  int opened = 0;
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    opened += mine.open(changed, "x").has_value() ? 1 : 0;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    opened += mine.open(sealed.substr(0, size), "x").has_value() ? 1 : 0;
  CAF_CHECK_EQUAL(opened, 0);
}

CAF_TEST(the same secret never looks the same twice) {
  auto mine = sealer_of('d');
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(mine.seal("same", "place"));
  CAF_CHECK_EQUAL(seen.size(), 1000u);
}

CAF_TEST(a key that is not 64 hexadecimal digits is refused) {
  for (const auto& bad : {std::string{}, std::string(63, 'a'), std::string(65, 'a'),
                          std::string(63, 'a') + 'g', std::string(64, ' ')}) {
    auto made = sealer::from_hex(bad);
    CAF_CHECK(made.has_error() && made.error().code == errc::bad_key);
  }
  CAF_CHECK(sealer::from_hex("0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD")
                .has_value());
}

CAF_TEST(tokens are random and safe in addresses) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    auto token = random_token(32);
    CAF_CHECK_EQUAL(token.size(), 43u);
    CAF_CHECK_EQUAL(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                            "0123456789-_"),
                    std::string::npos);
    seen.insert(token);
  }
  CAF_CHECK_EQUAL(seen.size(), 1000u);
  CAF_CHECK_EQUAL(random_token(0), "");
  CAF_CHECK_EQUAL(random_token(1).size(), 2u);
  CAF_CHECK_EQUAL(random_token(2).size(), 3u);
}

CAF_TEST(comparison in constant time still compares) {
  CAF_CHECK(constant_time_equal("", ""));
  CAF_CHECK(constant_time_equal("abc", "abc"));
  CAF_CHECK(!constant_time_equal("abc", "abd"));
  CAF_CHECK(!constant_time_equal("abc", "ab"));
}

CAF_TEST(ACC-2: a password is kept as a salted hash that only it matches) {
  auto hash = hash_password("correct horse");
  CAF_CHECK(hash.starts_with("scrypt$15$8$1$"));
  CAF_CHECK(hash != hash_password("correct horse"));
  CAF_CHECK(check_password("correct horse", hash));
  CAF_CHECK(!check_password("correct horse ", hash));
  CAF_CHECK(!check_password("", hash));
  auto last = hash;
  last.back() = last.back() == '0' ? '1' : '0';
  CAF_CHECK(!check_password("correct horse", last));
}

CAF_TEST(a hash made with other costs is still understood and an absurd one refused) {
  // RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1), cut to 32 bytes.
  std::string known =
      "scrypt$14$8$1$536f6469756d43686c6f72696465$"
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2";
  CAF_CHECK(check_password("pleaseletmein", known));
  for (auto bad : {"", "$", "scrypt$14$8$1$00", "scrypt$60$8$1$00$00", "scrypt$0$8$1$00$00",
                   "scrypt$20$32$16$00$00", "bcrypt$14$8$1$00$00", "scrypt$14$8$1$zz$00",
                   "scrypt$-1$8$1$00$00", "scrypt$14$8$1$00$00$00"})
    CAF_CHECK(!check_password("pleaseletmein", bad));
}

CAF_TEST(SHA-256 agrees with the standard) {
  auto digest = sha256("abc");
  CAF_CHECK_EQUAL(digest.size(), 32u);
  CAF_CHECK_EQUAL(digest.substr(0, 4), "\xba\x78\x16\xbf");
}
