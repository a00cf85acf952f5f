#include "tests/unit/actors/rules_stage.hpp"

#define CAF_SUITE chat_outgoing
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::content;
using protocols::platform;
using storage::message_status;

namespace {

constexpr std::int64_t megabyte = 1'000'000;

send_message with_files(std::string words, std::vector<storage::file_row> files) {
  auto what = text(std::move(words), "key");
  what.files = std::move(files);
  return what;
}

storage::file_row photo(std::int64_t size = megabyte) {
  return file_of(content::photo, size, "a.jpg");
}

errc refusal(const result<decision>& made) { return made ? errc::none : made.error().code; }

} // namespace

CAF_TEST(CHT-2: a text longer than the platform takes goes as several messages and the first is the answer) {
  auto made = send(taken(), text(std::string(4096, 'a') + std::string(100, 'b'), "key"));
  CAF_REQUIRE(made.has_value());
  CAF_REQUIRE_EQUAL(made->outbound.size(), 2u);
  CAF_CHECK_EQUAL(made->outbound[0].text, std::string(4096, 'a'));
  CAF_CHECK_EQUAL(made->outbound[1].text, std::string(100, 'b'));
  CAF_CHECK(made->message->id == made->outbound[0].id && made->message->client_key == "key");
  CAF_CHECK(made->outbound[1].client_key.empty());
  CAF_CHECK_EQUAL(all<storage::put_outbox>(*made).size(), 2u);
  CAF_CHECK(made->next.chat.last.id == made->outbound[1].id);
}

CAF_TEST(CHT-2: files go as the platform takes them beside the text where it can) {
  const auto what = with_files("look", {photo(), photo(), photo()});
  auto one_each = send(taken(), what);
  CAF_REQUIRE(one_each && one_each->outbound.size() == 3);
  CAF_CHECK_EQUAL(one_each->outbound[0].text, "look");
  CAF_CHECK(one_each->outbound[0].content == content::photo);
  CAF_CHECK_EQUAL(one_each->outbound[2].text, "");
  auto together = send(taken(), what, by(platform::vk));
  CAF_REQUIRE(together && together->outbound.size() == 1);
  CAF_CHECK_EQUAL(together->outbound[0].attachments.size(), 3u);
  auto apart = send(taken(), what, by(platform::messenger));
  CAF_REQUIRE(apart && apart->outbound.size() == 4);
  CAF_CHECK(apart->outbound[0].text == "look" && apart->outbound[0].attachments.empty());
}

CAF_TEST(CHT-2: a text too long to stand beside a file goes before it) {
  auto made = send(taken(), with_files(std::string(1025, 'a'), {photo()}));
  CAF_REQUIRE(made && made->outbound.size() == 2);
  CAF_CHECK(made->outbound[0].attachments.empty() && made->outbound[1].text.empty());
  CAF_CHECK(made->message->id == made->outbound[0].id);
}

CAF_TEST(CHT-6: a picture too large for one goes as a document and a file too large for that is refused) {
  auto made = send(taken(), with_files("", {photo(11 * megabyte)}));
  CAF_REQUIRE(made && made->outbound.size() == 1);
  auto& attachment = made->outbound[0].attachments[0];
  CAF_CHECK(attachment.kind == content::document && attachment.file->kind == content::document);
  CAF_CHECK(attachment.state == storage::attachment_state::ready);
  auto refused = send(taken(), with_files("", {photo(), photo(51 * megabyte)}));
  CAF_CHECK(refusal(refused) == errc::file_too_large);
  CAF_CHECK_EQUAL(refused.error().pointer, "/attachments");
}

CAF_TEST(CHT-6: what the platform takes in no form of its own goes as a document) {
  auto made =
      send(taken(), with_files("", {file_of(content::video, megabyte, "a.mp4")}), by(platform::vk));
  CAF_CHECK(made && made->outbound[0].attachments[0].kind == content::document);
}

