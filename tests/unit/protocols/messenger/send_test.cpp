#include "tests/unit/protocols/messenger/support.hpp"

#include <string>

#define CAF_SUITE messenger_send
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::file_to_client;
using messenger_test::inside;
using messenger_test::json_of;
using messenger_test::page;
using messenger_test::page_messenger;
using messenger_test::says;
using messenger_test::says_no;
using messenger_test::text_in;
using messenger_test::text_to_client;
using test::in_words;
namespace json = boost::json;

namespace {

const std::string credentials =
    "access_token=EAAtesttoken0001&appsecret_proof=" + std::string{messenger_test::token_proof};
const std::string messages = "https://graph.facebook.com/v25.0/111/messages?" + credentials;

auto sending(outgoing what, std::vector<http_response> answers = {}) {
  return test::talk(page_messenger().send(page(), std::move(what)), std::move(answers));
}

json::object payload_of(const http_request& call) {
  const auto message = inside(json_of(call.body), "message");
  return inside(inside(message, "attachment"), "payload");
}

} // namespace

CAF_TEST(CHT-7: a text is one call with our mark in it) {
  const auto talk = sending(text_to_client("Good \"day\" 😀"), {says("sent")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 1u);
  const auto& call = talk.calls[0];
  CAF_CHECK_EQUAL(call.method, "POST");
  CAF_CHECK_EQUAL(call.url, messages);
  CAF_CHECK_EQUAL(call.platform, "messenger");
  CAF_CHECK_EQUAL(call.body, R"({"recipient":{"id":"222"},"messaging_type":"RESPONSE",)"
                             R"("message":{"text":"Good \"day\" 😀","metadata":"out:1001"}})");
  CAF_CHECK_EQUAL(in_words(*talk.outcome), "sent m_AbCd");
}

CAF_TEST(CHN-5: the form decides the type of the message) {
  const auto body = [](const char* form) {
    return json_of(sending(text_to_client("x", form)).calls[0].body);
  };
  CAF_CHECK_EQUAL(text_in(body(""), "messaging_type"), "RESPONSE");
  CAF_CHECK_EQUAL(text_in(body("RESPONSE"), "messaging_type"), "RESPONSE");
  CAF_CHECK_EQUAL(text_in(body("UPDATE"), "messaging_type"), "UPDATE");
  CAF_CHECK(!body("UPDATE").contains("tag"));
  CAF_CHECK_EQUAL(text_in(body("HUMAN_AGENT"), "messaging_type"), "MESSAGE_TAG");
  CAF_CHECK_EQUAL(text_in(body("HUMAN_AGENT"), "tag"), "HUMAN_AGENT");
  CAF_CHECK_EQUAL(text_in(body("ACCOUNT_UPDATE"), "tag"), "ACCOUNT_UPDATE");
}

CAF_TEST(CHN-11: address and version come from the settings) {
  auto to = messenger_test::page_without_app();
  to.api_url = "http://127.0.0.1:9000/messenger";
  to.api_version.clear();
  to.account.clear();
  const auto talk = test::talk(page_messenger().send(to, text_to_client("x")), {});
  CAF_CHECK_EQUAL(talk.calls[0].url,
                  "http://127.0.0.1:9000/messenger/me/messages?access_token=EAAtesttoken0001");
}

