#include "tests/unit/actors/chat_stage.hpp"

#define CAF_SUITE chat_following
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;
using protocols::receipt;
using storage::message_status;
using kind = enum protocols::receipt::kind;

namespace {

struct stage : chat_stage {
  stage() : chat_stage(platform::vk) {}

  receipt about(kind what, std::string external_id) {
    receipt told_of;
    told_of.what = what;
    told_of.external_ids = {std::move(external_id)};
    return told_of;
  }
  /// The fate that was stored, with everything else.
  const storage::set_message_fate* stored_fate() {
    units = writer.commit_all();
    return find_change<storage::set_message_fate>(units);
  }
  storage::file_row photo(std::int64_t size) {
    storage::file_row file;
    file.project = project_id{7};
    file.id = file_id{70};
    file.kind = protocols::content::photo;
    file.blob = std::string(64, 'a');
    file.size = size;
    file.name = "a.jpg";
    return file;
  }

  std::vector<storage::unit> units;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(chat_following_tests, stage)

CAF_TEST(CHT-7: that an operator types is shown to the client and to the colleagues and never stored) {
  take_it();
  auto slip = act(anna, show_typing{});
  CAF_CHECK(slip.ok());
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
  auto asked = told<courtesy>();
  CAF_CHECK(asked && asked->what == courtesy::kind::typing && asked->client == "42");
  CAF_CHECK_EQUAL(published<somebody_types>(), 1);
  CAF_CHECK(act(person_id{2}, show_typing{}).why() == errc::not_participant);
  CAF_CHECK_EQUAL(project.size(), 0u);
}

CAF_TEST(CHT-7: what operators have read is marked at the platform with the last message of the client) {
  take_it();
  auto last = text_from("42", "2", "and this");
  std::get<protocols::client_message>(last.what).external_id = "11";
  hear(std::move(last));
  writer.commit_all();
  project.clear();
  auto slip = act(anna, mark_read{message_id{next_id()}});
  writer.commit_all();
  CAF_CHECK(slip.ok() && slip.value().chat.unread == 0);
  auto asked = told<courtesy>();
  CAF_CHECK(asked && asked->what == courtesy::kind::read && asked->external_id == "11");
}

CAF_TEST(CRD-1: the platform is asked once for a client it has not told of) {
  hear("1", "hello");
  hear("2", "anybody");
  writer.commit_all();
  auto asked = told<courtesy>();
  CAF_CHECK(asked && asked->what == courtesy::kind::profile && asked->client == "42");
  CAF_CHECK(!told<courtesy>().has_value());
  tell(profile_told{{.client = "42", .who = {"Iryna", "K", "", ""}}});
  auto stored = writer.commit_all();
  auto* client = find_change<storage::put_client>(stored);
  CAF_CHECK(client && client->row.profiled && client->row.who.first_name == "Iryna");
  hear("3", "still here");
  writer.commit_all();
  CAF_CHECK(!told<courtesy>().has_value());
}

CAF_TEST(CRD-1: a client who was told of before is not asked about again) {
  rows.chat.emplace();
  rows.chat->client.profiled = true;
  rows.chat->client.external_id = "42";
  rows.chat->chat.id = chat_id{9};
  rows.chat->chat.channel = channel_id{8};
  hear("1", "hello");
  writer.commit_all();
  CAF_CHECK(!told<courtesy>().has_value());
}

CAF_TEST(CHT-7: the same key sent twice with files is the same message and fetches nothing anew) {
  take_it();
  send_message what;
  what.text = "look";
  what.key = "key-1";
  what.files = {photo(1000)};
  auto first = send(what);
  writer.commit_all();
  CAF_REQUIRE(first.ok());
  CAF_CHECK(told<outbound>().has_value());
  rows.messages[first.value().id] = first.value();
  auto second = send(what);
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
  CAF_CHECK(second.ok() && second.value().id == first.value().id);
  CAF_CHECK_EQUAL(second.value().attachments.size(), 1u);
  CAF_CHECK(!told<outbound>().has_value());
}

CAF_TEST(CHT-9: a reply goes out with the id that the platform gave to what it answers) {
  take_it();
  storage::message_row question;
  question.id = message_id{5};
  question.text = "when?";
  question.external_id = "77";
  rows.messages[question.id] = question;
  send_message what;
  what.text = "tomorrow";
  what.reply_to = question.id;
  auto slip = send(what);
  writer.commit_all();
  CAF_CHECK(slip.ok() && slip.value().quote == "when?");
  auto out = told<outbound>();
  CAF_CHECK(out && out->rows.front().reply_to == "77");
  what.reply_to = message_id{6};
  CAF_CHECK(send(what).why() == errc::not_found);
}

CAF_TEST(CHT-9: what a client answers is looked up by the id of the platform) {
  take_it();
  auto ours = send_through("shall we?", "101");
  auto event = text_from("42", "2", "yes");
  std::get<protocols::client_message>(event.what).reply_to = "101";
  hear(std::move(event));
  units = writer.commit_all();
  auto* added = find_change<storage::add_message>(units);
  CAF_CHECK(added && added->row.reply_to == ours.id && added->row.quote == "shall we?");
}

CAF_TEST(CHT-6: a picture that went as a document goes as one again on Retry) {
  take_it();
  send_message what;
  what.files = {photo(60'000'000)};
  auto slip = send(what);
  writer.commit_all();
  CAF_REQUIRE(slip.ok());
  auto out = told<outbound>();
  CAF_REQUIRE(out && out->rows.front().files.size() == 1);
  CAF_CHECK(out->rows.front().files[0].file.kind == protocols::content::document);
  auto failed = slip.value();
  failed.status = message_status::failed;
  failed.attachments[0].file->kind = protocols::content::photo; // as the file's own row says
  rows.messages[failed.id] = failed;
  act<retry_message, storage::message_row>(anna, {failed.id});
  writer.commit_all();
  out = told<outbound>();
  CAF_REQUIRE(out && out->rows.front().files.size() == 1);
  CAF_CHECK(out->rows.front().files[0].file.kind == protocols::content::document);
}

CAF_TEST(CHT-7: receipts move a sent message on and each is stored once) {
  take_it();
  auto row = send_through("good day", "101");
  hear(event_of("42", "r1", about(kind::delivered, "101")));
  auto* fate = stored_fate();
  CAF_CHECK(fate && fate->message == row.id && fate->status == message_status::delivered);
  CAF_CHECK_EQUAL(published<message_moved>(), 1);
  hear(event_of("42", "r2", about(kind::delivered, "101")));
  CAF_CHECK(stored_fate() == nullptr);
  hear(event_of("42", "r3", about(kind::read, "101")));
  fate = stored_fate();
  CAF_CHECK(fate && fate->status == message_status::read);
  hear(event_of("42", "r4", about(kind::read, "101")));
  CAF_CHECK(stored_fate() == nullptr);
}

CAF_TEST(CHT-7: receipts of messages sent before the chat woke are known from its rows) {
  rows.chat.emplace();
  rows.chat->chat.id = chat_id{9};
  rows.chat->chat.channel = channel_id{8};
  rows.chat->outstanding.push_back({message_id{5}, "101", message_status::delivered, clock.time});
  receipt read{.what = kind::read};
  read.up_to_id = 200;
  hear(event_of("42", "r1", read));
  auto* fate = stored_fate();
  CAF_CHECK(fate && fate->message == message_id{5} && fate->status == message_status::read);
}

CAF_TEST(CHT-7: a receipt that overtakes the answer to the call counts when the answer comes) {
  take_it();
  auto slip = send("good day");
  writer.commit_all();
  auto early = hear(event_of("42", "r1", about(kind::read, "101")));
  CAF_CHECK(stored_fate() == nullptr);
  CAF_CHECK(early.ok());
  tell(domain::message_fate{slip.value().id, message_status::sent, "101", "", ""});
  auto* fate = stored_fate();
  CAF_CHECK(fate && fate->status == message_status::read && fate->external_id == "101");
}

CAF_TEST(CHT-7: a failure told before the answer is a failure) {
  take_it();
  auto slip = send("good day");
  writer.commit_all();
  hear(event_of("42", "r1", about(kind::failed, "101")));
  tell(domain::message_fate{slip.value().id, message_status::sent, "101", "", ""});
  auto* fate = stored_fate();
  CAF_CHECK(fate && fate->status == message_status::failed &&
            fate->error_code == "platform_failed");
}

CAF_TEST(CHT-7: the echo of a message given up as uncertain settles it by our own id) {
  take_it();
  auto slip = send("good day");
  writer.commit_all();
  tell(domain::message_fate{slip.value().id, message_status::uncertain, "", "no_answer", "lost"});
  writer.commit_all();
  auto row = slip.value();
  row.status = message_status::uncertain;
  rows.messages[row.id] = row;
  protocols::answered said;
  said.key = to_string(row.id);
  said.external_id = "101";
  hear(event_of("42", "a1", std::move(said)));
  auto* fate = stored_fate();
  CAF_CHECK(fate && fate->message == row.id && fate->status == message_status::sent);
  CAF_CHECK(find_change<storage::add_message>(units) == nullptr);
}

CAF_TEST(CHT-9: the echo of what was sent before the restart is known by the id of the platform) {
  take_it();
  send_through("good day", "101");
  protocols::answered said;
  said.external_id = "101";
  said.text = "good day";
  auto slip = hear(event_of("42", "a1", std::move(said)));
  units = writer.commit_all();
  CAF_CHECK(slip.ok());
  CAF_CHECK(find_change<storage::add_message>(units) == nullptr);
  CAF_CHECK(find_change<storage::claim_event>(units) != nullptr);
}

CAF_TEST(CHT-2: fetched bytes are stored with their message and the fetcher is answered then) {
  take_it();
  auto event = text_from("42", "2", "");
  auto& message = std::get<protocols::client_message>(event.what);
  message.attachments.resize(1);
  message.attachments[0].source = "https://vk.example/a.jpg";
  hear(std::move(event));
  units = writer.commit_all();
  auto* added = find_change<storage::add_message>(units);
  CAF_REQUIRE(added != nullptr);
  rows.messages[added->row.id] = added->row;
  answer_slip<bool> stored;
  tell(file_fetched{{added->row.id, 0, "", photo(900)}, stored.reply()});
  CAF_CHECK(!stored.answered());
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  CAF_CHECK(find_change<storage::set_attachment>(request->changes) != nullptr);
  writer.answer(*request, storage::stored::yes);
  CAF_CHECK(stored.ok());
  CAF_CHECK(published<message_changed>() > 0);
}

CAF_TEST(OPS-1: a fetcher whose bytes could not be stored is told so) {
  take_it();
  answer_slip<bool> stored;
  tell(file_fetched{{{}, 0, "", photo(900)}, stored.reply()});
  auto request = writer.next();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, storage::stored::unavailable);
  CAF_CHECK(stored.why() == errc::unavailable);
}

CAF_TEST_FIXTURE_SCOPE_END()
