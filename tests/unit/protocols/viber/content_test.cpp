#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_content
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using test::as_message;
using test::carries;
using viber_test::parse_message;
using viber_test::parsed;

namespace {

/// The one attachment of a message; an empty one of kind `other` if there is not exactly one.
attachment only_attachment(const client_event& event) {
  const auto* message = as_message(event);
  return message != nullptr && message->attachments.size() == 1 ? message->attachments.front()
                                                                : attachment{};
}

bool has_nothing_attached(const client_event& event) {
  const auto* message = as_message(event);
  return message != nullptr && message->attachments.empty();
}

} // namespace

CAF_TEST(CHT-2: a text is a text) {
  CAF_CHECK(carries(parsed("text"), content::text, "Hello"));
  CAF_CHECK(carries(parsed("emoji"), content::text, "😀 привет"));
  CAF_CHECK(has_nothing_attached(parsed("text")));
}

CAF_TEST(CHT-2: what our last message carried is kept with the bytes) {
  const auto event = parsed("text_tracked");
  CAF_CHECK(carries(event, content::text, "Hello") && event.keep_bytes);
  CAF_CHECK(!parse_message(R"({"type":"text","text":"x","tracking_data":""})").keep_bytes);
}

CAF_TEST(CHT-2: a silent button is a press) {
  const auto event = parsed("press");
  CAF_CHECK(carries(event, content::button, "b:17:1"));
  CAF_CHECK(event.keep_bytes && event.opens_window);
}

CAF_TEST(CHT-2: a picture is a photo with its caption) {
  const auto event = parsed("picture");
  CAF_CHECK(carries(event, content::photo, "my order") && event.keep_bytes);
  const attachment expected{
      .kind = content::photo, .source = "https://dl.example.com/p?x=1", .name = "p.jpg"};
  CAF_CHECK(only_attachment(event) == expected);
}

CAF_TEST(CHT-2: a video tells its length and size) {
  const auto event = parsed("video");
  CAF_CHECK(carries(event, content::video, ""));
  const attachment expected{.kind = content::video,
                            .source = "https://dl.example.com/v",
                            .size = 900000,
                            .duration_s = 12};
  CAF_CHECK(only_attachment(event) == expected);
}

CAF_TEST(CHT-2: a file tells its name and size under either name) {
  const attachment expected{.kind = content::document,
                            .source = "https://dl.example.com/f",
                            .name = "a.pdf",
                            .size = 45000};
  for (const auto* name : {"file", "file_size"}) {
    CAF_CHECK(carries(parsed(name), content::document, ""));
    CAF_CHECK(only_attachment(parsed(name)) == expected);
  }
}

CAF_TEST(CHT-2: a contact is its phone and name) {
  CAF_CHECK(carries(parsed("contact"), content::contact, "+380501112233 Ira"));
  CAF_CHECK(has_nothing_attached(parsed("contact")));
  const auto contact = [](std::string_view fields) {
    const auto event = parse_message(R"({"type":"contact","contact":)" + std::string{fields} + "}");
    return as_message(event)->text;
  };
  CAF_CHECK_EQUAL(contact(R"({"phone_number":"+1"})"), "+1");
  CAF_CHECK_EQUAL(contact(R"({"name":"Ira"})"), "Ira");
  CAF_CHECK_EQUAL(contact("{}"), "");
  CAF_CHECK_EQUAL(contact("7"), "");
}

CAF_TEST(CHT-2: a place is its coordinates) {
  const auto event = parsed("location");
  CAF_CHECK(carries(event, content::location, "50.45,30.52"));
  const auto place = only_attachment(event);
  CAF_CHECK(place.kind == content::location && place.source.empty());
  CAF_CHECK(place.latitude == 50.45 && place.longitude == 30.52);
  const auto named = parsed("location_named");
  CAF_CHECK(carries(named, content::location, "50.45,30, Khreshchatyk 1"));
  CAF_CHECK_EQUAL(only_attachment(named).name, "Khreshchatyk 1");
  CAF_CHECK(only_attachment(named).longitude == 30.0);
}

