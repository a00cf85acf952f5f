#include "tests/unit/protocols/telegram/support.hpp"

#include <boost/json.hpp>

#include <array>
#include <map>
#include <string>

#define CAF_SUITE telegram_send
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using namespace std::chrono_literals;
using telegram_test::bot;
using telegram_test::corpus;
using telegram_test::says_no;
using telegram_test::telegram;
using test::reply;
using test::talk;
namespace json = boost::json;

namespace {

const std::string at_bot = bot().api_url + "/bot" + bot().token + "/";

outgoing_file picture() {
  outgoing_file file{.kind = content::photo, .name = "r.jpg", .mime = "image/jpeg", .size = 5000};
  file.width = 640;
  file.height = 480;
  file.path = "/data/files/ab";
  return file;
}

outgoing with(outgoing_file file, std::string caption = "Receipt") {
  outgoing message{.key = "1", .client = "42", .text = std::move(caption)};
  message.files.push_back(std::move(file));
  return message;
}

auto send(outgoing message, std::vector<http_response> answers) {
  return talk(telegram().send(bot(), std::move(message)), std::move(answers));
}

/// The first call for a message.
http_request first(outgoing message) { return send(std::move(message), {}).calls.at(0); }

/// A form as its values by name; a file is "@" and its path.
std::map<std::string, std::string> fields(const http_request& call) {
  std::map<std::string, std::string> all;
  for (const auto& part : call.form)
    all[part.name] = part.file.empty() ? part.value : "@" + part.file;
  return all;
}

std::string field(const http_request& call, const std::string& name) { return fields(call)[name]; }

std::string method(const http_request& call) {
  return call.url.starts_with(at_bot) ? call.url.substr(at_bot.size()) : call.url;
}

const auto took_it = reply(200, R"({"ok":true,"result":{"message_id":17}})");

} // namespace

CAF_TEST(CHT-5: a picture is uploaded with its caption) {
  const auto call = first(with(picture()));
  CAF_CHECK_EQUAL(method(call), "sendPhoto");
  CAF_CHECK(fields(call) ==
            (std::map<std::string, std::string>{
                {"chat_id", "42"}, {"caption", "Receipt"}, {"photo", "@/data/files/ab"}}));
  const auto& part = call.form.back();
  CAF_CHECK_EQUAL(part.file_name, "r.jpg");
  CAF_CHECK_EQUAL(part.mime, "image/jpeg");
  CAF_CHECK_EQUAL(call.platform, "telegram");
  CAF_CHECK(call.headers.empty());
}

CAF_TEST(CHT-5: every kind of file goes by its own method) {
  struct row {
    content kind;
    const char* method;
    const char* field;
  };
  constexpr std::array rows{
      row{content::photo, "sendPhoto", "photo"},
      row{content::video, "sendVideo", "video"},
      row{content::animation, "sendAnimation", "animation"},
      row{content::voice, "sendVoice", "voice"},
      row{content::audio, "sendAudio", "audio"},
      row{content::document, "sendDocument", "document"},
      row{content::sticker, "sendDocument", "document"},
  };
  for (const auto& row : rows) {
    auto file = picture();
    file.kind = row.kind;
    const auto call = first(with(file));
    CAF_CHECK_EQUAL(method(call), row.method);
    CAF_CHECK_EQUAL(call.form.back().name, row.field);
  }
}

CAF_TEST(CHT-5: a film is described so that it shows at once) {
  auto film = picture();
  film.kind = content::video;
  film.duration_s = 12;
  const auto told = fields(first(with(film, "")));
  CAF_CHECK(told == (std::map<std::string, std::string>{{"chat_id", "42"},
                                                        {"width", "640"},
                                                        {"height", "480"},
                                                        {"duration", "12"},
                                                        {"supports_streaming", "true"},
                                                        {"video", "@/data/files/ab"}}));
}

