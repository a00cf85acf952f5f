#include "protocols/text.hpp"
#include "protocols/viber/rules.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_send
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using test::in_words;
using test::talk;
using viber_test::account;
using viber_test::body_of;
using viber_test::says;
using viber_test::says_ok;
using viber_test::text_in;
using viber_test::text_to_user;
namespace json = boost::json;

namespace {

outgoing_file file_of(content kind, std::string name, std::int64_t size = 45'000) {
  outgoing_file file;
  file.kind = kind;
  file.link = "https://inbox.example.com/f/sig/1700000000/" + name + "?x=.exe";
  file.name = std::move(name);
  file.size = size;
  return file;
}

outgoing with_file(outgoing_file file, std::string text = {}) {
  auto message = text_to_user(std::move(text));
  message.files.push_back(std::move(file));
  return message;
}

/// The body of the first call.
json::object sent_as(outgoing message) {
  auto held = talk(viber_test::bot().send(account(), std::move(message)));
  return held.calls.size() == 1 ? body_of(held.calls.front()) : json::object{};
}

std::string type_of(const outgoing_file& file) { return text_in(sent_as(with_file(file)), "type"); }

/// What the conversation comes to without a single call.
std::string refusal(outgoing message) {
  auto held = talk(viber_test::bot().send(account(), std::move(message)));
  return held.calls.empty() && held.outcome ? in_words(*held.outcome) : "a call was made";
}

} // namespace

CAF_TEST(CHT-2: a text goes with the name of its sender) {
  auto held = talk(viber_test::bot().send(account(), text_to_user("Hello 😀")), {says_ok()});
  CAF_CHECK_EQUAL(in_words(*held.outcome), "sent 5741311803571721087");
  const auto& call = held.calls.at(0);
  CAF_CHECK_EQUAL(call.method, "POST");
  CAF_CHECK_EQUAL(call.url, "https://chatapi.viber.com/pa/send_message");
  CAF_CHECK_EQUAL(call.platform, "viber");
  const std::vector<std::pair<std::string, std::string>> headers{
      {"X-Viber-Auth-Token", account().token}, {"Content-Type", "application/json"}};
  CAF_CHECK(call.headers == headers);
  const json::object expected{{"receiver", viber_test::user},
                              {"type", "text"},
                              {"sender", {{"name", "Demo shop"}}},
                              {"text", "Hello 😀"}};
  CAF_CHECK(body_of(call) == expected);
}

CAF_TEST(CHT-2: what a person types changes nothing but the text) {
  const std::string typed = "\"},{\"receiver\":\"x\"}\\\n\x01 </script> %00";
  const auto body = sent_as(text_to_user(typed));
  CAF_CHECK_EQUAL(text_in(body, "text"), typed);
  CAF_CHECK_EQUAL(text_in(body, "receiver"), viber_test::user);
}

CAF_TEST(CHT-2: the name of the sender is cut between characters) {
  const auto name = [](std::string whole) {
    auto message = text_to_user("x");
    message.sender_name = std::move(whole);
    return text_in(sent_as(message).at("sender").as_object(), "name");
  };
  CAF_CHECK_EQUAL(name(std::string(28, 'n')), std::string(28, 'n'));
  CAF_CHECK_EQUAL(name(std::string(29, 'n')), std::string(28, 'n'));
  CAF_CHECK_EQUAL(name(std::string(27, 'n') + "ж!"), std::string(27, 'n') + "ж");
  CAF_CHECK_EQUAL(name(std::string(27, 'n') + "😀!"), std::string(27, 'n'));
  CAF_CHECK(!name("").empty());
}

CAF_TEST(CHT-2: a message is never longer than the platform takes) {
  CAF_CHECK_EQUAL(refusal(text_to_user(std::string(7000, '\x01'))), "refused message_too_long");
  CAF_CHECK_EQUAL(sent_as(text_to_user(std::string(7000, 'x'))).size(), 4u);
  std::string widest;
  for (std::size_t at = 0; at < viber::text_limit; ++at) widest += "€";
  auto held = talk(viber_test::bot().send(account(), text_to_user(widest)));
  CAF_CHECK(held.calls.size() == 1 && held.calls.front().body.size() <= viber::message_bytes);
}

