#include "http/core/text.hpp"

#include "http/server/request.hpp"

#define CAF_SUITE http_text
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;

CAF_TEST(only well formed UTF-8 is text) {
  for (const auto* good : {"", "a", "ж", "€", "😀", "\xf4\x8f\xbf\xbf"}) CAF_CHECK(valid_utf8(good));
  for (const auto* bad : {"\x80", "\xc0\xaf", "\xc3", "\xe2\x82", "\xed\xa0\x80",
                          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xff"})
    CAF_CHECK(!valid_utf8(bad));
}

CAF_TEST(characters are counted and not bytes) {
  CAF_CHECK_EQUAL(characters("абв😀"), 4u);
  CAF_CHECK_EQUAL(characters(""), 0u);
}

CAF_TEST(invisible spaces at the ends are cut off) {
  CAF_CHECK_EQUAL(std::string{trimmed("\xc2\xa0 a b \xe2\x80\x8b\xef\xbb\xbf")}, "a b");
  CAF_CHECK_EQUAL(std::string{trimmed("\xe3\x80\x80")}, "");
}

CAF_TEST(bytes survive base64url) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (std::size_t size : {0u, 1u, 2u, 3u, 255u})
    CAF_CHECK_EQUAL(from_base64url(to_base64url(all.substr(0, size))).value_or("?"),
                    all.substr(0, size));
  CAF_CHECK(!from_base64url("a+b/"));
}

CAF_TEST(escapes of addresses are decoded or refused) {
  std::string out;
  CAF_CHECK(percent_decode("a%20b+c", false, out));
  CAF_CHECK_EQUAL(out, "a b+c");
  CAF_CHECK(percent_decode("a%20b+c", true, out));
  CAF_CHECK_EQUAL(out, "a b c");
  for (const auto* bad : {"%", "%2", "%zz", "a%"}) CAF_CHECK(!percent_decode(bad, false, out));
}