CAF_TEST(CHT-5: a picture that Telegram would not take as one goes as a document) {
  const auto goes = [](std::int64_t size, std::int32_t width, std::int32_t height) {
    auto file = picture();
    file.size = size;
    file.width = width;
    file.height = height;
    return method(first(with(file)));
  };
  CAF_CHECK_EQUAL(goes(10'000'000, 640, 480), "sendPhoto");
  CAF_CHECK_EQUAL(goes(10'000'001, 640, 480), "sendDocument");
  CAF_CHECK_EQUAL(goes(5, 6000, 4000), "sendPhoto");
  CAF_CHECK_EQUAL(goes(5, 6000, 4001), "sendDocument");
  CAF_CHECK_EQUAL(goes(5, 2000, 100), "sendPhoto");
  CAF_CHECK_EQUAL(goes(5, 100, 2001), "sendDocument");
  CAF_CHECK_EQUAL(goes(5, 0, 0), "sendPhoto");
}

CAF_TEST(CHT-5: a large file is given the time that its bytes take) {
  auto file = picture();
  CAF_CHECK(first(with(file)).timeout == 30s);
  file.kind = content::video;
  file.size = 50'000'000;
  CAF_CHECK(first(with(file)).timeout > 400s);
}

CAF_TEST(CHT-5: a file that went before goes by the name it has there) {
  auto file = picture();
  file.reference = "photo:AgL";
  const auto call = first(with(file));
  CAF_CHECK_EQUAL(method(call), "sendPhoto");
  CAF_CHECK(call.form.empty());
  CAF_CHECK(json::parse(call.body) ==
            json::parse(R"({"chat_id":42,"photo":"AgL","caption":"Receipt"})"));
  // It was taken as a document then, so it is one.
  file.reference = "document:BQd";
  CAF_CHECK_EQUAL(method(first(with(file))), "sendDocument");
}

CAF_TEST(CHT-5: what Telegram calls a file is kept with how it was sent) {
  const auto kept = [](const char* result) {
    const auto held =
        send(with(picture()), {reply(200, R"({"ok":true,"result":)" + std::string{result} + "}")});
    const auto& done = std::get<sent>(*held.outcome);
    return done.kept.empty() ? "" : done.kept.front().reference;
  };
  CAF_CHECK_EQUAL(kept(R"({"message_id":1,"photo":[{"file_id":"s","width":9,"height":9},
                          {"file_id":"L","width":90,"height":90}]})"),
                  "photo:L");
  CAF_CHECK_EQUAL(kept(R"({"message_id":1,"video":{"file_id":"v"}})"), "video:v");
  CAF_CHECK_EQUAL(
      kept(R"({"message_id":1,"animation":{"file_id":"a"},"document":{"file_id":"a"}})"),
      "animation:a");
  CAF_CHECK_EQUAL(kept(R"({"message_id":1,"document":{"file_id":"d"}})"), "document:d");
  for (const auto* none : {R"({"message_id":1})", R"({"document":{}})", R"({"photo":[]})", "true"})
    CAF_CHECK_EQUAL(kept(none), "");
}

CAF_TEST(CHT-5: a name that Telegram has forgotten is forgotten) {
  auto file = picture();
  file.reference = "photo:old";
  const auto no = says_no(400, "Bad Request: wrong file identifier/HTTP URL specified");
  CAF_CHECK_EQUAL(test::in_words(*send(with(file), {no}).outcome), "forget");
  // The bytes themselves went: to send them again would be for ever.
  CAF_CHECK_EQUAL(test::in_words(*send(with(picture()), {no}).outcome), "refused file_unknown");
}

CAF_TEST(CHT-5: a picture that Telegram refuses as one goes again as a document) {
  for (const auto* why : {"PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED",
                          "PHOTO_SAVE_FILE_INVALID", "VOICE_MESSAGES_FORBIDDEN"}) {
    const auto held =
        send(with(picture()), {says_no(400, std::string{"Bad Request: "} + why), took_it});
    CAF_REQUIRE_EQUAL(held.calls.size(), 2u);
    CAF_CHECK_EQUAL(method(held.calls[1]), "sendDocument");
    CAF_CHECK_EQUAL(field(held.calls[1], "document"), "@/data/files/ab");
    CAF_CHECK_EQUAL(test::in_words(*held.outcome), "sent 17");
  }
  auto file = picture();
  file.kind = content::document;
  const auto once = send(with(file), {says_no(400, "Bad Request: IMAGE_PROCESS_FAILED")});
  CAF_CHECK_EQUAL(once.calls.size(), 1u);
  CAF_CHECK_EQUAL(test::in_words(*once.outcome), "refused photo_unusable");
}

