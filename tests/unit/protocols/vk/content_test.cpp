#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_content
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

/// The message that an event of the corpus must be.
client_message message_of(std::string_view name) {
  const auto event = parsed(name);
  CAF_CHECK(event.keep_bytes);
  const auto* message = test::as_message(event);
  CAF_REQUIRE(message != nullptr);
  return *message;
}

/// The same with one attachment of the message's kind.
attachment only_file(std::string_view name, content kind) {
  const auto message = message_of(name);
  CAF_CHECK(message.content == kind);
  CAF_REQUIRE_EQUAL(message.attachments.size(), 1u);
  CAF_CHECK(message.attachments[0].kind == kind);
  return message.attachments[0];
}

} // namespace

CAF_TEST(CHT-2: a photo is the largest of its sizes) {
  const auto photo = only_file("photo", content::photo);
  CAF_CHECK_EQUAL(photo.source, "https://media.example.com/w.jpg");
  CAF_CHECK_EQUAL(photo.width, 1920);
  CAF_CHECK_EQUAL(photo.height, 1440);
}

CAF_TEST(CHT-2: a photo with its original is the original) {
  const auto photo = only_file("photo_original", content::photo);
  CAF_CHECK_EQUAL(photo.source, "https://media.example.com/o.jpg");
  CAF_CHECK_EQUAL(photo.width, 4000);
}

CAF_TEST(CHT-2: a film has no file but a link below the text) {
  const auto message = message_of("video");
  CAF_CHECK_EQUAL(message.text, "Look\nhttps://vk.com/video42_458");
  const auto film = only_file("video", content::video);
  CAF_CHECK_EQUAL(film.source, "");
  CAF_CHECK_EQUAL(film.name, "clip");
  CAF_CHECK_EQUAL(film.duration_s, 12);
}

CAF_TEST(CHT-2: a voice message is its Ogg and else its mp3) {
  const auto voice = only_file("voice", content::voice);
  CAF_CHECK_EQUAL(voice.source, "https://media.example.com/a.ogg");
  CAF_CHECK_EQUAL(voice.mime, "audio/ogg");
  CAF_CHECK_EQUAL(voice.duration_s, 3);
  const auto event = parse_message(
      {{"attachments",
        {{{"type", "audio_message"}, {"audio_message", {{"link_mp3", "https://m/a.mp3"}}}}}}});
  CAF_REQUIRE(test::as_message(event) != nullptr);
  CAF_CHECK_EQUAL(test::as_message(event)->attachments.at(0).mime, "audio/mpeg");
}

CAF_TEST(CHT-2: a file has its name and size and address) {
  const auto file = only_file("doc", content::document);
  CAF_CHECK_EQUAL(file.source, "https://vk.example.com/doc42_460?hash=h&dl=d");
  CAF_CHECK_EQUAL(file.name, "invoice.pdf");
  CAF_CHECK_EQUAL(file.size, 45000);
}

CAF_TEST(CHT-2: files that VK knows the kind of are of that kind) {
  const auto gif = only_file("doc_gif", content::animation);
  CAF_CHECK_EQUAL(gif.name, "cat.gif");
  CAF_CHECK_EQUAL(gif.size, 450);
  const auto kind_of = [](int type) {
    const auto event = parse_message(
        {{"attachments", {{{"type", "doc"}, {"doc", {{"type", type}, {"title", "t"}}}}}}});
    return test::as_message(event)->content;
  };
  CAF_CHECK(kind_of(5) == content::audio);
  CAF_CHECK(kind_of(6) == content::video);
  for (const int type : {1, 2, 4, 7, 8, 9}) CAF_CHECK(kind_of(type) == content::document);
}

CAF_TEST(CHT-2: a sticker is its largest picture and a drawing a photo) {
  const auto sticker = only_file("sticker", content::sticker);
  CAF_CHECK_EQUAL(sticker.source, "https://media.example.com/st512.png");
  CAF_CHECK_EQUAL(sticker.width, 512);
  CAF_CHECK_EQUAL(only_file("graffiti", content::photo).source, "https://media.example.com/g.png");
}

CAF_TEST(CHT-2: music whose address VK keeps to itself is named) {
  CAF_CHECK_EQUAL(message_of("audio").text, "Band - Song");
  CAF_CHECK_EQUAL(only_file("audio", content::audio).name, "Band - Song");
}