CAF_TEST(CHT-6: files for a platform that fetches them need a public address and texts do not) {
  auto hidden = by(platform::viber);
  hidden.public_files = false;
  CAF_CHECK(refusal(send(taken(), with_files("", {photo()}), hidden)) == errc::not_allowed_now);
  CAF_CHECK(send(taken(), text("hi"), hidden).has_value());
  CAF_CHECK(send(taken(), with_files("", {photo()}), by(platform::viber)).has_value());
}

CAF_TEST(CHN-5: outside of the window a message is refused with the word of the platform for it) {
  const auto messenger = by(platform::messenger);
  CAF_CHECK(send(taken(), text("hi"), messenger, 6 * 24h).has_value());
  auto late = send(taken(), text("hi"), messenger, 8 * 24h);
  CAF_CHECK(refusal(late) == errc::not_allowed_now);
  CAF_CHECK(late.error().detail.find("window_closed") != std::string::npos);
  CAF_CHECK(send(taken(), text("hi"), telegram, 8 * 24h).has_value());
}

CAF_TEST(SUB-3: to somebody who left nothing is sent on any platform) {
  auto model = taken();
  model.client.subscribed = false;
  for (const auto which : {platform::telegram, platform::viber, platform::vk, platform::messenger})
    CAF_CHECK(refusal(send(model, text("hi"), by(which))) == errc::client_unsubscribed);
}

CAF_TEST(CHT-9: only the first of several messages answers what was quoted) {
  auto asked = hear(taken(), wrote("when?"));
  auto what = text(std::string(5000, 'a'));
  what.reply_to = asked.message->id;
  auto made = on_send(asked.next, anna, what, asked.message, telegram, at());
  CAF_REQUIRE(made && made->outbound.size() == 2);
  CAF_CHECK_EQUAL(made->reply_to, "10");
  CAF_CHECK(made->outbound[0].reply_to == asked.message->id && made->outbound[0].quote == "when?");
  CAF_CHECK(!made->outbound[1].reply_to);
  auto unknown = on_send(asked.next, anna, what, std::nullopt, telegram, at());
  CAF_CHECK(refusal(unknown) == errc::not_found && unknown.error().pointer == "/reply_to");
}

CAF_TEST(CHT-7: a failed message with files goes again with them) {
  auto made = send(taken(), with_files("look", {photo()}));
  auto failed = on_fate(made->next, *made->message,
                        {made->message->id, message_status::failed, "", "flood", "no"}, at());
  const auto row = with_status(*made, message_status::failed);
  auto again = on_retry(failed.next, anna, row);
  CAF_REQUIRE(again && again->outbound.size() == 1);
  CAF_CHECK_EQUAL(again->outbound[0].attachments.size(), 1u);
  CAF_CHECK(again->outbound[0].status == message_status::queued);
  CAF_CHECK(refusal(on_retry(failed.next, boris, row)) == errc::not_participant);
  const auto uncertain = with_status(*made, message_status::uncertain);
  CAF_CHECK(on_retry(failed.next, anna, uncertain).has_value());
}

CAF_TEST(CHT-9: a message is changed here and on the phone of the client) {
  auto made = send(taken(), text("helo"));
  auto row = sent_message(*made, "77");
  auto changed = on_change(made->next, anna, row, "hello", telegram, at(5s));
  CAF_REQUIRE(changed.has_value());
  auto* edit = find<storage::edit_message>(*changed);
  CAF_CHECK(edit && edit->text == "hello" && edit->at == at(5s).now);
  auto* outbox = find<storage::put_outbox>(*changed);
  CAF_CHECK(outbox && outbox->act == storage::outbox_act::edit);
  CAF_CHECK(changed->act == storage::outbox_act::edit && changed->outbound.size() == 1);
  CAF_CHECK_EQUAL(changed->next.chat.last.text, "hello");
  CAF_CHECK(tells<message_changed>(*changed));
}

CAF_TEST(CHT-9: a message taken back is gone here and on the phone of the client and its text stays for the staff) {
  auto made = send(taken(), text("oops"));
  auto row = sent_message(*made, "77");
  auto gone = on_take_back(made->next, anna, row, telegram, at(5s));
  CAF_REQUIRE(gone.has_value());
  CAF_CHECK(find<storage::delete_message>(*gone)->at == at(5s).now);
  CAF_CHECK(gone->act == storage::outbox_act::remove && gone->message->text == "oops");
  auto again = on_take_back(gone->next, anna, *gone->message, telegram, at(9s));
  CAF_CHECK(refusal(again) == errc::message_not_changeable);
}

