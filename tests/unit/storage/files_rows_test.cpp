#include "storage/reads.hpp"
#include "support.hpp"

#include <algorithm>

#define CAF_SUITE files_rows
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;
using protocols::content;

namespace {

struct fixture : rows {
  writer to{database().url()};
  pqxx::connection db = connection();

  std::vector<outbox_row> waiting(protocols::author by = protocols::author::person) {
    return load_outbox(db, project, channel, by, {}, 10);
  }
};

bool same_file(const file_row& a, const file_row& b) {
  return a.project == b.project && a.id == b.id && a.kind == b.kind && a.blob == b.blob &&
         a.size == b.size && a.mime == b.mime && a.name == b.name && a.width == b.width &&
         a.height == b.height && a.duration_s == b.duration_s && a.thumbnail == b.thumbnail &&
         a.created_at == b.created_at;
}

attachment_row ours(const file_row& file) {
  attachment_row made;
  made.kind = file.kind;
  made.state = attachment_state::ready;
  made.file = file;
  return made;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(files_rows_tests, fixture)

CAF_TEST(CHT-6: a file is found in its own project only and in the order asked) {
  auto first = file();
  auto second = file(content::document);
  second.thumbnail.clear();
  put_file(db, first);
  CAF_REQUIRE(commit(to, {add_file{second}}) == stored::yes);
  auto found = find_files(db, project, {second.id, make_id<file_id>(), first.id});
  CAF_REQUIRE_EQUAL(found.size(), 2u);
  CAF_CHECK(same_file(found[0], second) && same_file(found[1], first));
  CAF_CHECK(find_files(db, make_id<project_id>(), {first.id}).empty());
  CAF_CHECK(find_files(db, project, {}).empty());
}

CAF_TEST(CHT-6: a file whose blob is no blob is refused) {
  auto broken = file();
  broken.blob = "not hexadecimal";
  CAF_CHECK(commit(to, {add_file{broken}}) == stored::refused);
}

CAF_TEST(CHT-2: a message is read back with its attachments in their order) {
  auto id = make_id<chat_id>();
  auto picture = file();
  auto row = message(id, "two pictures and a place");
  attachment_row place;
  place.kind = content::location;
  place.latitude = 53.9;
  place.longitude = -27.566667;
  place.name = "Немига";
  attachment_row expected;
  expected.kind = content::video;
  expected.state = attachment_state::waiting;
  expected.source = "https://example.org/v?a=1&b='";
  expected.name = "clip.mp4";
  expected.mime = "video/mp4";
  expected.size = 3'000'000'000;
  expected.width = 1920;
  expected.height = 1080;
  expected.duration_s = 61;
  row.attachments = {ours(picture), place, expected};
  CAF_REQUIRE(commit(to, {add_file{picture}, add_message{row}}) == stored::yes);

  auto found = get_message(db, project, id, row.id).value().attachments;
  CAF_REQUIRE_EQUAL(found.size(), 3u);
  CAF_REQUIRE(found[0].file.has_value());
  CAF_CHECK(same_file(*found[0].file, picture));
  CAF_CHECK(found[0].state == attachment_state::ready && !found[0].latitude);
  CAF_CHECK(found[1].kind == content::location && found[1].state == attachment_state::none);
  CAF_CHECK(found[1].latitude == place.latitude && found[1].longitude == place.longitude);
  CAF_CHECK(!found[1].file && found[1].name == place.name);
  CAF_CHECK(found[2].kind == content::video && found[2].state == attachment_state::waiting);
  CAF_CHECK_EQUAL(found[2].source, expected.source);
  CAF_CHECK_EQUAL(found[2].name, expected.name);
  CAF_CHECK_EQUAL(found[2].mime, expected.mime);
  CAF_CHECK_EQUAL(found[2].size, expected.size);
  CAF_CHECK(found[2].width == 1920 && found[2].height == 1080 && found[2].duration_s == 61);
}

CAF_TEST(CHT-2: in a page of messages each has its own attachments) {
  auto id = make_id<chat_id>();
  std::vector<file_row> files{file(), file(), file()};
  unit one{add_file{files[0]}, add_file{files[1]}, add_file{files[2]}};
  auto pair = message(id, "two");
  pair.attachments = {ours(files[0]), ours(files[1])};
  auto bare = message(id, "none");
  auto single = message(id, "one");
  single.external_id = "m7";
  single.attachments = {ours(files[2])};
  for (const auto& row : {pair, bare, single}) one.push_back(add_message{row});
  CAF_REQUIRE(commit(to, one) == stored::yes);
  auto page = list_messages(db, project, id, {}, 10);
  CAF_REQUIRE_EQUAL(page.size(), 3u);
  CAF_REQUIRE(page[0].attachments.size() == 1 && page[1].attachments.empty());
  CAF_REQUIRE_EQUAL(page[2].attachments.size(), 2u);
  CAF_CHECK(same_file(page[0].attachments[0].file.value(), files[2]));
  CAF_CHECK(same_file(page[2].attachments[0].file.value(), files[0]));
  CAF_CHECK(same_file(page[2].attachments[1].file.value(), files[1]));
  auto quoted = find_message_by_external(db, project, id, "m7").value();
  CAF_CHECK(same_file(quoted.attachments.at(0).file.value(), files[2]));
}

CAF_TEST(CHT-2: an attachment gets its bytes or the reason why not) {
  auto id = make_id<chat_id>();
  auto row = message(id, "");
  row.attachments.resize(2);
  for (auto& one : row.attachments) one.state = attachment_state::waiting;
  CAF_REQUIRE(commit(to, {add_message{row}}) == stored::yes);
  auto arrived = file();
  CAF_REQUIRE(
      commit(to, {add_file{arrived}, set_attachment{project, id, row.id, 1, attachment_state::ready,
                                                    arrived.id, ""}}) == stored::yes);
  CAF_REQUIRE(commit(to, {set_attachment{
                             project, id, row.id, 0, attachment_state::failed, {}, "too_large"}}) ==
              stored::yes);
  auto found = get_message(db, project, id, row.id).value().attachments;
  CAF_CHECK(found[0].state == attachment_state::failed && !found[0].file);
  CAF_CHECK_EQUAL(found[0].error, "too_large");
  CAF_CHECK(found[1].state == attachment_state::ready && found[1].error.empty());
  CAF_CHECK(same_file(found[1].file.value(), arrived));
}

CAF_TEST(CHT-2: fetches that are due come soonest first until they are dropped) {
  const timestamp early{std::chrono::milliseconds{2'000'000}};
  fetch_row row;
  row.project = project;
  row.channel = channel;
  row.chat = make_id<chat_id>();
  row.kind = content::voice;
  row.source = "file/42";
  row.name = "voice.ogg";
  auto put = [&](message_id message, std::int16_t position, std::chrono::milliseconds after) {
    row.message = message;
    row.position = position;
    row.due_at = early + after;
    CAF_REQUIRE(commit(to, {put_fetch{row}}) == stored::yes);
  };
  const message_id message = make_id<message_id>();
  put(message, 1, std::chrono::milliseconds{3});
  put(message, 0, std::chrono::milliseconds{2});
  put(message_id{}, 0, std::chrono::milliseconds{1});
  auto due = due_fetches(db, early + std::chrono::milliseconds{2}, 10);
  CAF_REQUIRE_EQUAL(due.size(), 2u);
  CAF_CHECK(!due[0].message && due[1].message == message && due[1].position == 0);
  CAF_CHECK(due[1].project == project && due[1].channel == channel && due[1].chat == row.chat);
  CAF_CHECK(due[1].kind == content::voice && due[1].source == row.source);
  CAF_CHECK(due[1].name == row.name && due[1].attempts == 0);
  row.attempts = 3;
  put(message, 0, std::chrono::milliseconds{-1});
  due = due_fetches(db, early, 10);
  CAF_REQUIRE_EQUAL(due.size(), 1u);
  CAF_CHECK(due[0].attempts == 3 && due[0].due_at == early - std::chrono::milliseconds{1});
  CAF_REQUIRE(commit(to, {drop_fetch{project, row.chat, message, 0},
                          drop_fetch{project, row.chat, message, 1},
                          drop_fetch{project, row.chat, {}, 0}}) == stored::yes);
  CAF_CHECK(due_fetches(db, early + std::chrono::hours{1}, 10).empty());
}

CAF_TEST(CHT-6: what waits to be sent has its files with the references that still hold) {
  auto id = make_id<chat_id>();
  auto forever = file();
  auto expired = file(content::document);
  auto unknown = file(content::voice);
  auto row = message(id, "look");
  row.attachments = {ours(forever), ours(expired), ours(unknown)};
  row.attachments[0].kind = content::document;
  auto elsewhere = make_id<channel_id>();
  const timestamp long_ago{std::chrono::milliseconds{1'000'000}};
  CAF_REQUIRE(commit(to, {put_client{client(id, "777")}, put_chat{chat(id)}, add_file{forever},
                          add_file{expired}, add_file{unknown}, add_message{row},
                          keep_reference{project, channel, forever.id, "stale", long_ago},
                          keep_reference{project, channel, expired.id, "gone", long_ago},
                          keep_reference{project, elsewhere, unknown.id, "not ours", {}},
                          put_outbox{project, channel, id, row.id}}) == stored::yes);
  CAF_REQUIRE(commit(to, {keep_reference{project, channel, forever.id, "AgAD-1", {}}}) ==
              stored::yes);
  auto found = waiting().at(0);
  CAF_REQUIRE_EQUAL(found.files.size(), 3u);
  // The message says how a file is sent.
  forever.kind = content::document;
  CAF_CHECK(same_file(found.files[0].file, forever) && found.files[0].reference == "AgAD-1");
  CAF_CHECK(same_file(found.files[1].file, expired) && found.files[1].reference.empty());
  CAF_CHECK(same_file(found.files[2].file, unknown) && found.files[2].reference.empty());
  CAF_REQUIRE(commit(to, {drop_reference{project, channel, forever.id}}) == stored::yes);
  CAF_CHECK(waiting().at(0).files.at(0).reference.empty());
}

CAF_TEST(CHT-9: what waits to be sent knows what it answers and what it changes) {
  auto id = make_id<chat_id>();
  auto question = message(id, "how much?");
  question.external_id = "q1";
  auto answer = message(id, "ten");
  answer.reply_to = question.id;
  answer.external_id = "a1";
  auto chat = this->chat(id, chat_state::active);
  chat.last_action_at = moment;
  CAF_REQUIRE(commit(to, {put_client{client(id, "777")}, put_chat{chat}, add_message{question},
                          add_message{answer},
                          put_outbox{project, channel, id, question.id, outbox_act::remove}, //
                          put_outbox{project, channel, id, answer.id}}) == stored::yes);
  auto found = waiting();
  CAF_REQUIRE_EQUAL(found.size(), 2u);
  CAF_CHECK(found[0].act == outbox_act::remove && found[0].external_id == "q1");
  CAF_CHECK(found[0].reply_to.empty() && found[0].last_action_at == moment);
  CAF_CHECK(found[1].act == outbox_act::send && found[1].reply_to == "q1");
  CAF_CHECK(found[1].files.empty() && found[1].client == "777");

  CAF_REQUIRE(commit(to, {mark_sending{project, channel, answer.id}}) == stored::yes);
  CAF_REQUIRE(commit(to, {mark_queued{project, channel, answer.id}}) == stored::yes);
  CAF_REQUIRE(commit(to, {put_outbox{project, channel, id, answer.id, outbox_act::edit}}) ==
              stored::yes);
  auto again = waiting().at(1);
  CAF_CHECK(again.act == outbox_act::edit && again.external_id == "a1");
  CAF_CHECK(!again.sending && again.attempts == 0);
}

CAF_TEST(BRC-5: people and automations and broadcasts wait in lines of their own) {
  using protocols::author;
  auto id = make_id<chat_id>();
  unit one{put_client{client(id, "777")}, put_chat{chat(id)}};
  std::vector<message_id> ids;
  for (auto by : {author::broadcast, author::person, author::automation, author::person}) {
    auto row = message(id, "x");
    ids.push_back(row.id);
    one.push_back(add_message{row});
    one.push_back(put_outbox{project, channel, id, row.id, outbox_act::send, by});
  }
  CAF_REQUIRE(commit(to, one) == stored::yes);
  auto people = waiting(author::person);
  CAF_REQUIRE_EQUAL(people.size(), 2u);
  CAF_CHECK(people[0].message == ids[1] && people[1].message == ids[3]);
  CAF_CHECK(people[0].by == author::person);
  CAF_CHECK_EQUAL(load_outbox(db, project, channel, author::person, ids[1], 10).size(), 1u);
  CAF_CHECK(waiting(author::automation).at(0).message == ids[2]);
  auto mass = waiting(author::broadcast);
  CAF_CHECK(mass.at(0).message == ids[0] && mass.at(0).by == author::broadcast);
}

CAF_TEST(CHT-2: a repeated message leaves no attachment of its own behind) {
  auto id = make_id<chat_id>();
  auto row = message(id, "x");
  row.attachments.resize(1);
  CAF_REQUIRE(commit(to, {claim("e1"), add_message{row}}) == stored::yes);
  row.id = make_id<message_id>();
  CAF_CHECK(commit(to, {claim("e1"), add_message{row}}) == stored::duplicate);
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM attachments" + mine()), 1);
}

CAF_TEST_FIXTURE_SCOPE_END()
