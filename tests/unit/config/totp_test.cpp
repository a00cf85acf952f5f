#include "config/totp.hpp"

#include <array>
#include <utility>

#define CAF_SUITE totp
#include "caf/test/unit_test.hpp"

using namespace switchboard;

namespace {

const std::string secret = "12345678901234567890";

timestamp at_second(std::int64_t seconds) { return timestamp{std::chrono::seconds{seconds}}; }

} // namespace

CAF_TEST(ACC-4: codes are those of RFC 6238 appendix B) {
  // The appendix shows eight digits; six are the last ones of them.
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(59))), "287082");
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(1'111'111'109))), "081804");
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(1'111'111'111))), "050471");
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(1'234'567'890))), "005924");
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(2'000'000'000))), "279037");
  CAF_CHECK_EQUAL(totp_code(secret, totp_step(at_second(20'000'000'000))), "353130");
}

CAF_TEST(ACC-4: counters give the codes of RFC 4226 appendix D) {
  constexpr std::array<const char*, 10> known{"755224", "287082", "359152", "969429", "338314",
                                              "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < known.size(); ++i)
    CAF_CHECK_EQUAL(totp_code(secret, static_cast<std::int64_t>(i)), known[i]);
}

CAF_TEST(ACC-4: a code is good half a minute early and late and no longer) {
  const auto now = at_second(1'795'168'415);
  const auto step = totp_step(now);
  for (std::int64_t off = -3; off <= 3; ++off) {
    const auto found = totp_match(secret, totp_code(secret, step + off), now);
    CAF_CHECK_EQUAL(found.has_value(), off >= -1 && off <= 1);
    if (found) CAF_CHECK_EQUAL(*found, step + off);
  }
  for (const auto* wrong : {"", "1", "12345", "1234567", "abcdef", "      "})
    CAF_CHECK(!totp_match(secret, wrong, now));
  CAF_CHECK(!totp_match("another secret", totp_code(secret, step), now));
}

CAF_TEST(ACC-4: a step is thirty seconds long) {
  CAF_CHECK_EQUAL(totp_step(at_second(0)), 0);
  CAF_CHECK_EQUAL(totp_step(at_second(29)), 0);
  CAF_CHECK_EQUAL(totp_step(at_second(30)), 1);
  CAF_CHECK_EQUAL(totp_step(timestamp{std::chrono::milliseconds{29'999}}), 0);
}

CAF_TEST(base32 agrees with RFC 4648 section 10) {
  for (const auto& [plain, coded] :
       {std::pair{"", ""}, std::pair{"f", "MY"}, std::pair{"fo", "MZXQ"}, std::pair{"foo", "MZXW6"},
        std::pair{"foob", "MZXW6YQ"}, std::pair{"fooba", "MZXW6YTB"},
        std::pair{"foobar", "MZXW6YTBOI"}}) {
    CAF_CHECK_EQUAL(to_base32(plain), coded);
    CAF_CHECK(from_base32(coded) == plain);
  }
  CAF_CHECK(from_base32("MZXW6YQ=") == "foob");
  CAF_CHECK(from_base32("mzxw 6ytb-oi") == "foobar");
}

CAF_TEST(base32 gives every byte back and takes no text twice) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    CAF_CHECK(from_base32(to_base32(bytes)) == bytes);
    bytes += static_cast<char>(i * 37);
  }
  for (const auto* bad : {"M", "MZ1", "MZX", "MZXW6Y", "0", "8", "!", "MZ\n", "Я"})
    CAF_CHECK(!from_base32(bad));
}

CAF_TEST(ACC-4: what an app reads names the person and keeps the secret whole) {
  CAF_CHECK_EQUAL(totp_uri(secret, "a+b@example.org"),
                  "otpauth://totp/Switchboard:a%2Bb%40example.org"
                  "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Switchboard"
                  "&algorithm=SHA1&digits=6&period=30");
}