CAF_TEST(CHT-2: a place that is nowhere on Earth has no coordinates) {
  const auto place = [](std::string_view fields) {
    return only_attachment(
        parse_message(R"({"type":"location","location":)" + std::string{fields} + "}"));
  };
  CAF_CHECK(place(R"({"lat":-90,"lon":180})").latitude == -90.0);
  CAF_CHECK(place(R"({"lat":90,"lon":-180})").longitude == -180.0);
  for (const auto* bad : {R"({"lat":90.5,"lon":0})", R"({"lat":0,"lon":180.5})", R"({"lat":1})",
                          R"({"lat":"nan","lon":1})", R"({"lat":1,"lon":"inf"})", "{}",
                          R"({"lat":null,"lon":1})", R"({"lat":"x","lon":1})"})
    CAF_CHECK(!place(bad).latitude && !place(bad).longitude &&
              place(bad).kind == content::location);
  CAF_CHECK(has_nothing_attached(parse_message(R"({"type":"location","location":5})")));
}

CAF_TEST(CHT-2: a sticker has its picture if there is one) {
  CAF_CHECK(carries(parsed("sticker"), content::sticker, ""));
  CAF_CHECK_EQUAL(only_attachment(parsed("sticker")).source, "https://dl.example.com/s.png");
  CAF_CHECK(only_attachment(parsed("sticker_bare")).kind == content::sticker);
  CAF_CHECK_EQUAL(only_attachment(parsed("sticker_bare")).source, "");
}

CAF_TEST(CHT-2: a link is a text) {
  CAF_CHECK(carries(parsed("url"), content::text, "https://example.com"));
  CAF_CHECK(carries(parse_message(R"({"type":"url","text":"see","media":"https://a.b"})"),
                    content::text, "see\nhttps://a.b"));
}

CAF_TEST(CHT-2: a type we do not know is kept as a message) {
  const auto event = parsed("unknown_type");
  CAF_CHECK(carries(event, content::other, "look") && event.keep_bytes && event.opens_window);
  CAF_CHECK(carries(parsed("no_type"), content::other, "Hello"));
  CAF_CHECK(parsed("no_type").keep_bytes);
}

CAF_TEST(OPS-3: media without a usable address have nothing to fetch) {
  for (const auto* media : {"\"\"", "\"/etc/passwd\"", "\"file:///etc/passwd\"", "7", "null", "{}",
                            R"("https://a/\nb")", "\"javascript:x\""}) {
    const auto event =
        parse_message(R"({"type":"picture","media":)" + std::string{media} + R"(,"text":"t"})");
    CAF_CHECK(carries(event, content::photo, "t"));
    CAF_CHECK(only_attachment(event).kind == content::photo);
    CAF_CHECK_EQUAL(only_attachment(event).source, "");
  }
}

CAF_TEST(OPS-3: sizes and lengths that make no sense are not told) {
  const auto video = [](std::string_view fields) {
    return only_attachment(
        parse_message(R"({"type":"video","media":"https://a/b",)" + std::string{fields} + "}"));
  };
  CAF_CHECK_EQUAL(video(R"("duration":"12","size":"5")").duration_s, 12);
  CAF_CHECK_EQUAL(video(R"("duration":11.6)").duration_s, 12);
  for (const auto* bad : {R"("duration":-1)", R"("duration":1e300)", R"("duration":"nan")",
                          R"("duration":[])", R"("size":-5)", R"("size":1.5)", R"("size":"x")"}) {
    CAF_CHECK_EQUAL(video(bad).duration_s, 0);
    CAF_CHECK_EQUAL(video(bad).size, 0);
  }
}

CAF_TEST(OPS-3: a broken character does not cost the message) {
  const auto nul = parsed("nul");
  CAF_CHECK(carries(nul, content::text, "a\uFFFDb") && nul.keep_bytes);
  CAF_CHECK_EQUAL(nul.who.first_name, "I\uFFFD");
  const auto half = parsed("lone_surrogate");
  CAF_CHECK(carries(half, content::text, "half \uFFFD and whole 😀") && half.keep_bytes);
}
