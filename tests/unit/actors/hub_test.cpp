#include "actors/hub.hpp"
#include "tests/unit/actors/stage.hpp"

#define CAF_SUITE hub
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;

namespace {

/// A panel's socket that keeps what it gets, and can be full.
class panel final : public event_sink {
public:
  bool deliver(frame text) override {
    if (full) return false;
    got.push_back(*text);
    return true;
  }
  std::vector<std::string> got;
  bool full = false;
};

struct stage {
  stage() {
    auto view = std::make_shared<project_view>();
    view->project.id = project_id{7};
    actor = time.spawn(
        hub, &rows, view, counters_changed{3, 2, 1, {{person_id{1}, 2}}},
        [](const event& what, const project_view&, const std::string&, std::uint64_t seq) {
          return std::to_string(what.index()) + "#" + std::to_string(seq);
        },
        watched);
  }
  template <class Message>
  void tell(Message what) {
    caf::anon_send(actor, std::move(what));
    time.settle();
  }
  void happen(int events) {
    for (int i = 0; i < events; ++i) tell(publish{{project_changed{}}, {}});
  }
  subscription join(const std::shared_ptr<panel>& who, std::optional<resume_point> after = {}) {
    answer_slip<subscription> slip;
    tell(subscribe{who, std::move(after), slip.reply()});
    return slip.value();
  }

  virtual_time time;
  canned_store rows;
  std::shared_ptr<std::atomic<bool>> watched = std::make_shared<std::atomic<bool>>(false);
  hub_actor actor;
  std::shared_ptr<panel> anna = std::make_shared<panel>();
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(hub_tests, stage)

CAF_TEST(INB-1: a panel cut off while five hundred events pass gets each of them once and in order) {
  auto before = join(anna);
  happen(3);
  tell(unsubscribe{anna});
  happen(500);
  auto back = std::make_shared<panel>();
  auto now = join(back, resume_point{before.epoch, 3});
  CAF_CHECK(!now.resync);
  CAF_CHECK_EQUAL(now.seq, 503u);
  CAF_REQUIRE_EQUAL(back->got.size(), 500u);
  bool in_order = true;
  for (int i = 0; i < 500; ++i)
    in_order = in_order && back->got[i].ends_with("#" + std::to_string(i + 4));
  CAF_CHECK(in_order);
  happen(1);
  CAF_CHECK_EQUAL(back->got.size(), 501u);
}

CAF_TEST(INB-1: a panel away for longer than the ring or since before a restart fetches anew) {
  auto before = join(anna);
  happen(hub_ring_events + 1);
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{before.epoch, 0}).resync);
  CAF_CHECK(!join(std::make_shared<panel>(), resume_point{before.epoch, 1}).resync);
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{"another", 1}).resync);
}

CAF_TEST(INB-1: what happens within ten minutes after the last panel left is kept for it) {
  auto before = join(anna);
  tell(unsubscribe{anna});
  time.advance(9min);
  happen(1);
  CAF_CHECK(watched->load());
  CAF_CHECK(!join(anna, resume_point{before.epoch, 0}).resync);
  CAF_CHECK_EQUAL(anna->got.size(), 1u);
}

CAF_TEST(INB-1: ten minutes after the last panel left nobody is watching and who returns fetches anew) {
  auto before = join(anna);
  tell(unsubscribe{anna});
  time.advance(11min);
  CAF_CHECK(!watched->load());
  happen(1);
  CAF_CHECK_EQUAL(time.pending_timers(), 0u);
  CAF_CHECK(join(anna, resume_point{before.epoch, before.seq}).resync);
  CAF_CHECK(watched->load());
}

CAF_TEST(INB-1: many moves of chats are told as one line of counters) {
  join(anna);
  for (int i = 0; i < 10; ++i)
    tell(publish{{},
                 {{storage::chat_state::fresh, {}, -1},
                  {storage::chat_state::active, {}, 1},
                  {storage::chat_state::active, person_id{1}, 1}}});
  CAF_CHECK_EQUAL(anna->got.size(), 0u);
  time.advance(1s);
  CAF_REQUIRE_EQUAL(anna->got.size(), 1u);
  CAF_CHECK_EQUAL(time.pending_timers(), 0u);
}

CAF_TEST(OPS-1: a socket that is full or gone is let go and the others go on) {
  auto slow = std::make_shared<panel>();
  join(slow);
  join(anna);
  slow->full = true;
  happen(1);
  slow->full = false;
  happen(1);
  CAF_CHECK_EQUAL(anna->got.size(), 2u);
  CAF_CHECK_EQUAL(slow->got.size(), 0u);
}

CAF_TEST(OPS-1: after a commit of unknown fate everybody is told to fetch anew once the database is back) {
  auto before = join(anna);
  rows.away = true;
  tell(gap{});
  time.advance(2s);
  CAF_CHECK_EQUAL(anna->got.size(), 0u);
  rows.away = false;
  time.advance(2s);
  CAF_REQUIRE_EQUAL(anna->got.size(), 1u);
  CAF_CHECK_EQUAL(anna->got[0], std::to_string(event{resync{}}.index()) + "#1");
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{before.epoch, before.seq}).resync);
  CAF_CHECK_EQUAL(time.pending_timers(), 0u);
}

CAF_TEST_FIXTURE_SCOPE_END()
