#include "storage/model.hpp"
#include "tests/unit/actors/rules_stage.hpp"

#define CAF_SUITE chat_incoming
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::content;
using storage::attachment_state;
using storage::message_status;

namespace {

protocols::client_event photo_and_place() {
  protocols::client_message message;
  message.content = content::photo;
  message.external_id = "11";
  message.attachments.resize(2);
  message.attachments[0].kind = content::photo;
  message.attachments[0].source = "tg:photo-1";
  message.attachments[0].name = "cat.jpg";
  message.attachments[1].kind = content::location;
  message.attachments[1].latitude = 50.45;
  return told("p1", std::move(message));
}

/// A message of ours whose fate nobody knows.
decision uncertain(const chat_model& model) {
  auto made = send(model, text("good day"));
  auto lost =
      on_fate(made->next, std::nullopt,
              {made->message->id, message_status::uncertain, "", "no_answer", "lost"}, at());
  lost.message = with_status(*made, message_status::uncertain);
  return lost;
}

protocols::answered said(std::string words, std::string external_id) {
  protocols::answered what;
  what.text = std::move(words);
  what.external_id = std::move(external_id);
  return what;
}

} // namespace

CAF_TEST(CHT-2: a file waits with a row to fetch it by and a place has nothing to fetch) {
  auto made = hear(fresh(), photo_and_place());
  CAF_REQUIRE(made.message.has_value());
  auto& files = made.message->attachments;
  CAF_REQUIRE_EQUAL(files.size(), 2u);
  CAF_CHECK(files[0].state == attachment_state::waiting);
  CAF_CHECK(files[1].state == attachment_state::none && files[1].latitude == 50.45);
  auto fetches = all<storage::put_fetch>(made);
  CAF_REQUIRE_EQUAL(fetches.size(), 1u);
  auto& row = fetches[0]->row;
  CAF_CHECK(row.message == made.message->id && row.position == 0 && row.channel == from.channel);
  CAF_CHECK(row.source == "tg:photo-1" && row.name == "cat.jpg" && row.kind == content::photo);
  CAF_CHECK(row.attempts == 0 && row.due_at == at().now);
}

CAF_TEST(CHT-9: a reply quotes the first words of what it answers) {
  auto asked = hear({}, wrote(std::string(300, 'q')));
  auto event = wrote("yes");
  std::get<protocols::client_message>(event.what).reply_to = "10";
  auto made = hear(asked.next, event, 0s, asked.message);
  CAF_CHECK(made.message->reply_to == asked.message->id);
  CAF_CHECK_EQUAL(made.message->quote, std::string(storage::preview_bytes, 'q'));
  auto unknown = hear(asked.next, event);
  CAF_CHECK(!unknown.message->reply_to && unknown.message->quote.empty());
}

CAF_TEST(CHT-9: a message that the client took back keeps its text for the staff) {
  auto asked = hear({}, wrote("secret"));
  const auto gone = told("d1", protocols::message_deleted{"10"});
  auto made = hear(asked.next, gone, 5s, asked.message);
  auto* deleted = find<storage::delete_message>(made);
  CAF_CHECK(deleted && deleted->message == asked.message->id && deleted->at == at(5s).now);
  CAF_CHECK(tells<message_changed>(made));
  auto row = *asked.message;
  row.deleted_at = at(5s).now;
  auto again = hear(made.next, gone, 9s, row);
  CAF_CHECK(!find<storage::delete_message>(again) && again.tell.empty());
}

CAF_TEST(CHT-9: an edit and a removal of what nobody knows are only claimed) {
  for (const auto& event : {told("e1", protocols::message_edited{"77", "x"}),
                            told("d1", protocols::message_deleted{"77"})}) {
    auto made = hear(taken(), event);
    CAF_CHECK_EQUAL(made.changes.size(), 1u);
    CAF_CHECK(find<storage::claim_event>(made) != nullptr);
  }
}

CAF_TEST(CHT-9: an answer given elsewhere shows as ours and ends the waiting) {
  auto model = fresh();
  auto made = hear(model, told("a1", said("we called you", "55")), 30s);
  CAF_REQUIRE(made.message.has_value());
  CAF_CHECK(made.message->kind == storage::message_kind::outgoing && !made.message->author);
  CAF_CHECK(made.message->status == message_status::sent && made.message->external_id == "55");
  CAF_CHECK(!made.next.chat.waiting_since && made.next.chat.unread == 0);
  CAF_CHECK_EQUAL(made.next.chat.last.text, "we called you");
  CAF_CHECK(made.outbound.empty() && !find<storage::put_outbox>(made));
  CAF_CHECK(made.next.chat.last_action_at == model.chat.last_action_at);
}

CAF_TEST(CHT-9: an answer given elsewhere to somebody who never wrote makes no chat) {
  auto made = hear({}, told("a1", said("hello", "55")));
  CAF_CHECK(!made.next.exists && !made.message && made.tell.empty());
  auto* claim = find<storage::claim_event>(made);
  CAF_CHECK(claim && !claim->chat);
}

CAF_TEST(CHT-7: the echo of an uncertain message settles it) {
  auto lost = uncertain(taken());
  CAF_CHECK(lost.next.chat.last.status == message_status::uncertain);
  auto made = hear(lost.next, told("a1", said("good day", "55")), 30s, lost.message);
  auto* fate = find<storage::set_message_fate>(made);
  CAF_CHECK(fate && fate->message == lost.message->id && fate->status == message_status::sent);
  CAF_CHECK(fate && fate->external_id == "55" && fate->error_code.empty());
  CAF_CHECK(!find<storage::add_message>(made) && tells<message_changed>(made));
  CAF_CHECK(made.next.chat.last.status == message_status::sent);
}

