#include "tests/unit/protocols/vk/support.hpp"

#include "protocols/vk/uploads.hpp"

#include <string>

#define CAF_SUITE vk_uploads
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;
using vk::file_form;

namespace {

const std::string upload_url = "https://upload.vk.example/c1/upload.php?act=a&mid=1";

outgoing with(std::vector<outgoing_file> files) {
  auto what = text_to_42("See");
  what.files = std::move(files);
  return what;
}

file_form photo_of(std::int64_t size, int width, int height, std::string mime = "image/png") {
  auto file = picture();
  file.size = size;
  file.width = width;
  file.height = height;
  file.mime = std::move(mime);
  return vk::form_of(file);
}

outgoing_file voice(std::string mime, int seconds) {
  return {.kind = content::voice,
          .name = "v.ogg",
          .mime = std::move(mime),
          .size = 9000,
          .duration_s = seconds,
          .path = "/files/v"};
}

} // namespace

CAF_TEST(CHT-2: a photo goes up in three steps and is kept) {
  const auto held = sending(with({picture()}), {says("upload_server"), says("photo_put"),
                                                says("photo_saved"), says("sent")});
  CAF_CHECK_EQUAL(methods(held.calls), "photos.getMessagesUploadServer " + upload_url +
                                           " photos.saveMessagesPhoto messages.send");
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("peer_id"), "42");
  const auto& put = held.calls[1];
  CAF_CHECK(put.outside);
  CAF_CHECK_EQUAL(put.platform, "vk");
  CAF_REQUIRE_EQUAL(put.form.size(), 1u);
  CAF_CHECK_EQUAL(put.form[0].name, "photo");
  CAF_CHECK_EQUAL(put.form[0].file, "/files/p");
  CAF_CHECK_EQUAL(put.form[0].file_name, "p.jpg");
  const auto saved = form_of(held.calls[2]);
  CAF_CHECK_EQUAL(saved.at("server"), "1");
  CAF_CHECK_EQUAL(saved.at("photo"), R"([{"photo":"abc","sizes":[]}])");
  CAF_CHECK_EQUAL(saved.at("hash"), "h");
  CAF_CHECK_EQUAL(form_of(held.calls[3]).at("attachment"), "photo-555_457_k1");
  const auto& done = std::get<sent>(*held.outcome);
  CAF_REQUIRE_EQUAL(done.kept.size(), 1u);
  CAF_CHECK_EQUAL(done.kept[0].reference, "photo-555_457_k1");
  CAF_CHECK(!done.kept[0].lives);
}

CAF_TEST(CHT-2: a document and a voice message go up as what they are) {
  const auto held =
      sending(with({paper(), voice("audio/ogg", 3)}),
              {says("upload_server"), says("file_put"), says("doc_saved"), says("upload_server"),
               says("file_put"), says("voice_saved"), says("sent")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 7u);
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("type"), "doc");
  CAF_CHECK_EQUAL(held.calls[1].form.at(0).name, "file");
  CAF_CHECK_EQUAL(form_of(held.calls[2]).at("file"), "509001243|0|0|848328|8566612e4a|png");
  CAF_CHECK_EQUAL(form_of(held.calls[2]).at("title"), "invoice.pdf");
  CAF_CHECK_EQUAL(form_of(held.calls[3]).at("type"), "audio_message");
  CAF_CHECK_EQUAL(form_of(held.calls[6]).at("attachment"),
                  "doc-555_460_k4,audio_message-555_461_k");
  CAF_CHECK_EQUAL(std::get<sent>(*held.outcome).kept.at(1).file, 1u);
}

CAF_TEST(CHT-2: the older form of a saved document is read too) {
  const auto held = sending(with({paper()}), {says("upload_server"), says("file_put"),
                                              says("doc_saved_list"), says("sent")});
  CAF_CHECK_EQUAL(form_of(held.calls.at(3)).at("attachment"), "doc509001243_486338532");
}

CAF_TEST(CHT-2: a file that VK has is not uploaded again) {
  auto known = picture();
  known.reference = "photo-555_9_k";
  const auto held = sending(with({known}), {says("sent")});
  CAF_CHECK_EQUAL(methods(held.calls), "messages.send");
  CAF_CHECK_EQUAL(form_of(held.calls[0]).at("attachment"), "photo-555_9_k");
  CAF_CHECK(std::get<sent>(*held.outcome).kept.empty());
}

CAF_TEST(CHT-2: a file that VK forgot goes again with its bytes) {
  auto known = picture();
  known.reference = "photo-555_9_k";
  for (const int code : {100, 129})
    CAF_CHECK_EQUAL(test::in_words(*sending(with({known}), {refuses(code)}).outcome), "forget");
  const auto fresh = sending(with({picture()}), {says("upload_server"), says("photo_put"),
                                                 says("photo_saved"), refuses(100)});
  CAF_CHECK_EQUAL(test::in_words(*fresh.outcome), "refused wrong_call");
  CAF_CHECK_EQUAL(test::in_words(*sending(with({known}), {refuses(901)}).outcome), "left");
}

