#include "tests/unit/protocols/messenger/support.hpp"

#include <string>
#include <vector>

#define CAF_SUITE messenger_content
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::parse_message;
using messenger_test::parsed;
using test::as_message;
using test::carries;

namespace {

std::vector<attachment> attached(const client_event& event) {
  const auto* message = as_message(event);
  return message != nullptr ? message->attachments : std::vector<attachment>{};
}

} // namespace

CAF_TEST(CHT-2: several pictures are one message) {
  const auto event = parsed("images");
  CAF_CHECK(carries(event, content::photo, ""));
  CAF_CHECK(event.keep_bytes);
  const auto files = attached(event);
  CAF_REQUIRE_EQUAL(files.size(), 2u);
  CAF_CHECK_EQUAL(files[0].source, "https://media.example.com/i.jpg?oe=1");
  CAF_CHECK_EQUAL(files[1].source, "https://media.example.com/j.jpg?oe=1");
}

CAF_TEST(CHT-2: sound and video and a file are each their kind) {
  CAF_CHECK(carries(parsed("audio"), content::audio, ""));
  CAF_CHECK(carries(parsed("video"), content::video, ""));
  const auto file = parsed("file");
  CAF_CHECK(carries(file, content::document, ""));
  CAF_REQUIRE_EQUAL(attached(file).size(), 1u);
  const auto one = attached(file)[0];
  CAF_CHECK_EQUAL(one.name, "invoice.pdf");
}

CAF_TEST(CHT-2: a sticker in both of its forms is one sticker) {
  for (const auto* name : {"sticker", "sticker_pair", "sticker_old"}) {
    const auto event = parsed(name);
    CAF_REQUIRE(as_message(event) != nullptr);
    CAF_CHECK(as_message(event)->content == content::sticker);
    CAF_REQUIRE_EQUAL(attached(event).size(), 1u);
    const auto one = attached(event)[0];
    CAF_CHECK(one.kind == content::sticker);
    CAF_CHECK_EQUAL(one.source, "https://media.example.com/s.png");
  }
  CAF_CHECK(carries(parsed("sticker"), content::sticker, "👍"));
  CAF_CHECK(carries(parsed("sticker_pair"), content::sticker, ""));
}

CAF_TEST(CHT-2: the thumb is told in all three sizes) {
  for (const auto* id : {"369239263222822", "369239343222814", "369239383222810"})
    CAF_CHECK(carries(parse_message(R"("sticker_id":)" + std::string{id}), content::sticker, "👍"));
  CAF_CHECK(carries(parse_message(R"("sticker_id":"5")"), content::sticker, ""));
}

CAF_TEST(CHT-2: two different stickers stay two) {
  const auto event = parse_message(
      R"("attachments":[{"type":"sticker","payload":{"url":"https://x.y/1","sticker_id":1}},)"
      R"({"type":"sticker","payload":{"url":"https://x.y/2","sticker_id":2}}])");
  CAF_CHECK_EQUAL(attached(event).size(), 2u);
}

CAF_TEST(CHT-2: a sticker picture is taken from the form that has one) {
  const auto event =
      parse_message(R"("attachments":[{"type":"image","payload":{"sticker_id":1}},)"
                    R"({"type":"sticker","payload":{"url":"https://x.y/1","sticker_id":"1"}}])");
  CAF_REQUIRE_EQUAL(attached(event).size(), 1u);
  const auto one = attached(event)[0];
  CAF_CHECK_EQUAL(one.source, "https://x.y/1");
}

CAF_TEST(CHT-2: a place is its coordinates and its title) {
  const auto event = parsed("location");
  CAF_CHECK(carries(event, content::location, "50.45, 30.52\nOffice"));
  CAF_REQUIRE_EQUAL(attached(event).size(), 1u);
  const auto one = attached(event)[0];
  CAF_CHECK(one.latitude == 50.45 && one.longitude == 30.52);
  CAF_CHECK_EQUAL(one.name, "Office");
  const auto words = parsed("location_text");
  CAF_CHECK(carries(words, content::location, "50.45, 30.52"));
  const auto nowhere = parse_message(R"("attachments":[{"type":"location","payload":{}}])");
  CAF_CHECK(carries(nowhere, content::location, ""));
}

CAF_TEST(CHT-2: a preview of a link adds what the text does not say) {
  CAF_CHECK(carries(parsed("fallback"), content::text, "look https://example.com/a\nA page"));
  CAF_CHECK(attached(parsed("fallback")).empty());
}

CAF_TEST(CHT-2: a reel or a post is a link) {
  const auto reel = parsed("reel");
  CAF_CHECK(carries(reel, content::video, "https://www.example.com/reel/1"));
  CAF_REQUIRE_EQUAL(attached(reel).size(), 1u);
  const auto one = attached(reel)[0];
  CAF_CHECK_EQUAL(one.source, "");
  CAF_CHECK_EQUAL(one.name, "Summer");
  CAF_CHECK(carries(parsed("post"), content::text, "Our post\nhttps://www.example.com/p/1"));
}

CAF_TEST(CHT-2: what we have no word for is kept with its words) {
  CAF_CHECK(carries(parsed("template"), content::other, "Confirm?"));
  CAF_CHECK(carries(parsed("unknown_attachment"), content::other, "Booked for Monday"));
  const auto nothing = parsed("empty_message");
  CAF_CHECK(carries(nothing, content::other, "") && nothing.keep_bytes);
}

CAF_TEST(CHT-2: an address that is none is not fetched) {
  for (const auto* url : {"5", "\"\"", "\"ftp://x.y/z\"", "\"file:///etc/passwd\"", "null",
                          "\"https://x.y/a b\"", "\"https://x.y/\\u0000\""}) {
    const auto event = parse_message(R"("attachments":[{"type":"image","payload":{"url":)" +
                                     std::string{url} + "}}]");
    CAF_REQUIRE_EQUAL(attached(event).size(), 1u);
    const auto one = attached(event)[0];
    CAF_CHECK_EQUAL(one.source, "");
    CAF_CHECK(one.kind == content::photo);
  }
}

CAF_TEST(CHT-2: the first attachment decides the kind and the text stays) {
  const auto event = parse_message(
      R"("text":"both","attachments":[{"type":"video","payload":{"url":"https://x.y/v"}},)"
      R"({"type":"image","payload":{"url":"https://x.y/i"}}, 7, {"type":"image"}])");
  CAF_CHECK(carries(event, content::video, "both"));
  CAF_CHECK_EQUAL(attached(event).size(), 3u);
}

CAF_TEST(CHT-2: a press without words says its payload) {
  CAF_CHECK(carries(parse_message(R"("quick_reply":{"payload":"b:1"})"), content::button, "b:1"));
  CAF_CHECK(carries(parse_message(R"("quick_reply":5)"), content::button, ""));
}
