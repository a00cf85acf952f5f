#include "actors/fetcher.hpp"
#include "tests/unit/actors/stage.hpp"

#include <fstream>
#include <future>
#include <iterator>

#define CAF_SUITE fetcher
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::content;
using protocols::http_response;

namespace {

/// A picture of one pixel.
const std::string pixel{
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00"
    "\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63"
    "\x64\xf8\xcf\x50\x0f\x00\x03\x86\x01\x80\x5a\x34\x7d\x6b\x00\x00\x00\x00\x49\x45\x4e\x44"
    "\xae\x42\x60\x82",
    70};

struct stage {
  stage() {
    fetcher_services services;
    services.rows = &rows;
    services.clock = &clock;
    services.numbers = &numbers;
    services.transport = &wire;
    services.blobs = &files.blobs;
    services.intake = &intake;
    services.writer = writer.handle();
    services.project_of = [this](project_id) {
      return caf::actor_cast<project_actor>(project.handle);
    };
    services.access_to = [this](project_id, channel_id) -> std::optional<channel_access> {
      if (gone) return std::nullopt;
      protocols::access access;
      access.api_url = "http://platform";
      return channel_access{&protocols::messenger_of(platform), access};
    };
    made_ = std::move(services);
  }
  void start() { time.spawn(fetcher, made_); }
  /// The clocks go on together.
  void pass(std::chrono::milliseconds by) {
    for (const auto end = clock.time + by; clock.time < end;) {
      const auto step = std::min<std::chrono::milliseconds>(500ms, end - clock.time);
      clock.time += step;
      time.advance(step);
    }
  }
  storage::fetch_row row_of(std::int64_t message, content kind = content::document) {
    storage::fetch_row row;
    row.project = project_id{7};
    row.channel = channel_id{8};
    row.chat = chat_id{9};
    row.message = message_id{message};
    row.kind = kind;
    row.source = "https://files.example/" + std::to_string(message);
    row.name = "price.txt";
    row.due_at = clock.time;
    return row;
  }
  /// The bytes come. The intake starts when the actors rest, since their scheduler is this thread.
  void deliver(std::string_view address, const std::string& bytes) {
    std::ofstream{wire.request(address).save_to, std::ios::binary} << bytes;
    std::promise<void> begin;
    std::promise<void> done;
    intake.run([wait = begin.get_future().share()] { wait.wait(); });
    http_response answer;
    answer.status = 200;
    wire.answer(address, std::move(answer));
    time.settle();
    begin.set_value();
    intake.run([&done] { done.set_value(); });
    done.get_future().wait();
    time.settle();
  }
  void answer(std::string_view address, http_response with) {
    CAF_REQUIRE(wire.answer(address, std::move(with)));
    time.settle();
  }
  /// What is to be stored of it is.
  void store_rows() {
    for (auto& unit : writer.commit_all())
      for (auto* put : all_changes<storage::put_fetch>(unit))
        for (auto& row : rows.fetches)
          if (row.message == put->row.message) row = put->row;
  }
  std::optional<file_fetched> told() {
    auto news = project.next<to_chat>();
    if (!news) return std::nullopt;
    return std::get<file_fetched>(std::get<0>(*news).what);
  }
  static http_response with_status(int status) {
    http_response answer;
    answer.status = status;
    return answer;
  }
  std::string bytes_of(const std::string& blob) {
    std::ifstream in{files.blobs.path_of(blob), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  virtual_time time;
  canned_store rows;
  set_clock clock;
  counts numbers;
  test::wire wire;
  blob_folder files;
  storage::intake intake{files.blobs, 1, 100};
  probe project{time};
  ledger writer{time};
  protocols::platform platform = protocols::platform::vk;
  bool gone = false;

private:
  fetcher_services made_;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(fetcher_tests, stage)

CAF_TEST(CHT-2: what a client sent is downloaded and put away and its chat is told) {
  rows.fetches = {row_of(5)};
  start();
  auto& request = wire.request("files.example/5");
  CAF_CHECK(request.outside && request.answer_limit == storage::largest_file_bytes);
  const auto saved = request.save_to;
  deliver("files.example/5", "apples 10");
  auto news = told();
  CAF_REQUIRE(news.has_value());
  auto& outcome = news->outcome;
  CAF_CHECK(outcome.message == message_id{5} && outcome.error.empty());
  CAF_CHECK(outcome.file.name == "price.txt" && outcome.file.size == 9);
  CAF_CHECK_EQUAL(bytes_of(outcome.file.blob), "apples 10");
  CAF_CHECK(!std::filesystem::exists(saved));
  CAF_CHECK_EQUAL(numbers.files_fetched.load(), 1u);
  pass(5s);
  CAF_CHECK(wire.calls.empty());
  rows.fetches.clear();
  news->stored(true);
  pass(5s);
  CAF_CHECK(wire.calls.empty());
}

CAF_TEST(CHT-2: a file that the platform names is asked for before it is downloaded) {
  platform = protocols::platform::telegram;
  rows.fetches = {row_of(5)};
  rows.fetches[0].source = "file:file-5";
  start();
  answer("getFile", {wire::reach::answered,
                     200,
                     R"({"ok":true,"result":{"file_id":"file-5","file_path":"docs/a.txt"}})",
                     {}});
  CAF_CHECK(wire.request("docs/a.txt").method == "GET");
  deliver("docs/a.txt", "apples 10");
  CAF_CHECK(told().has_value());
}

CAF_TEST(CHT-2: a file whose chat could not store it is fetched again) {
  rows.fetches = {row_of(5)};
  start();
  deliver("files.example/5", "apples 10");
  auto news = told();
  CAF_REQUIRE(news.has_value());
  news->stored(fail(errc::unavailable));
  time.settle();
  pass(1s);
  deliver("files.example/5", "apples 10");
  CAF_CHECK(told().has_value());
}

CAF_TEST(CHT-2: failed downloads are tried again after pauses that grow and then given up) {
  rows.fetches = {row_of(5)};
  start();
  std::chrono::seconds whole{0};
  for (int attempt = 1; attempt < most_fetch_attempts; ++attempt) {
    answer("files.example/5",
           attempt % 2 ? with_status(500) : http_response{wire::reach::no_answer, 0, {}, "lost"});
    store_rows();
    const auto pause = first_fetch_pause * (1 << attempt);
    CAF_CHECK(rows.fetches[0].attempts == attempt && rows.fetches[0].due_at == clock.time + pause);
    pass(pause - 500ms);
    CAF_CHECK(!wire.has("files.example/5"));
    pass(1s);
    CAF_CHECK(wire.has("files.example/5"));
    whole += pause;
  }
  CAF_CHECK(whole > 30min && whole < 40min);
  answer("files.example/5", with_status(502));
  auto news = told();
  CAF_CHECK(news && news->outcome.error == "gave_up");
  CAF_CHECK_EQUAL(numbers.fetches_failed.load(), 1u);
}

CAF_TEST(CHT-2: a failed download is not started anew before its pause is stored) {
  rows.fetches = {row_of(5)};
  start();
  answer("files.example/5", with_status(500));
  pass(10s);
  CAF_CHECK(!wire.has("files.example/5"));
  store_rows();
  pass(1s);
  CAF_CHECK(wire.has("files.example/5"));
}

CAF_TEST(CHT-2: what will never come is not asked for again) {
  const std::vector<std::pair<int, std::string>> answers{
      {400, "refused"}, {401, "refused"}, {403, "refused"}, {404, "gone"}, {410, "gone"}};
  for (auto& [status, why] : answers) rows.fetches.push_back(row_of(status));
  start();
  for (auto& [status, why] : answers) {
    answer("files.example/" + std::to_string(status), with_status(status));
    auto news = told();
    CAF_CHECK(news && news->outcome.error == why);
    CAF_CHECK(news && news->outcome.message == message_id{status});
  }
  CAF_CHECK_EQUAL(writer.waiting(), 0u);
}

CAF_TEST(CHT-6: a file that is too large is not taken and leaves nothing on the disk) {
  rows.fetches = {row_of(5)};
  start();
  const auto saved = wire.request("files.example/5").save_to;
  std::ofstream{saved} << "the beginning";
  auto large = with_status(200);
  large.too_large = true;
  answer("files.example/5", large);
  auto news = told();
  CAF_CHECK(news && news->outcome.error == "too_large");
  CAF_CHECK(!std::filesystem::exists(saved));
}

CAF_TEST(CHT-2: a file of a channel that is gone is given up without a call) {
  gone = true;
  rows.fetches = {row_of(5)};
  start();
  CAF_CHECK(wire.calls.empty());
  auto news = told();
  CAF_CHECK(news && news->outcome.error == "gone");
}

CAF_TEST(CHT-2: a source that is no file of the platform is given up) {
  rows.fetches = {row_of(5)};
  rows.fetches[0].source = "file:///etc/passwd";
  start();
  CAF_CHECK(wire.calls.empty());
  auto news = told();
  CAF_CHECK(news && news->outcome.error == "refused");
}

CAF_TEST(CHT-2: eight files are fetched at once and each that ends lets the next begin) {
  for (int i = 100; i < 120; ++i) rows.fetches.push_back(row_of(i));
  start();
  pass(2s);
  CAF_CHECK_EQUAL(wire.calls.size(), fetches_at_once);
  for (int i = 100; i < 103; ++i) {
    deliver("files.example/" + std::to_string(i), "bytes");
    auto news = told();
    CAF_REQUIRE(news.has_value());
    std::erase_if(rows.fetches, [i](auto& row) { return row.message == message_id{i}; });
    news->stored(true);
    time.settle();
  }
  pass(1s);
  CAF_CHECK_EQUAL(wire.calls.size(), fetches_at_once);
  CAF_CHECK(wire.has("files.example/110") && !wire.has("files.example/111"));
}

CAF_TEST(CRD-1: the photo of a client is a small picture and what is none is given up) {
  rows.fetches = {row_of(0, content::photo)};
  rows.fetches[0].source = "https://files.example/face";
  start();
  CAF_CHECK_EQUAL(wire.request("files.example/face").answer_limit, largest_photo_bytes);
  deliver("files.example/face", pixel);
  auto news = told();
  CAF_REQUIRE(news.has_value());
  CAF_CHECK_EQUAL(news->outcome.error, "");
  CAF_CHECK(news->outcome.file.mime == "image/jpeg" && !news->outcome.message);
  news->stored(fail(errc::unavailable));
  time.settle();
  pass(1s);
  deliver("files.example/face", "no picture at all");
  news = told();
  CAF_CHECK(news && news->outcome.error == "broken");
}

CAF_TEST_FIXTURE_SCOPE_END()
