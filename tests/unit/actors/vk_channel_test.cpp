#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE vk_channel
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;

namespace {

std::string failed_with(int code) {
  return R"({"error":{"error_code":)" + std::to_string(code) + R"(,"error_msg":"no"}})";
}

std::size_t times(std::string_view what, const std::string& in) {
  std::size_t found = 0;
  for (auto at = in.find(what); at != in.npos; at = in.find(what, at + 1)) ++found;
  return found;
}

const std::string no_servers = R"({"response":{"count":0,"items":[]}})";
const std::string long_poll_server =
    R"({"response":{"server":"https://lp.vk.example/wh1","key":"k","ts":"10"}})";
const std::string message_at_11 =
    R"({"ts":"11","updates":[{"type":"message_new","event_id":"e1","v":"5.199","group_id":200100,)"
    R"("object":{"message":{"id":1,"date":1700000000,"peer_id":42,"from_id":42,"out":0,)"
    R"("text":"hi","conversation_message_id":1,"attachments":[]}}}]})";

const std::string at_11 = R"({"server":"https://lp.vk.example/wh1","key":"k","ts":"11"})";

struct stage : channel_stage {
  /// Up to the long poll that waits.
  void open_poll() {
    row.mode = storage::channel_mode::polling;
    open(platform::vk);
    find_poll_server();
    answer("act=a_check", R"({"ts":"10","updates":[]})");
    writer.commit_all();
    answer("groups.getCallbackServers", no_servers);
    writer.commit_all();
  }
  void find_poll_server() {
    answer("groups.setSettings", R"({"response":1})");
    answer("groups.setLongPollSettings", R"({"response":1})");
    answer("groups.getLongPollServer", long_poll_server);
  }
  const std::string& poll_address() { return wire.request("act=a_check").url; }
  void upload_photo() {
    answer("photos.getMessagesUploadServer",
           R"({"response":{"upload_url":"https://up.vk.example/1"}})");
    answer("up.vk.example", R"({"server":1,"photo":"[{}]","hash":"h"})");
    answer("photos.saveMessagesPhoto", R"({"response":[{"id":5,"owner_id":-200100}]})");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(vk_channel_tests, stage)

CAF_TEST(CHT-7: plain texts of many chats go to VK in one call that all of them are marked for first) {
  for (int i = 1; i <= 10; ++i) rows.outbox.push_back(row_of(i, i));
  rows.outbox.push_back(row_of(11, 11));
  rows.outbox.back().reply_to = "77";
  rows.outbox.push_back(with_file(row_of(12, 12), protocols::content::photo, "a.jpg"));
  open(platform::vk);
  answer_webhook();
  CAF_CHECK(!wire.has("execute"));
  std::size_t marked = 0;
  for (auto request = writer.next_with<storage::mark_sending>(); request;
       request = writer.next_with<storage::mark_sending>()) {
    const auto marks = all_changes<storage::mark_sending>(request->changes).size();
    marked = std::max(marked, marks);
    CAF_CHECK(marks == 10 || marks == 1);
    CAF_CHECK_EQUAL(wire.count("execute"), marks == 10 ? 0u : wire.count("execute"));
    writer.answer(*request, storage::stored::yes);
  }
  CAF_CHECK_EQUAL(marked, 10u);
  CAF_CHECK_EQUAL(wire.count("execute"), 1u);
  CAF_CHECK_EQUAL(times("API.messages.send", body_of("execute")), 10u);
  CAF_CHECK(body_of("messages.send").find("reply_to=77") != std::string::npos);
  CAF_CHECK(wire.has("photos.getMessagesUploadServer"));
}

CAF_TEST(CHT-7: each message of a call of many has its own fate) {
  for (int i = 1; i <= 3; ++i) rows.outbox.push_back(row_of(i, i));
  open_webhook(platform::vk);
  answer("execute", R"({"response":[101,false,103],"execute_errors":[)"
                    R"({"method":"messages.send","error_code":901,"error_msg":"denied"}]})");
  CAF_CHECK_EQUAL(fate_in_words(), "1 sent 101");
  CAF_CHECK_EQUAL(fate_in_words(), "2 failed client_left");
  CAF_CHECK_EQUAL(fate_in_words(), "3 sent 103");
}

CAF_TEST(CHT-7: what VK did not answer goes again under the same random id) {
  open_webhook(platform::vk);
  queue(5, 9);
  const auto first = body_of("messages.send");
  CAF_CHECK(first.find("random_id=") != std::string::npos);
  lose("messages.send");
  writer.commit_all();
  CAF_CHECK(!wire.has("messages.send"));
  CAF_CHECK_EQUAL(fate_in_words(), "");
  pass(1s);
  CAF_CHECK_EQUAL(body_of("messages.send"), first);
  answer("messages.send", R"({"response":101})");
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 101");
}

CAF_TEST(CHT-7: what was with VK when the server died goes again and is delivered once) {
  rows.outbox = {row_of(5, 9)};
  rows.outbox.front().sending = true;
  open_webhook(platform::vk);
  CAF_CHECK(body_of("messages.send").find("random_id=") != std::string::npos);
  answer("messages.send", R"({"response":101})");
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 101");
}

CAF_TEST(CHT-7: a client with too many messages waits and the others do not) {
  open_webhook(platform::vk);
  queue(5, 9);
  answer("messages.send", failed_with(9));
  writer.commit_all();
  queue(6, 10);
  answer("messages.send", R"({"response":102})");
  CAF_CHECK_EQUAL(fate_in_words(), "6 sent 102");
  CAF_CHECK(!wire.has("messages.send"));
  pass(10min);
  answer("messages.send", R"({"response":101})");
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 101");
}

CAF_TEST(CHN-10: a captcha stops the channel and shows in its health until a message goes out) {
  open_webhook(platform::vk);
  queue(5, 9);
  answer("messages.send", failed_with(14));
  writer.commit_all();
  CAF_CHECK_EQUAL(problem(), "captcha");
  CAF_CHECK(shown->state == storage::channel_state::connected);
  queue(6, 10);
  CAF_CHECK(!wire.has("messages.send"));
  for (int i = 0; i < 60 && !wire.has("messages.send"); ++i) pass(1min);
  CAF_REQUIRE(wire.has("messages.send") || wire.has("execute"));
  CAF_CHECK_EQUAL(problem(), "captcha");
  if (wire.has("execute"))
    answer("execute", R"({"response":[101,102]})");
  else
    answer("messages.send", R"({"response":101})");
  CAF_CHECK_EQUAL(problem(), "");
}

CAF_TEST(CHN-10: a poll that works does not hide that messages are held back) {
  open_poll();
  queue(5, 9);
  answer("messages.send", failed_with(14));
  CAF_CHECK_EQUAL(problem(), "captcha");
  answer("act=a_check", R"({"ts":"11","updates":[]})");
  CAF_CHECK_EQUAL(problem(), "captcha");
}

CAF_TEST(CHT-6: what VK calls a file is kept and a name that VK forgot is dropped and the bytes go) {
  open_webhook(platform::vk);
  queue(with_file(row_of(5, 9), protocols::content::photo, "a.jpg"));
  CAF_CHECK(wire.request("photos.getMessagesUploadServer").url.starts_with("http://platform"));
  upload_photo();
  CAF_CHECK(body_of("messages.send").find("photo-200100_5") != std::string::npos);
  answer("messages.send", R"({"response":101})");
  auto units = writer.commit_all();
  auto* kept = find_change<storage::keep_reference>(units);
  CAF_CHECK(kept && kept->reference == "photo-200100_5" && kept->file == file_id{70});
  CAF_CHECK(kept && !kept->until);
  CAF_CHECK_EQUAL(fate_in_words(), "5 sent 101");

  auto known = with_file(row_of(6, 9), protocols::content::photo, "a.jpg");
  known.files.front().reference = "photo-200100_5";
  queue(known);
  answer("messages.send", failed_with(100));
  units = writer.commit_all();
  auto* dropped = find_change<storage::drop_reference>(units);
  CAF_CHECK(dropped && dropped->file == file_id{70});
  pass(1s);
  upload_photo();
  answer("messages.send", R"({"response":102})");
  CAF_CHECK_EQUAL(fate_in_words(), "6 sent 102");
}

CAF_TEST(CHT-6: a file that went through the channel before goes by the name that VK gave it) {
  rows.references[file_id{70}] = "photo-200100_5";
  open_webhook(platform::vk);
  queue(with_file(row_of(5, 9), protocols::content::photo, "a.jpg"));
  CAF_CHECK(!wire.has("photos.getMessagesUploadServer"));
  CAF_CHECK(body_of("messages.send").find("photo-200100_5") != std::string::npos);
  answer("messages.send", failed_with(100));
  pass(1s);
  CAF_CHECK(wire.has("photos.getMessagesUploadServer"));
}

CAF_TEST(CHT-6: while the names of files cannot be read their bytes go) {
  open_webhook(platform::vk);
  rows.references[file_id{70}] = "photo-200100_5";
  rows.away = true;
  queue(with_file(row_of(5, 9), protocols::content::photo, "a.jpg"));
  CAF_CHECK(wire.has("photos.getMessagesUploadServer"));
}

CAF_TEST(CHN-13: where the poll goes on is stored before VK is asked again) {
  open_poll();
  CAF_CHECK(poll_address().find("ts=10") != std::string::npos);
  answer("act=a_check", message_at_11);
  auto news = forwarded();
  CAF_REQUIRE(news.has_value());
  writer.commit_all();
  std::get<client_update>(news->what).answer(true);
  time.settle();
  CAF_CHECK(!wire.has("a_check"));
  auto request = writer.next_with<storage::set_poll_cursor>();
  CAF_REQUIRE(request.has_value());
  const auto cursor = find_change<storage::set_poll_cursor>(request->changes)->cursor;
  CAF_CHECK(cursor.find("\"ts\":\"11\"") != std::string::npos);
  writer.answer(*request, storage::stored::yes);
  CAF_CHECK(poll_address().find("ts=11") != std::string::npos);
}

CAF_TEST(CHN-13: while the place cannot be stored VK is not asked on and is armed anew) {
  open_poll();
  answer("act=a_check", R"({"ts":"11","updates":[]})");
  auto request = writer.next_with<storage::set_poll_cursor>();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, storage::stored::unavailable);
  CAF_CHECK(!wire.has("a_check"));
  pass(1s);
  answer("groups.getCallbackServers", no_servers);
  CAF_CHECK(wire.has("a_check"));
}

CAF_TEST(CHN-13: after a restart the poll goes on from the stored place) {
  row.poll_cursor = at_11;
  row.mode = storage::channel_mode::polling;
  open(platform::vk);
  answer("groups.getCallbackServers", no_servers);
  CAF_CHECK(!wire.has("getLongPollServer"));
  CAF_CHECK(poll_address().find("ts=11") != std::string::npos);
}

CAF_TEST(CHN-13: on the way to polling the place is stored before the webhook goes) {
  row.mode = storage::channel_mode::polling;
  open(platform::vk);
  find_poll_server();
  answer("act=a_check", R"({"ts":"10","updates":[]})");
  CAF_CHECK(!wire.has("groups.getCallbackServers"));
  auto request = writer.next_with<storage::set_poll_cursor>();
  CAF_REQUIRE(request.has_value());
  writer.answer(*request, storage::stored::yes);
  CAF_CHECK(wire.has("groups.getCallbackServers"));
}

CAF_TEST(CHN-13: on the way to a webhook what came before it is read to the end) {
  row.poll_cursor = at_11;
  open(platform::vk);
  answer_webhook();
  writer.commit_all();
  CAF_CHECK(poll_address().find("ts=11") != std::string::npos);
  answer("act=a_check", message_at_11);
  auto news = forwarded();
  CAF_REQUIRE(news.has_value());
  std::get<client_update>(news->what).answer(true);
  time.settle();
  writer.commit_all();
  answer("act=a_check", R"({"ts":"12","updates":[]})");
  auto request = writer.next_with<storage::set_poll_cursor>();
  CAF_REQUIRE(request.has_value());
  CAF_CHECK_EQUAL(find_change<storage::set_poll_cursor>(request->changes)->cursor, "");
  writer.answer(*request, storage::stored::yes);
  pass(10s);
  CAF_CHECK(!wire.has("a_check"));
}

CAF_TEST_FIXTURE_SCOPE_END()