CAF_TEST(CHT-5: a file that is nowhere and two files at once are refused here) {
  auto file = picture();
  file.path.clear();
  const auto missing = send(with(file), {});
  CAF_CHECK(missing.calls.empty());
  CAF_CHECK_EQUAL(test::in_words(*missing.outcome), "refused file_missing");
  file.link = "https://inbox.example.com/f/1";
  CAF_CHECK(json::parse(first(with(file)).body).at("photo") == json::value(file.link));
  auto two = with(picture());
  two.files.push_back(picture());
  CAF_CHECK_EQUAL(test::in_words(*send(two, {}).outcome), "refused too_many_files");
}

CAF_TEST(CHT-9: an answer quotes the message though it may be gone) {
  outgoing message{.key = "1", .client = "42", .text = "x"};
  message.reply_to = "10";
  CAF_CHECK(json::parse(first(message).body) == json::parse(R"({"chat_id":42,"text":"x",
              "reply_parameters":{"message_id":10,"allow_sending_without_reply":true}})"));
  message = with(picture());
  message.reply_to = "10";
  CAF_CHECK_EQUAL(field(first(message), "reply_parameters"),
                  R"({"message_id":10,"allow_sending_without_reply":true})");
}

CAF_TEST(CHT-9: a message is changed where its words are) {
  const auto text = talk(telegram().edit(bot(), "42", "17", "better", false), {took_it});
  CAF_CHECK_EQUAL(method(text.calls.at(0)), "editMessageText");
  CAF_CHECK(json::parse(text.calls[0].body) ==
            json::parse(R"({"chat_id":42,"message_id":17,"text":"better"})"));
  CAF_CHECK_EQUAL(test::in_words(*text.outcome), "sent 17");
  const auto caption = talk(telegram().edit(bot(), "42", "17", "better", true), {took_it});
  CAF_CHECK_EQUAL(method(caption.calls.at(0)), "editMessageCaption");
  CAF_CHECK(json::parse(caption.calls[0].body) ==
            json::parse(R"({"chat_id":42,"message_id":17,"caption":"better"})"));
}

CAF_TEST(CHT-9: a message is taken back) {
  const auto gone =
      talk(telegram().remove(bot(), "42", "17"), {reply(200, R"({"ok":true,"result":true})")});
  CAF_CHECK_EQUAL(method(gone.calls.at(0)), "deleteMessage");
  CAF_CHECK(json::parse(gone.calls[0].body) == json::parse(R"({"chat_id":42,"message_id":17})"));
  CAF_CHECK_EQUAL(test::in_words(*gone.outcome), "sent ");
  CAF_CHECK(telegram().rules().changes_within == 48h);
}

CAF_TEST(CHT-9: a change without an answer goes again and a refused one does not) {
  const auto edited = [](const http_response& answer) {
    return test::in_words(*talk(telegram().edit(bot(), "42", "17", "x", false), {answer}).outcome);
  };
  CAF_CHECK_EQUAL(edited(test::lost(http_response::reach::no_answer)), "later");
  CAF_CHECK_EQUAL(edited(says_no(400, "Bad Request: message is not modified: x")), "sent ");
  CAF_CHECK_EQUAL(edited(says_no(400, "Bad Request: message can't be edited")),
                  "refused edit_refused");
  CAF_CHECK_EQUAL(edited(says_no(429, "Too Many Requests", R"({"retry_after":3})")), "wait 3");
}

CAF_TEST(CHT-7: a client sees that we type) {
  const auto call = telegram().show_typing(bot(), "42");
  CAF_REQUIRE(call.has_value());
  CAF_CHECK_EQUAL(method(*call), "sendChatAction");
  CAF_CHECK(json::parse(call->body) == json::parse(R"({"chat_id":42,"action":"typing"})"));
  CAF_CHECK(!telegram().show_read(bot(), "42", "17").has_value());
}