CAF_TEST(CHT-6: a picture goes with its caption and its small picture) {
  auto photo = file_of(content::photo, "r.jpg");
  photo.thumbnail_link = "https://inbox.example.com/f/sig/1700000000/r_t.jpg";
  const auto link = photo.link;
  const json::object expected{{"receiver", viber_test::user},
                              {"type", "picture"},
                              {"sender", {{"name", "Demo shop"}}},
                              {"text", "Receipt"},
                              {"media", link},
                              {"thumbnail", photo.thumbnail_link}};
  CAF_CHECK(sent_as(with_file(photo, "Receipt")) == expected);
  CAF_CHECK(sent_as(with_file(file_of(content::photo, "r.jpg"))).at("text") == "");
}

CAF_TEST(CHT-6: a picture is what ends so and is small enough) {
  for (const auto* name : {"a.jpg", "a.jpeg", "a.png", "a.gif", "a.JPG", "a.b.Png"})
    CAF_CHECK_EQUAL(type_of(file_of(content::photo, name)), "picture");
  for (const auto* name : {"a.webp", "a.bmp", "a", "jpg", "a.jpg.heic", "a."})
    CAF_CHECK_EQUAL(type_of(file_of(content::photo, name)), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::photo, "a.jpg", 3 * 1024 * 1024)), "picture");
  CAF_CHECK_EQUAL(type_of(file_of(content::photo, "a.jpg", 3 * 1024 * 1024 + 1)), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::document, "a.jpg")), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::animation, "a.gif")), "file");
}

CAF_TEST(CHT-6: a video tells its size and is short enough or goes as a file) {
  auto clip = file_of(content::video, "v.mp4", 26 * 1024 * 1024);
  clip.duration_s = 180;
  clip.thumbnail_link = "https://inbox.example.com/f/t.jpg";
  const json::object expected{{"receiver", viber_test::user},
                              {"type", "video"},
                              {"sender", {{"name", "Demo shop"}}},
                              {"media", clip.link},
                              {"size", clip.size},
                              {"duration", 180},
                              {"thumbnail", clip.thumbnail_link}};
  CAF_CHECK(sent_as(with_file(clip)) == expected);
  clip.duration_s = 181;
  CAF_CHECK_EQUAL(type_of(clip), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::video, "v.mp4", 26 * 1024 * 1024 + 1)), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::video, "v.mov")), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::animation, "v.mp4")), "video");
}

