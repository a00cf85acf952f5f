#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_content
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using telegram_test::parse_message;
using telegram_test::parsed;
using test::carries;

namespace {

/// Whether the payload is this content with this text, kept with its bytes, from client 42.
bool kept_as(std::string_view corpus_name, content kind, std::string_view text) {
  const auto event = parsed(corpus_name);
  return carries(event, kind, text) && event.keep_bytes && event.client == "42" &&
         event.kind == "message";
}

bool plain(const client_event& event, std::string_view text) {
  return carries(event, content::text, text) && !event.keep_bytes;
}

} // namespace

CAF_TEST(CHT-2: a text message is its text and its client and its time) {
  const auto event = parsed("update_text");
  CAF_CHECK_EQUAL(event.key, "5001");
  CAF_CHECK_EQUAL(event.kind, "message");
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK(event.who == (profile{"Ira", "K", "ira_k", "uk"}));
  CAF_CHECK(event.sent_at == timestamp{std::chrono::seconds{1700000000}});
  CAF_CHECK(plain(event, "Hello https://example.com"));
  const auto* message = test::as_message(event);
  CAF_CHECK(message != nullptr && message->external_id == "10");
  CAF_CHECK(event.acknowledge.empty());
}

CAF_TEST(CHT-2: pictures and films and sounds and files keep their caption) {
  CAF_CHECK(kept_as("update_photo", content::photo, "my order"));
  CAF_CHECK(kept_as("update_video", content::video, ""));
  CAF_CHECK(kept_as("update_video_note", content::video_note, ""));
  CAF_CHECK(kept_as("update_voice", content::voice, ""));
  CAF_CHECK(kept_as("update_audio", content::audio, ""));
  CAF_CHECK(kept_as("update_document", content::document, ""));
}

CAF_TEST(CHT-2: an animation is no document though it comes with one) {
  CAF_CHECK(kept_as("update_animation", content::animation, "look"));
}

CAF_TEST(CHT-2: a sticker is its emoji) {
  CAF_CHECK(kept_as("update_sticker", content::sticker, "👍"));
  CAF_CHECK(kept_as("update_bits_for_booleans", content::sticker, "🙂"));
  CAF_CHECK(carries(parse_message(R"("sticker":{"file_id":"x"})"), content::sticker, ""));
}

CAF_TEST(CHT-2: a place is its coordinates and a venue is its name) {
  CAF_CHECK(kept_as("update_location", content::location, "50.45,30.52"));
  CAF_CHECK(kept_as("update_live_location", content::location, "-33.5,151"));
  CAF_CHECK(kept_as("update_venue", content::venue, "Cafe, Main st. 1"));
  CAF_CHECK(carries(parse_message(R"("venue":{"title":"Cafe"})"), content::venue, "Cafe"));
  CAF_CHECK(carries(parse_message(R"("location":{"latitude":1})"), content::location, ""));
  CAF_CHECK(carries(parse_message(R"("location":{"latitude":"1","longitude":"2"})"),
                    content::location, ""));
}

CAF_TEST(CHT-2: a contact is its phone and its name) {
  CAF_CHECK(kept_as("update_contact", content::contact, "380501112233 Ira K"));
  CAF_CHECK(kept_as("update_contact_of_another", content::contact, "+380501112234 Oleg"));
  CAF_CHECK(carries(parse_message(R"("contact":{"phone_number":"1"})"), content::contact, "1"));
  CAF_CHECK(carries(parse_message(R"("contact":{"last_name":"K"})"), content::contact, "K"));
}

CAF_TEST(CHT-2: what we have no word for is kept whole) {
  for (const auto* name :
       {"update_dice", "update_poll_message", "update_new_chat_photo", "update_pinned"})
    CAF_CHECK(kept_as(name, content::other, ""));
  CAF_CHECK(carries(parse_message(R"("paid_media":{},"caption":"pay")"), content::other, "pay"));
  CAF_CHECK(carries(parse_message(""), content::other, ""));
  CAF_CHECK(parse_message("").keep_bytes);
}

CAF_TEST(CHT-2: a field of a wrong type is not that content) {
  for (const auto* wrong : {"null", "5", "true", "\"x\"", "[]"}) {
    for (const auto* field : {"photo", "video", "document", "venue", "contact"})
      CAF_CHECK(
          carries(parse_message('"' + std::string{field} + "\":" + wrong), content::other, ""));
  }
  CAF_CHECK(
      carries(parse_message(R"("text":5,"document":{},"caption":"c")"), content::document, "c"));
}

CAF_TEST(CHT-2: a text whose row says all of it goes without its bytes) {
  CAF_CHECK(plain(parse_message(R"("text":"x")"), "x"));
  CAF_CHECK(plain(parse_message(R"("text":"x","entities":[])"), "x"));
  CAF_CHECK(plain(parse_message(R"("text":"x","link_preview_options":{"is_disabled":true})"), "x"));
  CAF_CHECK(plain(parse_message(R"("text":"#x","entities":[{"type":"hashtag"}])"), "#x"));
  CAF_CHECK(plain(parsed("update_emoji"), "👍🏽👨‍👩‍👧‍👦🇺🇦"));
  CAF_CHECK(plain(parsed("update_rtl"), "\u202eabc\u202c שלום"));
}

CAF_TEST(CHT-2: a text that hides more keeps its bytes) {
  const auto kept = [](const client_event& event, std::string_view text) {
    return carries(event, content::text, text) && event.keep_bytes;
  };
  CAF_CHECK(kept(parsed("update_formatted"), "bold and link"));
  CAF_CHECK(kept(parsed("update_forwarded"), "from a friend"));
  CAF_CHECK(kept(parsed("update_reply"), "yes, this"));
  CAF_CHECK(kept(parse_message(R"("text":"x","entities":5)"), "x"));
  CAF_CHECK(kept(parse_message(R"("text":"x","entities":[5])"), "x"));
  CAF_CHECK(kept(parse_message(R"("text":"x","something_new":1)"), "x"));
}

CAF_TEST(CHT-2: a start is its payload) {
  const auto started = [](const client_event& event, std::string_view payload) {
    return carries(event, content::start, payload) && !event.keep_bytes;
  };
  CAF_CHECK(started(parsed("update_start_deep_link"), "src_abc-1"));
  CAF_CHECK(started(parsed("update_start"), ""));
  CAF_CHECK(started(parsed("update_start_named"), "src-9"));
  CAF_CHECK(started(parse_message(R"("text":"/start x")"), "x"));
  CAF_CHECK(started(parse_message(R"("text":"/start ")"), ""));
  CAF_CHECK(started(parse_message(R"("text":"/start  x")"), " x"));
}

CAF_TEST(CHT-2: what only looks like a start is a text) {
  for (const auto* text :
       {"/started", "/star", "start", " /start", "/START", "/start-x", "/stop", "please /start x"})
    CAF_CHECK(plain(parse_message("\"text\":\"" + std::string{text} + '"'), text));
  // The sender wrote it as code, or the command is another, longer one.
  CAF_CHECK(carries(parse_message(R"("text":"/start x","entities":[{"type":"code","offset":0,
                    "length":6}])"),
                    content::text, "/start x"));
  CAF_CHECK(carries(parse_message(R"("text":"/start x","entities":[{"type":"bot_command",
                    "offset":1,"length":6}])"),
                    content::text, "/start x"));
  CAF_CHECK(
      carries(parse_message(R"("text":"/start x","entities":[])"), content::text, "/start x"));
}