CAF_TEST(CHT-9: who does not hold the chat and what is not ours or did not arrive cannot be changed) {
  auto made = send(taken(), text("hello"));
  const auto row = sent_message(*made, "77");
  CAF_CHECK(refusal(on_change(made->next, boris, row, "x", telegram, at())) ==
            errc::not_participant);
  CAF_CHECK(refusal(on_take_back(made->next, boris, row, telegram, at())) == errc::not_participant);
  auto clients = row;
  clients.kind = storage::message_kind::incoming;
  auto waiting = row;
  waiting.status = message_status::queued;
  auto failed = row;
  failed.status = message_status::failed;
  auto nameless = row;
  nameless.external_id.clear();
  for (const auto& other : {clients, waiting, failed, nameless}) {
    CAF_CHECK(refusal(on_change(made->next, anna, other, "x", telegram, at())) ==
              errc::message_not_changeable);
    CAF_CHECK(refusal(on_take_back(made->next, anna, other, telegram, at())) ==
              errc::message_not_changeable);
  }
}

CAF_TEST(CHT-9: after the time of the platform nothing is changed and where it changes nothing never) {
  auto made = send(taken(), text("hello"));
  const auto row = sent_message(*made, "77");
  CAF_CHECK(on_change(made->next, anna, row, "x", telegram, at(48h)).has_value());
  CAF_CHECK(refusal(on_change(made->next, anna, row, "x", telegram, at(48h + 1s))) ==
            errc::message_not_changeable);
  CAF_CHECK(refusal(on_change(made->next, anna, row, "x", by(platform::vk), at(25h))) ==
            errc::message_not_changeable);
  for (const auto which : {platform::viber, platform::messenger})
    CAF_CHECK(refusal(on_take_back(made->next, anna, row, by(which), at())) ==
              errc::message_not_changeable);
}

CAF_TEST(CHT-9: a changed text has the same limits as a new one) {
  auto made = send(taken(), text("hello"));
  auto row = sent_message(*made, "77");
  auto refused = on_change(made->next, anna, row, std::string(4097, 'a'), telegram, at());
  CAF_CHECK(refusal(refused) == errc::message_too_long && refused.error().pointer == "/text");
  row.attachments.emplace_back();
  auto caption = on_change(made->next, anna, row, std::string(1025, 'a'), telegram, at());
  CAF_CHECK(refusal(caption) == errc::message_too_long);
}

CAF_TEST(CHT-9: a change that the platform refused shows why and the message stays as it was sent) {
  auto made = send(taken(), text("hello"));
  auto row = sent_message(*made, "77");
  message_fate refused{row.id, message_status::failed, "", "too_old", "no"};
  refused.act = storage::outbox_act::edit;
  auto after = on_fate(made->next, row, refused, at());
  auto* fate = find<storage::set_message_fate>(after);
  CAF_CHECK(fate && fate->status == message_status::sent && fate->error_code == "too_old");
  CAF_CHECK(find<storage::drop_outbox>(after) && tells<message_moved>(after));
  // Of a change that was taken nothing needs to be known.
  refused.status = message_status::sent;
  refused.error_code.clear();
  refused.error_text.clear();
  auto done = on_fate(made->next, std::nullopt, refused, at());
  CAF_CHECK(find<storage::drop_outbox>(done) && done.changes.size() == 1);
}

CAF_TEST(CHT-9: the outbox row of a later change outlives the fate of the former one) {
  auto made = send(taken(), text("hello"));
  auto row = sent_message(*made, "77");
  message_fate former{row.id, message_status::sent, "", "", ""};
  former.act = storage::outbox_act::edit;
  former.changed_again = true;
  CAF_CHECK(!find<storage::drop_outbox>(on_fate(made->next, row, former, at())));
}
