#include "actors/project.hpp"
#include "actors/timekeeper.hpp"
#include "tests/unit/actors/stage.hpp"

#define CAF_SUITE project
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;

namespace {

constexpr project_id shop{7};
constexpr channel_id bot{8};

struct stage {
  stage() {
    auto view = std::make_shared<project_view>();
    view->project.id = shop;
    auto& row = view->channels[bot];
    row.project = shop;
    row.id = bot;
    row.hook_key = "hook";
    row.mode = storage::channel_mode::webhook;
    project_services services;
    services.rows = &rows;
    services.clock = &clock;
    services.numbers = &numbers;
    services.transport = &platform;
    services.writer = writer.handle();
    services.blobs = &files.blobs;
    services.show = [this](project_view_ptr next) { shown = std::move(next); };
    services.show_channel = [this](const storage::channel_row&, channel_actor actor) {
      channel = std::move(actor);
    };
    services.watched = std::make_shared<std::atomic<bool>>(true);
    services.ready = [this] { ready = true; };
    actor = time.spawn(project, std::move(services), std::move(view),
                       caf::actor_cast<hub_actor>(hub.handle));
  }
  ~stage() {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    time.settle();
  }
  answer_slip<bool> hear(std::string key) {
    answer_slip<bool> slip;
    caf::anon_send(channel, client_update{text_from("42", key, "hello " + key), "", slip.reply()});
    time.settle();
    return slip;
  }
  storage::project_record record_with(std::string name) {
    storage::project_record record;
    record.project.id = shop;
    record.project.name = std::move(name);
    return record;
  }

  virtual_time time;
  canned_store rows;
  set_clock clock;
  counts numbers;
  wire platform;
  blob_folder files;
  probe hub{time};
  ledger writer{time};
  project_view_ptr shown;
  channel_actor channel;
  project_actor actor;
  bool ready = false;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(project_tests, stage)

CAF_TEST(OPS-1: a chat without work for a minute leaves memory and the next message wakes it) {
  CAF_CHECK(ready);
  auto first = hear("1");
  writer.commit_all();
  CAF_CHECK(first.ok());
  CAF_CHECK_EQUAL(numbers.live_chats.load(), 1u);
  time.advance(2min);
  writer.commit_all();
  CAF_CHECK_EQUAL(numbers.live_chats.load(), 0u);
  auto loads = rows.chat_loads;
  auto second = hear("2");
  writer.commit_all();
  CAF_CHECK(second.ok());
  CAF_CHECK_EQUAL(rows.chat_loads, loads + 1);
  CAF_CHECK_EQUAL(numbers.live_chats.load(), 1u);
}

CAF_TEST(OPS-1: messages that arrive while a chat falls asleep are all answered) {
  std::vector<answer_slip<bool>> slips;
  for (int i = 0; i < 300; ++i) {
    slips.push_back(hear(std::to_string(i)));
    // Around the idle limit, so that inputs meet requests to sleep at every stage.
    time.advance(59s + std::chrono::milliseconds{i * 7});
    writer.commit_all();
  }
  std::size_t answered = 0;
  for (auto& slip : slips) answered += slip.ok();
  CAF_CHECK_EQUAL(answered, 300u);
}

CAF_TEST(PRJ-2: a changed name is shown and told) {
  rows.project = record_with("Corner Shop");
  answer_slip<project_view_ptr> slip;
  caf::anon_send(actor, refresh_project{slip.reply()});
  time.settle();
  CAF_REQUIRE(slip.ok());
  CAF_CHECK_EQUAL(slip.value()->project.name, "Corner Shop");
  CAF_CHECK_EQUAL(shown->project.name, "Corner Shop");
  bool told = false;
  while (hub.size() > 0) {
    if (auto news = hub.next<publish>()) {
      for (auto& what : std::get<0>(*news).events)
        told = told || std::holds_alternative<project_changed>(what);
    } else if (!hub.next<new_view>() && !hub.next<meet_assigner>()) {
      break;
    }
  }
  CAF_CHECK(told);
}

CAF_TEST(NTF-3: fifteen minutes after an appeal its timer wakes the chat even from sleep) {
  rows.timers = {{shop, chat_id{9}, storage::timer_kind::unclaimed, 55, clock.time + 15min}};
  canned_store::rows sleeping;
  sleeping.client.id = chat_id{9};
  sleeping.chat.project = shop;
  sleeping.chat.id = chat_id{9};
  sleeping.chat.channel = bot;
  sleeping.chat.turn = 55;
  rows.chat = sleeping;
  time.spawn(timekeeper, &rows, &clock, [this](project_id) { return actor; });
  clock.time += 15min - 1s;
  time.advance(1s);
  CAF_CHECK_EQUAL(rows.chat_loads, 0);
  clock.time += 1s;
  time.advance(1s);
  auto units = writer.commit_all();
  const storage::put_chat* marked = nullptr;
  for (auto& unit : units)
    if (auto* found = find_change<storage::put_chat>(unit)) marked = found;
  CAF_CHECK(marked && marked->row.unclaimed);
}

CAF_TEST_FIXTURE_SCOPE_END()