CAF_TEST(CHT-6: everything else goes as a file with name and size) {
  const auto price = file_of(content::document, "price.pdf");
  const json::object expected{
      {"receiver", viber_test::user}, {"type", "file"}, {"sender", {{"name", "Demo shop"}}},
      {"media", price.link},          {"size", 45'000}, {"file_name", "price.pdf"}};
  CAF_CHECK(sent_as(with_file(price)) == expected);
  CAF_CHECK_EQUAL(type_of(file_of(content::voice, "v.ogg")), "file");
  CAF_CHECK_EQUAL(type_of(file_of(content::audio, "a.mp3")), "file");
}

CAF_TEST(CHT-6: the name of a file has an ending and fits) {
  const auto name = [](std::string told) {
    auto file = file_of(content::document, "x.pdf");
    file.name = std::move(told);
    return text_in(sent_as(with_file(file)), "file_name");
  };
  CAF_CHECK_EQUAL(name("price"), "price.pdf");
  CAF_CHECK_EQUAL(name(""), "file.pdf");
  CAF_CHECK_EQUAL(name("a.txt"), "a.txt");
  CAF_CHECK_EQUAL(name(std::string(252, 'n') + ".txt"), std::string(252, 'n') + ".txt");
  CAF_CHECK_EQUAL(name(std::string(253, 'n') + ".txt"), std::string(252, 'n') + ".txt");
  CAF_CHECK_EQUAL(utf16_length(name(std::string(300, 'n') + ".txt")), 256u);
  CAF_CHECK_EQUAL(utf16_length(name("a." + std::string(300, 'n'))), 256u);
}

CAF_TEST(CHT-6: a file of the largest size goes and a byte more does not) {
  CAF_CHECK_EQUAL(type_of(file_of(content::document, "a.pdf", 50 * 1024 * 1024)), "file");
  CAF_CHECK_EQUAL(refusal(with_file(file_of(content::document, "a.pdf", 50 * 1024 * 1024 + 1))),
                  "refused file_too_big");
}

CAF_TEST(CHT-6: a program is refused before it is sent) {
  for (const auto ending : viber::forbidden_endings)
    CAF_CHECK_EQUAL(refusal(with_file(file_of(content::document, "a" + std::string{ending}))),
                    "refused file_type_refused");
  CAF_CHECK_EQUAL(refusal(with_file(file_of(content::document, "a.EXE"))),
                  "refused file_type_refused");
  auto disguised = file_of(content::document, "a.exe");
  disguised.name = "a.txt";
  CAF_CHECK_EQUAL(refusal(with_file(disguised)), "refused file_type_refused");
}

CAF_TEST(CHT-6: without a public address no file can be sent) {
  auto file = file_of(content::photo, "a.jpg");
  file.link.clear();
  CAF_CHECK_EQUAL(refusal(with_file(file, "text")), "refused needs_public_url");
}

CAF_TEST(CHT-6: a caption of the longest size stays beside its picture) {
  const auto picture = [](std::size_t length) {
    return sent_as(with_file(file_of(content::photo, "a.jpg"), std::string(length, 'x')));
  };
  CAF_CHECK_EQUAL(text_in(picture(768), "text").size(), 768u);
  CAF_CHECK_EQUAL(text_in(picture(769), "text").size(), 0u);
}

CAF_TEST(CHT-6: the text of a file follows it) {
  auto held = talk(viber_test::bot().send(
                       account(), with_file(file_of(content::document, "a.pdf"), "the price")),
                   {says_ok(), test::reply(200, R"({"status":0,"message_token":7})")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 2u);
  CAF_CHECK_EQUAL(text_in(body_of(held.calls[0]), "type"), "file");
  CAF_CHECK_EQUAL(text_in(body_of(held.calls[1]), "type"), "text");
  CAF_CHECK_EQUAL(text_in(body_of(held.calls[1]), "text"), "the price");
  CAF_CHECK_EQUAL(in_words(*held.outcome), "sent 5741311803571721087");
}

CAF_TEST(CHT-6: a file that is refused leaves nothing behind) {
  for (const int status : {3, 6, 12, 99}) {
    auto held = talk(
        viber_test::bot().send(account(), with_file(file_of(content::document, "a.pdf"), "text")),
        {says(status)});
    CAF_CHECK_EQUAL(held.calls.size(), 1u);
    CAF_CHECK_EQUAL(in_words(*held.outcome), in_words(viber_test::delivered(says(status))));
  }
}

CAF_TEST(CHT-6: a file that went out does not go out twice for its text) {
  const auto after = [](http_response second) {
    auto held = talk(
        viber_test::bot().send(account(), with_file(file_of(content::document, "a.pdf"), "text")),
        {says_ok(), std::move(second)});
    return in_words(*held.outcome);
  };
  for (const int status : {3, 10, 12, 23, 99})
    CAF_CHECK_EQUAL(after(says(status)), "refused text_lost");
  CAF_CHECK_EQUAL(after(test::lost(http_response::reach::not_sent)), "refused text_lost");
  CAF_CHECK_EQUAL(after(test::lost(http_response::reach::no_answer)), "unknown");
  CAF_CHECK_EQUAL(after(says(6)), "left");
  CAF_CHECK_EQUAL(after(says(2)), "broken token_revoked");
}
