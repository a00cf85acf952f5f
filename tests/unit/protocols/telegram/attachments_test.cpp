#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_attachments
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using telegram_test::parse_message;
using telegram_test::parsed;

namespace {

/// The message's one attachment; an empty one of kind "other" if it has none.
attachment only_file(const client_event& event) {
  const auto* message = test::as_message(event);
  CAF_CHECK(message != nullptr);
  if (message == nullptr || message->attachments.empty()) return {};
  CAF_CHECK_EQUAL(message->attachments.size(), 1u);
  return message->attachments.front();
}

/// A file with its id and what every file may have.
attachment file(content kind, std::string id, std::string name, std::string mime,
                std::int64_t size) {
  attachment expected;
  expected.kind = kind;
  expected.source = "file:" + id;
  expected.name = std::move(name);
  expected.mime = std::move(mime);
  expected.size = size;
  return expected;
}

attachment sized(attachment of, std::int32_t width, std::int32_t height, std::int32_t duration) {
  of.width = width;
  of.height = height;
  of.duration_s = duration;
  return of;
}

} // namespace

CAF_TEST(CHT-2: of a picture the largest size is taken) {
  const auto photo = only_file(parsed("update_photo"));
  CAF_CHECK(photo == sized(file(content::photo, "AgL", "", "image/jpeg", 120345), 1280, 853, 0));
  const auto mixed = only_file(parse_message(
      R"("photo":[5,{"file_id":"b","width":9,"height":9},{"file_id":"a","width":8,"height":8}])"));
  CAF_CHECK_EQUAL(mixed.source, "file:b");
}

CAF_TEST(CHT-2: every kind of file has its source and its description) {
  CAF_CHECK(only_file(parsed("update_video")) ==
            sized(file(content::video, "BAv", "clip.mp4", "video/mp4", 900000), 640, 360, 12));
  CAF_CHECK(only_file(parsed("update_voice")) ==
            sized(file(content::voice, "AwV", "", "audio/ogg", 9000), 0, 0, 4));
  CAF_CHECK(only_file(parsed("update_document")) ==
            file(content::document, "BQd", "invoice.pdf", "application/pdf", 45000));
  CAF_CHECK(only_file(parsed("update_sticker")) ==
            sized(file(content::sticker, "CAs", "👍", "image/webp", 20000), 512, 512, 0));
  CAF_CHECK(only_file(parsed("update_animation")).kind == content::animation);
  CAF_CHECK(only_file(parsed("update_audio")).kind == content::audio);
  const auto round = only_file(
      parse_message(R"("video_note":{"file_id":"r","length":240,"duration":7,"file_size":5})"));
  CAF_CHECK(round == sized(file(content::video_note, "r", "", "video/mp4", 5), 240, 240, 7));
}

CAF_TEST(CHT-2: a sound without a file name is named by its performer and title) {
  const auto name = [](const std::string& fields) {
    return only_file(parse_message(R"("audio":{"file_id":"a",)" + fields + "}")).name;
  };
  CAF_CHECK_EQUAL(name(R"("file_name":"a.mp3","title":"T")"), "a.mp3");
  CAF_CHECK_EQUAL(name(R"("performer":"P","title":"T")"), "P - T");
  CAF_CHECK_EQUAL(name(R"("performer":"P")"), "P");
  CAF_CHECK_EQUAL(name(R"("title":"T")"), "T");
}

CAF_TEST(CHT-2: a sticker is of the format its flags say) {
  const auto mime = [](const std::string& flag) {
    return only_file(parse_message(R"("sticker":{"file_id":"s",)" + flag + "}")).mime;
  };
  CAF_CHECK_EQUAL(mime(R"("is_animated":true)"), "application/x-tgsticker");
  CAF_CHECK_EQUAL(mime(R"("is_animated":0,"is_video":1)"), "video/webm");
  CAF_CHECK_EQUAL(mime(R"("is_video":false)"), "image/webp");
}

CAF_TEST(CHT-2: a place has its coordinates and nothing to fetch) {
  const auto place = only_file(parsed("update_location"));
  CAF_CHECK(place.kind == content::location && place.source.empty());
  CAF_CHECK(place.latitude == 50.45 && place.longitude == 30.52);
  const auto venue = only_file(parsed("update_venue"));
  CAF_CHECK(venue.kind == content::venue && venue.latitude == 50.45 && venue.name == "Cafe");
}

CAF_TEST(CHT-2: a text and a contact and a press have no attachment) {
  for (const auto* name : {"update_text", "update_contact", "update_press", "update_dice"})
    CAF_CHECK(test::as_message(parsed(name))->attachments.empty());
}

CAF_TEST(CHT-2: a file whose fields are wrong is still a file) {
  const auto odd = only_file(parse_message(
      R"("video":{"file_id":5,"width":-1,"height":"x","duration":9999999999,"file_size":-5})"));
  attachment expected;
  expected.kind = content::video;
  CAF_CHECK(odd == expected);
}

CAF_TEST(CHT-9: an answer says which message it quotes) {
  const auto event = parse_message(R"("text":"yes","reply_to_message":{"message_id":7})");
  CAF_CHECK_EQUAL(test::as_message(event)->reply_to, "7");
  for (const auto* none : {"5", "{}", R"({"message_id":0})", R"({"message_id":"7"})"})
    CAF_CHECK(
        test::as_message(parse_message(R"("text":"x","reply_to_message":)" + std::string{none}))
            ->reply_to.empty());
}

CAF_TEST(TOOL-7: a start brings what its link carried) {
  CAF_CHECK_EQUAL(parsed("update_start_deep_link").start_payload, "src_abc-1");
  CAF_CHECK_EQUAL(parsed("update_start").start_payload, "");
  CAF_CHECK_EQUAL(parsed("update_text").start_payload, "");
}

CAF_TEST(CHN-5: what a client does opens the window and what happens to them does not) {
  for (const auto* name : {"update_text", "update_photo", "update_press", "update_start"})
    CAF_CHECK(parsed(name).opens_window);
  for (const auto* name : {"update_edited", "update_blocked", "update_group", "update_poll"})
    CAF_CHECK(!parsed(name).opens_window);
}