CAF_TEST(CHT-2: a file goes up once and then by its id) {
  auto talk = sending(file_to_client(content::document), {says("upload"), says("sent")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 2u);
  const auto& up = talk.calls[0];
  CAF_CHECK_EQUAL(up.url,
                  "https://graph.facebook.com/v25.0/111/message_attachments?" + credentials);
  CAF_CHECK(up.body.empty());
  CAF_REQUIRE_EQUAL(up.form.size(), 2u);
  CAF_CHECK_EQUAL(up.form[0].name, "message");
  CAF_CHECK_EQUAL(up.form[0].value,
                  R"({"attachment":{"type":"file","payload":{"is_reusable":true}}})");
  CAF_CHECK_EQUAL(up.form[1].name, "filedata");
  CAF_CHECK_EQUAL(up.form[1].file, "/files/ab/cd");
  CAF_CHECK_EQUAL(up.form[1].file_name, "invoice.pdf");
  CAF_CHECK_EQUAL(up.form[1].mime, "application/pdf");
  CAF_CHECK(up.form[1].value.empty());
  CAF_CHECK_EQUAL(text_in(payload_of(talk.calls[1]), "attachment_id"), "857");
  const auto sent_body = json_of(talk.calls[1].body);
  CAF_CHECK_EQUAL(text_in(inside(sent_body, "message"), "metadata"), "out:1002");
  const auto* done = std::get_if<sent>(&*talk.outcome);
  CAF_REQUIRE(done != nullptr && done->kept.size() == 1);
  CAF_CHECK_EQUAL(done->kept[0].reference, "857");
  CAF_CHECK(done->kept[0].lives == std::chrono::hours{89 * 24});
}

CAF_TEST(CHT-2: each kind of file has its word there) {
  const auto word = [](content kind) {
    const auto call = sending(file_to_client(kind, "857")).calls[0];
    return text_in(inside(inside(json_of(call.body), "message"), "attachment"), "type");
  };
  CAF_CHECK_EQUAL(word(content::photo), "image");
  CAF_CHECK_EQUAL(word(content::animation), "image");
  CAF_CHECK_EQUAL(word(content::video), "video");
  CAF_CHECK_EQUAL(word(content::video_note), "video");
  CAF_CHECK_EQUAL(word(content::voice), "audio");
  CAF_CHECK_EQUAL(word(content::audio), "audio");
  CAF_CHECK_EQUAL(word(content::document), "file");
}

CAF_TEST(CHT-2: a file that is still at the platform is not sent up again) {
  const auto talk = sending(file_to_client(content::photo, "857"), {says("sent")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 1u);
  CAF_CHECK_EQUAL(text_in(payload_of(talk.calls[0]), "attachment_id"), "857");
  CAF_CHECK(std::get<sent>(*talk.outcome).kept.empty());
}

CAF_TEST(CHT-2: an attachment the platform forgot is sent anew with its bytes) {
  for (const int subcode : {2018008, 2018047, 2018074, 2018294}) {
    const auto known = sending(file_to_client(content::photo, "857"), {says_no(100, subcode)});
    CAF_CHECK_EQUAL(in_words(*known.outcome), "forget");
    const auto fresh =
        sending(file_to_client(content::photo), {says("upload"), says_no(100, subcode)});
    CAF_CHECK_EQUAL(in_words(*fresh.outcome), "refused file_unusable");
  }
}

CAF_TEST(CHT-2: without bytes here the platform fetches the link) {
  auto what = file_to_client(content::photo);
  what.files[0].path.clear();
  what.files[0].link = "https://inbox.example.com/f/r.jpg?s=1";
  const auto talk = sending(what, {says("sent_by_link")});
  CAF_REQUIRE_EQUAL(talk.calls.size(), 1u);
  CAF_CHECK_EQUAL(text_in(payload_of(talk.calls[0]), "url"), what.files[0].link);
  CAF_CHECK_EQUAL(std::get<sent>(*talk.outcome).kept.at(0).reference, "857");
  what.files[0].link.clear();
  CAF_CHECK_EQUAL(in_words(*sending(what).outcome), "refused file_missing");
}

CAF_TEST(OUT-1: what fails before the message is sent is never in doubt) {
  const auto upload_says = [](const http_response& answer) {
    auto talk = sending(file_to_client(content::video), {answer});
    CAF_CHECK_EQUAL(talk.calls.size(), 1u);
    return talk.outcome ? in_words(*talk.outcome) : "goes on";
  };
  using enum http_response::reach;
  CAF_CHECK_EQUAL(upload_says(test::lost(no_answer)), "later");
  CAF_CHECK_EQUAL(upload_says(test::lost(not_sent)), "later");
  CAF_CHECK_EQUAL(upload_says(test::reply(502, "<html>")), "later");
  CAF_CHECK_EQUAL(upload_says(test::reply(200, "{}")), "later");
  CAF_CHECK_EQUAL(upload_says(says_no(100, 2018109)), "refused file_too_big");
  CAF_CHECK_EQUAL(upload_says(says_no(100, 2018047)), "refused file_unusable");
  CAF_CHECK_EQUAL(upload_says(says_no(190, 460)), "broken token_revoked");
  CAF_CHECK_EQUAL(upload_says(says_no(613)), "wait 60");
  const auto last =
      sending(file_to_client(content::video), {says("upload"), test::lost(no_answer)});
  CAF_CHECK_EQUAL(in_words(*last.outcome), "unknown");
}

CAF_TEST(CHT-2: a file with a text or two files are not one message here) {
  auto captioned = file_to_client(content::photo);
  captioned.text = "look";
  CAF_CHECK_EQUAL(in_words(*sending(captioned).outcome), "refused not_one_message");
  auto two = file_to_client(content::photo);
  two.files.push_back(two.files[0]);
  CAF_CHECK_EQUAL(in_words(*sending(two).outcome), "refused not_one_message");
}

CAF_TEST(CHT-7: typing and seen are calls of their own) {
  const auto typing = page_messenger().show_typing(page(), "222");
  CAF_REQUIRE(typing.has_value());
  CAF_CHECK_EQUAL(typing->url, messages);
  CAF_CHECK_EQUAL(typing->body, R"({"recipient":{"id":"222"},"sender_action":"typing_on"})");
  const auto seen = page_messenger().show_read(page(), "222", "m_1");
  CAF_REQUIRE(seen.has_value());
  CAF_CHECK_EQUAL(seen->body, R"({"recipient":{"id":"222"},"sender_action":"mark_seen"})");
}

CAF_TEST(CHT-9: the platform has no edits and no deletions) {
  const auto edited = test::talk(page_messenger().edit(page(), "222", "m_1", "x", false), {});
  CAF_CHECK_EQUAL(in_words(*edited.outcome), "refused unsupported");
  const auto removed = test::talk(page_messenger().remove(page(), "222", "m_1"), {});
  CAF_CHECK_EQUAL(in_words(*removed.outcome), "refused unsupported");
}

CAF_TEST(SUB-3: what was typed stays out of the address) {
  auto to = page();
  to.token = "EAA a&b=c";
  to.account = "1/../2";
  auto what = text_to_client("x");
  what.client = "5\",\"x\":\"";
  const auto call = test::talk(page_messenger().send(to, what), {}).calls.at(0);
  CAF_CHECK(
      call.url.starts_with("https://graph.facebook.com/v25.0/1%2F..%2F2/messages?"
                           "access_token=EAA%20a%26b%3Dc&appsecret_proof="));
  CAF_CHECK_EQUAL(text_in(inside(json_of(call.body), "recipient"), "id"), what.client);
}
