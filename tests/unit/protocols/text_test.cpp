#include "protocols/text.hpp"
#include "protocols/digest.hpp"
#include "protocols/json.hpp"

#include <string>

#define CAF_SUITE text
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace std::string_literals;

CAF_TEST(CHT-2: a good text is stored as it came) {
  for (const auto& text : {""s, "Hello"s, "Привет 👍🏽"s, "\t\r\n\x7f"s, "\u202e\u0600"s,
                           "\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"s})
    CAF_CHECK_EQUAL(storable(text), text);
}

CAF_TEST(CHT-2: what the database cannot hold becomes a replacement character) {
  CAF_CHECK_EQUAL(storable("a\0b"s), "a\uFFFDb");
  CAF_CHECK_EQUAL(storable("\xff"), "\uFFFD");
  CAF_CHECK_EQUAL(storable("a\x80z"), "a\uFFFDz");
  CAF_CHECK_EQUAL(storable("\xc0\xaf"), "\uFFFD\uFFFD");
  CAF_CHECK_EQUAL(storable("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  CAF_CHECK_EQUAL(storable("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  CAF_CHECK_EQUAL(storable("\xf0\x9f\x98"), "\uFFFD\uFFFD\uFFFD");
  CAF_CHECK_EQUAL(storable("\xe2\x82"s + "A"), "\uFFFD\uFFFDA");
}

CAF_TEST(CHT-2: broken bytes are counted one by one) {
  CAF_CHECK_EQUAL(utf16_length("\xff\xfe"), 2u);
  CAF_CHECK_EQUAL(utf16_length("\xf0\x9f\x98"), 3u);
}

CAF_TEST(CHT-2: halves of pairs in JSON become replacement characters) {
  CAF_CHECK_EQUAL(repair_json(R"("\ud83d\ude00")"), R"("\ud83d\ude00")");
  CAF_CHECK_EQUAL(repair_json(R"("\ud83d")"), "\"\uFFFD\"");
  CAF_CHECK_EQUAL(repair_json(R"("\udE00x")"), "\"\uFFFDx\"");
  CAF_CHECK_EQUAL(repair_json(R"("\ud83d\ud83d\ude00")"), "\"\uFFFD\\ud83d\\ude00\"");
  CAF_CHECK_EQUAL(repair_json(R"("\\ud83d")"), R"("\\ud83d")");
  CAF_CHECK_EQUAL(repair_json(R"("\\\ud83d")"), "\"\\\\\uFFFD\"");
  CAF_CHECK_EQUAL(repair_json("\"\xff\""), "\"\uFFFD\"");
  CAF_CHECK_EQUAL(repair_json("\"\\\xff\""), "\"\\\uFFFD\"");
  CAF_CHECK_EQUAL(repair_json(R"("\u12)"), R"("\u12)");
  CAF_CHECK_EQUAL(repair_json("\\"), "\\");
}

CAF_TEST(OPS-3: a document is read whatever stands in it) {
  const json_document good(R"({"a":1,"b":"x","c":1.5,"d":true,"e":0,"f":18446744073709551615})");
  CAF_CHECK(good.object() != nullptr && !good.repaired());
  if (good.object() == nullptr) return;
  const auto& fields = *good.object();
  CAF_CHECK(integer_at(fields, "a") == 1);
  CAF_CHECK(!integer_at(fields, "b") && !integer_at(fields, "c") && !integer_at(fields, "f"));
  CAF_CHECK_EQUAL(text_at(fields, "b"), "x");
  CAF_CHECK(text_at(fields, "a").empty() && text_at(fields, "nothing").empty());
  CAF_CHECK(number_at(fields, "a") == 1.0 && number_at(fields, "c") == 1.5);
  CAF_CHECK(boolean_at(fields, "d") == true && boolean_at(fields, "e") == false);
  CAF_CHECK(boolean_at(fields, "a") == true && !boolean_at(fields, "b"));
  CAF_CHECK(object_at(fields, "a") == nullptr && array_at(fields, "a") == nullptr);
}

CAF_TEST(OPS-3: a document that is not JSON is nothing) {
  for (const auto& bad : {""s, " "s, "{"s, "{}x"s, "[1,]"s, "nul"s, "{'a':1}"s, "\0"s, "\xff"s})
    CAF_CHECK(json_document(bad).root() == nullptr);
}

CAF_TEST(OPS-3: nesting is read to its limit and not beyond) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CAF_CHECK(json_document(nested(json_document::max_depth)).root() != nullptr);
  CAF_CHECK(json_document(nested(json_document::max_depth + 1)).root() == nullptr);
  CAF_CHECK(json_document(std::string(1'000'000, '[')).root() == nullptr);
}

CAF_TEST(OPS-3: a document larger than its first block is read whole) {
  const std::string long_text(100'000, 'x');
  const json_document document("[\"" + long_text + "\"]");
  CAF_CHECK(document.root() != nullptr);
  if (document.root() != nullptr)
    CAF_CHECK(document.root()->as_array().at(0).as_string() == long_text);
}

CAF_TEST(OPS-3: a digest is the known one) {
  CAF_CHECK_EQUAL(sha256_hex(""),
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CAF_CHECK_EQUAL(sha256_hex("abc"),
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
