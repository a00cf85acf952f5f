#include "actors/hub.hpp"
#include "tests/unit/actors/stage.hpp"

#include <functional>

#define CAF_SUITE hub
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;

namespace {

constexpr person_id anna_id{1};
constexpr person_id boris_id{2};
constexpr department_id sales{5};

/// A panel's socket that keeps what it gets, and can be full. Who is there is kept apart.
class panel final : public event_sink {
public:
  explicit panel(person_id whose = anna_id) : whose_(whose) {}
  bool deliver(frame text) override {
    if (full) return false;
    const bool presence = text->starts_with(std::to_string(event{presence_changed{}}.index()));
    (presence ? heard_of_presence : got).push_back(*text);
    return true;
  }
  person_id viewer() const override { return whose_; }
  std::vector<std::string> got;
  std::vector<std::string> heard_of_presence;
  bool full = false;

private:
  person_id whose_;
};

std::string numbers_in(const tab_numbers& of) {
  std::string text;
  for (const auto one : {of.fresh, of.mine, of.others, of.done}) text += ' ' + std::to_string(one);
  return text;
}

/// "index/form#seq", and the numbers of counters.
std::string told(const event& what, const telling& how, const project_view&, const std::string&,
                 std::uint64_t seq) {
  auto text = std::to_string(what.index()) + "/" + std::to_string(static_cast<int>(how.as)) + "#" +
              std::to_string(seq);
  if (std::holds_alternative<counters_changed>(what)) text += numbers_in(how.numbers);
  return text;
}

chat_changed chat_in(storage::chat_state state, department_id department,
                     std::vector<storage::participant_row> holders = {}) {
  chat_changed news;
  news.chat.chat.state = state;
  news.chat.chat.department = department;
  news.chat.participants = std::move(holders);
  return news;
}

struct stage {
  stage() {
    view = std::make_shared<project_view>();
    view->project.id = project_id{7};
    for (const auto member : {anna_id, boris_id}) {
      view->members[member].id = member;
      view->members[member].role = storage::role::manager;
    }
    view->departments[sales].id = sales;
    const std::vector<storage::counter_row> rows_of_counters{
        {storage::counted::fresh, {}, {}, 3},     {storage::counted::fresh, sales, {}, 4},
        {storage::counted::active, {}, {}, 2},    {storage::counted::active, {}, anna_id, 2},
        {storage::counted::held, {}, anna_id, 2}, {storage::counted::done, {}, {}, 1}};
    actor = time.spawn(hub, &rows, view, domain::tallies{rows_of_counters}, told, watched);
  }
  /// Boris may do other things from now on.
  void bar_boris(const std::function<void(storage::member_row&)>& change) {
    auto next = std::make_shared<project_view>(*view);
    change(next->members[boris_id]);
    view = next;
    tell(new_view{next});
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
  std::shared_ptr<project_view> view;
  std::shared_ptr<panel> boris = std::make_shared<panel>(boris_id);
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
  auto now = join(back, resume_point{before.epoch, 4});
  CAF_CHECK(!now.resync);
  CAF_CHECK_EQUAL(now.seq, 504u);
  CAF_CHECK_EQUAL(now.missed, 500u);
  CAF_REQUIRE_EQUAL(back->got.size(), 500u);
  bool in_order = true;
  for (int i = 0; i < 500; ++i)
    in_order = in_order && back->got[i].ends_with("#" + std::to_string(i + 5));
  CAF_CHECK(in_order);
  happen(1);
  CAF_CHECK_EQUAL(back->got.size(), 501u);
}

CAF_TEST(INB-1: a panel away for longer than the ring or since before a restart fetches anew) {
  auto before = join(anna);
  happen(hub_ring_events + 1);
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{before.epoch, 0}).resync);
  CAF_CHECK(!join(std::make_shared<panel>(), resume_point{before.epoch, 2}).resync);
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{"another", 1}).resync);
}

CAF_TEST(INB-1: what happens within ten minutes after the last panel left is kept for it) {
  auto before = join(anna);
  tell(unsubscribe{anna});
  time.advance(9min);
  happen(1);
  CAF_CHECK(watched->load());
  CAF_CHECK(!join(anna, resume_point{before.epoch, 1}).resync);
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
                 {{storage::counted::fresh, {}, {}, -1},
                  {storage::counted::active, {}, {}, 1},
                  {storage::counted::active, {}, anna_id, 1}}});
  CAF_CHECK_EQUAL(anna->got.size(), 0u);
  time.advance(1s);
  CAF_REQUIRE_EQUAL(anna->got.size(), 1u);
  CAF_CHECK(anna->got[0].ends_with(" -3 12 0 1"));
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
  CAF_CHECK_EQUAL(anna->got[0], std::to_string(event{resync{}}.index()) + "/0#1");
  CAF_CHECK(join(std::make_shared<panel>(), resume_point{before.epoch, before.seq}).resync);
  CAF_CHECK_EQUAL(time.pending_timers(), 0u);
}