CAF_TEST(CHT-7: the echo of a message that is known to be sent or failed changes nothing) {
  auto made = send(taken(), text("good day"));
  for (const auto status : {message_status::sent, message_status::queued, message_status::failed}) {
    auto row = *made->message;
    row.status = status;
    auto echo = hear(made->next, told("a1", said("good day", "55")), 30s, row);
    CAF_CHECK_EQUAL(echo.changes.size(), 1u);
    CAF_CHECK(echo.tell.empty());
  }
}

CAF_TEST(CHN-5: what counts as an act of the client opens the window and what does not leaves it) {
  auto model = taken();
  CAF_CHECK(model.chat.last_action_at == at().now);
  auto press = told("b1", protocols::subscription_changed{true});
  press.opens_window = true;
  CAF_CHECK(hear(model, press, 60s).next.chat.last_action_at == at(60s).now);
  press.opens_window = false;
  CAF_CHECK(hear(model, press, 60s).next.chat.last_action_at == at().now);
  CAF_CHECK(hear(model, wrote("more"), 90s).next.chat.last_action_at == at(90s).now);
}

CAF_TEST(CRD-1: what the platform tells when asked fills the card and fetches the photo) {
  protocols::client_profile profile{.client = "42", .who = {}};
  profile.who.last_name = "Kovalenko";
  profile.who.first_name = "Iryna";
  profile.who.country = "UA";
  profile.who.photo = "https://photos.example/1.jpg";
  auto made = on_profile(fresh(), profile, at());
  CAF_REQUIRE(made.has_value());
  auto* stored = find<storage::put_client>(*made);
  CAF_CHECK(stored && stored->row.profiled && stored->row.who.last_name == "Kovalenko");
  CAF_CHECK(stored && stored->row.who.country == "UA");
  auto* fetch = find<storage::put_fetch>(*made);
  CAF_CHECK(fetch && !fetch->row.message && fetch->row.source == profile.who.photo);
  CAF_CHECK(tells<chat_changed>(*made));
  auto again = on_profile(made->next, profile, at());
  CAF_CHECK(again && !find<storage::put_fetch>(*again));
}

CAF_TEST(CRD-1: a profile without a name keeps the name that is known) {
  protocols::client_profile profile{.client = "42", .who = {}};
  profile.who.photo = "tg:photo-2";
  auto made = on_profile(fresh(), profile, at());
  CAF_CHECK(made && made->next.client.who.first_name == "Ira");
  CAF_CHECK(made && made->next.client.who.last_name == "K");
  CAF_CHECK(!on_profile({}, profile, at()).has_value());
}

CAF_TEST(SUB-3: somebody who is gone for good is unsubscribed with a line) {
  protocols::client_profile profile{.client = "42", .who = {}, .gone = true};
  auto made = on_profile(fresh(), profile, at());
  CAF_REQUIRE(made.has_value());
  CAF_CHECK(!made->next.client.subscribed && made->next.client.profiled);
  CAF_CHECK(made->message && made->message->action == storage::action::unsubscribed);
}

CAF_TEST(CHT-2: fetched bytes become the attachment and their row goes) {
  auto model = hear(fresh(), photo_and_place());
  auto file = file_of(content::photo, 900, "cat.jpg");
  auto made = on_file(model.next, model.message, {model.message->id, 0, "", file}, at());
  CAF_REQUIRE(made.has_value());
  auto* set = find<storage::set_attachment>(*made);
  CAF_CHECK(set && set->state == attachment_state::ready && set->file == file.id);
  CAF_CHECK(find<storage::add_file>(*made) && find<storage::drop_fetch>(*made));
  auto* event = std::get_if<message_changed>(&made->tell.front());
  CAF_CHECK(event && event->message.attachments[0].file->blob == file.blob);
}

CAF_TEST(CHT-2: bytes that will never come show why) {
  auto model = hear(fresh(), photo_and_place());
  auto made = on_file(model.next, model.message, {model.message->id, 0, "gone", {}}, at());
  CAF_REQUIRE(made.has_value());
  auto* set = find<storage::set_attachment>(*made);
  CAF_CHECK(set && set->state == attachment_state::failed && set->error == "gone" && !set->file);
  CAF_CHECK(!find<storage::add_file>(*made) && find<storage::drop_fetch>(*made));
}

CAF_TEST(CHT-2: bytes for a message or a place in it that is not there only drop their row) {
  auto model = hear(fresh(), photo_and_place());
  auto file = file_of(content::photo, 900, "cat.jpg");
  for (auto& made : {on_file(model.next, std::nullopt, {message_id{5}, 0, "", file}, at()),
                     on_file(model.next, model.message, {model.message->id, 7, "", file}, at())}) {
    CAF_REQUIRE(made.has_value());
    CAF_CHECK_EQUAL(made->changes.size(), 1u);
    CAF_CHECK(find<storage::drop_fetch>(*made) != nullptr);
  }
}

CAF_TEST(CRD-1: the photo of a client is kept with the client) {
  auto file = file_of(content::photo, 900, "");
  auto made = on_file(fresh(), std::nullopt, {{}, 0, "", file}, at());
  auto* stored = made ? find<storage::put_client>(*made) : nullptr;
  CAF_CHECK(stored && stored->row.photo_blob == file.blob);
  CAF_CHECK(made && tells<chat_changed>(*made) && find<storage::drop_fetch>(*made));
  auto none = on_file(fresh(), std::nullopt, {{}, 0, "gone", {}}, at());
  CAF_CHECK(none && !find<storage::put_client>(*none) && find<storage::drop_fetch>(*none));
}