CAF_TEST(CHT-2: a page is its link once) {
  CAF_CHECK_EQUAL(message_of("link").text, "See\nhttps://example.com/page");
  CAF_CHECK(message_of("link").content == content::text);
  const auto event = parse_message(
      {{"text", "https://e.com/x !"},
       {"attachments", {{{"type", "link"}, {"link", {{"url", "https://e.com/x"}}}}}}});
  CAF_CHECK(test::carries(event, content::text, "https://e.com/x !"));
}

CAF_TEST(CHT-2: what has no file is named and linked where it has an address) {
  CAF_CHECK_EQUAL(message_of("wall").text, "This one?\nhttps://vk.com/wall-555_7");
  CAF_CHECK_EQUAL(only_file("wall", content::other).name, "wall");
  CAF_CHECK_EQUAL(message_of("market").text, "https://vk.com/product-555_8");
  CAF_CHECK_EQUAL(only_file("gift", content::other).name, "gift");
  for (const auto* type : {"wall_reply", "poll", "article", "story", "call", "crystal_ball"}) {
    const auto event = parse_message({{"attachments", {{{"type", type}}}}});
    const auto* message = test::as_message(event);
    CAF_REQUIRE(message != nullptr);
    CAF_CHECK(message->content == content::other);
    CAF_CHECK_EQUAL(message->attachments.at(0).name, type);
  }
}

CAF_TEST(CHT-2: of several things the first gives the kind) {
  const auto message = message_of("several");
  CAF_CHECK(message.content == content::document);
  CAF_CHECK_EQUAL(message.text, "Two");
  CAF_REQUIRE_EQUAL(message.attachments.size(), 2u);
  CAF_CHECK(message.attachments[1].kind == content::photo);
}

CAF_TEST(CHT-2: a place is a point and a text) {
  const auto message = message_of("place");
  CAF_CHECK_EQUAL(message.text, "50.45,30.52, Khreshchatyk 1");
  const auto place = only_file("place", content::location);
  CAF_CHECK(place.latitude == 50.45 && place.longitude == 30.52);
  CAF_CHECK_EQUAL(place.name, "Khreshchatyk 1");
}

CAF_TEST(CHT-2: a place outside the globe is none) {
  const auto at = [](double latitude, double longitude) {
    const auto event = parse_message(
        {{"text", "x"},
         {"geo", {{"coordinates", {{"latitude", latitude}, {"longitude", longitude}}}}}});
    return test::as_message(event)->attachments.size();
  };
  CAF_CHECK_EQUAL(at(90, 180), 1u);
  CAF_CHECK_EQUAL(at(-90, -180), 1u);
  CAF_CHECK_EQUAL(at(90.1, 0), 0u);
  CAF_CHECK_EQUAL(at(0, -180.1), 0u);
}

CAF_TEST(CHT-2: what was forwarded is quoted and its files are ours) {
  const auto message = message_of("forwarded");
  CAF_CHECK_EQUAL(message.text, "> First\n> line\n> > Inner");
  CAF_CHECK(message.content == content::photo);
  CAF_REQUIRE_EQUAL(message.attachments.size(), 1u);
  CAF_CHECK_EQUAL(message.attachments[0].source, "https://media.example.com/f.jpg");
  CAF_CHECK_EQUAL(message_of("forwards_deep").text, "> level 1\n> > level 2\n> > > level 3");
}

CAF_TEST(CHT-2: addresses that are not of the web are not fetched) {
  const auto event = parse_message(
      {{"attachments", {{{"type", "doc"}, {"doc", {{"url", "file:///etc/passwd"}}}}}}});
  CAF_CHECK_EQUAL(test::as_message(event)->attachments.at(0).source, "");
}

CAF_TEST(CHT-2: a message takes a hundred files and no more) {
  json::array many(101, json::value{{"type", "photo"}, {"photo", {{"id", 1}}}});
  const auto event = parse_message({{"attachments", many}});
  CAF_CHECK_EQUAL(test::as_message(event)->attachments.size(), 100u);
}

CAF_TEST(CHT-2: a message with nothing we know is other) {
  CAF_CHECK(
      test::carries(parse_message({{"template", {{"type", "carousel"}}}}), content::other, ""));
}