CAF_TEST(INB-11: a chat of a department is told only to those who see the department) {
  bar_boris([](auto& member) { member.forbidden_departments = {sales}; });
  join(anna);
  join(boris);
  tell(publish{{chat_in(storage::chat_state::fresh, sales)}, {}});
  CAF_CHECK_EQUAL(anna->got.size(), 1u);
  CAF_CHECK(boris->got.empty());
  tell(publish{{chat_in(storage::chat_state::fresh, {})}, {}});
  CAF_CHECK_EQUAL(boris->got.size(), 1u);
  // What he holds is his whatever its department.
  tell(publish{
      {chat_in(storage::chat_state::active, sales, {{boris_id, storage::participant_role::added}})},
      {}});
  CAF_CHECK_EQUAL(boris->got.size(), 2u);
}

CAF_TEST(INB-11: a chat that leaves what somebody sees is told to them as gone at once) {
  bar_boris([](auto& member) {
    member.forbidden = 1U << static_cast<unsigned>(storage::permission::tab_others);
  });
  join(anna);
  join(boris);
  auto taken =
      chat_in(storage::chat_state::active, {}, {{anna_id, storage::participant_role::responsible}});
  taken.before = storage::chat_facts{storage::chat_state::fresh, {}, {}};
  tell(publish{{taken}, {}});
  CAF_REQUIRE_EQUAL(boris->got.size(), 1u);
  CAF_CHECK(boris->got[0].find("/2#") != std::string::npos);
  CAF_CHECK(anna->got[0].find("/0#") != std::string::npos);
  taken.before.reset();
  tell(publish{{taken}, {}});
  CAF_CHECK_EQUAL(boris->got.size(), 1u);
}

CAF_TEST(TEAM-3: who may not see contacts is told of chats and cards without them) {
  bar_boris([](auto& member) {
    member.forbidden = 1U << static_cast<unsigned>(storage::permission::client_contacts);
  });
  join(anna);
  join(boris);
  tell(publish{{chat_in(storage::chat_state::fresh, {}), card_changed{}}, {}});
  CAF_REQUIRE_EQUAL(boris->got.size(), 2u);
  for (const auto& text : boris->got) CAF_CHECK(text.find("/1#") != std::string::npos);
  for (const auto& text : anna->got) CAF_CHECK(text.find("/0#") != std::string::npos);
}

CAF_TEST(INB-11: what was missed is told by the rights of now and only as far as they were the same) {
  join(anna);
  auto before = join(boris);
  tell(unsubscribe{boris});
  tell(publish{{chat_in(storage::chat_state::fresh, sales)}, {}});
  const auto seen_by_anna = anna->got.size();
  bar_boris([](auto& member) { member.forbidden_departments = {sales}; });
  auto back = std::make_shared<panel>(boris_id);
  CAF_CHECK(join(back, resume_point{before.epoch, before.seq + 1}).resync);
  CAF_CHECK(back->got.empty());
  CAF_CHECK_EQUAL(anna->got.size(), seen_by_anna);
}

CAF_TEST(TEAM-3: whose rights change while they look is told to fetch anew and gets their own numbers) {
  join(anna);
  join(boris);
  bar_boris([](auto& member) { member.forbidden_departments = {sales}; });
  CAF_REQUIRE_EQUAL(boris->got.size(), 1u);
  CAF_CHECK(boris->got[0].starts_with(std::to_string(event{resync{}}.index())));
  CAF_CHECK(anna->got.empty());
  time.advance(1s);
  CAF_CHECK(anna->got.back().ends_with(" 7 2 0 1"));
  CAF_CHECK(boris->got.back().ends_with(" 3 0 2 1"));
}

CAF_TEST(TEAM-5: who opens a panel is there and who closed the last one is not after a while) {
  join(anna);
  join(boris);
  CAF_CHECK_EQUAL(anna->heard_of_presence.size(), 2u);
  tell(unsubscribe{boris});
  time.advance(5s);
  CAF_CHECK_EQUAL(anna->heard_of_presence.size(), 2u);
  time.advance(10s);
  CAF_CHECK_EQUAL(anna->heard_of_presence.size(), 3u);
  answer_slip<team_state> slip;
  tell(ask_team{slip.reply()});
  CAF_CHECK(slip.value().at(anna_id).presence == presence::online);
  CAF_CHECK_EQUAL(slip.value().at(anna_id).holds, 2);
  CAF_CHECK(slip.value().at(boris_id).presence == presence::offline);
}

CAF_TEST(TEAM-5: who said to be away is away while connected) {
  join(boris);
  bar_boris([](auto& member) { member.away = true; });
  answer_slip<team_state> slip;
  tell(ask_team{slip.reply()});
  CAF_CHECK(slip.value().at(boris_id).presence == presence::away);
  CAF_CHECK(boris->got.empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