CAF_TEST(CHT-6: a photo within the limits of VK is a photo and else a document) {
  CAF_CHECK(photo_of(50'000'000, 640, 480) == file_form::photo);
  CAF_CHECK(photo_of(50'000'001, 640, 480) == file_form::document);
  CAF_CHECK(photo_of(1, 7000, 7000) == file_form::photo);
  CAF_CHECK(photo_of(1, 7000, 7001) == file_form::document);
  CAF_CHECK(photo_of(1, 2000, 100) == file_form::photo);
  CAF_CHECK(photo_of(1, 2001, 100) == file_form::document);
  CAF_CHECK(photo_of(1, 100, 2001) == file_form::document);
  CAF_CHECK(photo_of(1, 0, 0) == file_form::photo);
  CAF_CHECK(photo_of(1, 64, 64, "image/jpeg") == file_form::photo);
  CAF_CHECK(photo_of(1, 64, 64, "image/gif") == file_form::photo);
  CAF_CHECK(photo_of(1, 64, 64, "image/webp") == file_form::document);
  CAF_CHECK(photo_of(1, 64, 64, "") == file_form::photo);
}

CAF_TEST(CHT-6: Ogg of up to five minutes is a voice message) {
  CAF_CHECK(vk::form_of(voice("audio/ogg", 300)) == file_form::voice);
  CAF_CHECK(vk::form_of(voice("audio/ogg", 301)) == file_form::document);
  CAF_CHECK(vk::form_of(voice("audio/mpeg", 3)) == file_form::document);
  CAF_CHECK(vk::form_of(voice("", 3)) == file_form::voice);
}

CAF_TEST(CHT-6: films and music and animations are documents) {
  for (const auto kind : {content::video, content::audio, content::animation, content::document}) {
    auto file = paper();
    file.kind = kind;
    CAF_CHECK(vk::form_of(file) == file_form::document);
  }
}

CAF_TEST(CHT-7: an upload that fails at any step has sent nothing) {
  const auto becomes = [](std::vector<http_response> answers) {
    const auto held = sending(with({picture()}), std::move(answers));
    CAF_CHECK(methods(held.calls).find("messages.send") == std::string::npos);
    return test::in_words(*held.outcome);
  };
  const auto lost = test::lost(http_response::reach::no_answer);
  CAF_CHECK_EQUAL(becomes({lost}), "later");
  CAF_CHECK_EQUAL(becomes({says("upload_server"), lost}), "later");
  CAF_CHECK_EQUAL(becomes({says("upload_server"), says("photo_put"), lost}), "later");
  CAF_CHECK_EQUAL(becomes({says("upload_server"), test::reply(502, "<html>")}), "later");
  CAF_CHECK_EQUAL(becomes({says("upload_server"), test::reply(413, "")}), "refused too_large");
  CAF_CHECK_EQUAL(becomes({says("upload_server"), says("photo_refused")}), "refused file_refused");
  CAF_CHECK_EQUAL(becomes({refuses(901)}), "left");
  CAF_CHECK_EQUAL(becomes({refuses(6)}), "wait 1");
  CAF_CHECK_EQUAL(becomes({refuses(5)}), "broken token_revoked");
}

CAF_TEST(CHT-7: a file that was not taken is tried at three addresses) {
  const auto attempts = [](std::vector<http_response> answers) {
    const auto held = sending(with({paper()}), std::move(answers));
    return std::get<try_later>(*held.outcome).attempts;
  };
  CAF_CHECK_EQUAL(attempts({says("upload_server"), says("file_refused")}), 3);
  CAF_CHECK_EQUAL(attempts({says("upload_server"), says("file_put"), refuses(22)}), 3);
  CAF_CHECK_EQUAL(attempts({says("upload_server"), says("file_put"), refuses(105)}), 3);
  CAF_CHECK_EQUAL(attempts({says("upload_server"), test::reply(500, "")}), 3);
  CAF_CHECK_EQUAL(attempts({says("upload_server"), test::lost(http_response::reach::not_sent)}), 0);
}

CAF_TEST(CHT-7: a token without the right to files still sends texts) {
  for (const int code : {7, 15, 20, 23, 203})
    CAF_CHECK_EQUAL(test::in_words(*sending(with({paper()}), {refuses(code)}).outcome),
                    "refused no_permission");
}

CAF_TEST(CHT-2: a large file has time to go up) {
  auto large = paper();
  large.size = 200'000'000;
  const auto slow = sending(with({large}), {says("upload_server")});
  const auto quick = sending(with({paper()}), {says("upload_server")});
  CAF_CHECK(slow.calls.at(1).timeout > std::chrono::minutes{45});
  CAF_CHECK(slow.calls.at(1).timeout <= std::chrono::minutes{61});
  CAF_CHECK(quick.calls.at(1).timeout <= std::chrono::seconds{16});
}
