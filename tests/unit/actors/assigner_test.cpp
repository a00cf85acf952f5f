#include "actors/assigner.hpp"
#include "tests/unit/actors/stage.hpp"

#include <functional>

#define CAF_SUITE assigner
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using storage::assignment;

namespace {

constexpr person_id anna{1};
constexpr person_id boris{2};
constexpr department_id sales{50};

struct stage {
  stage() {
    auto view = std::make_shared<project_view>();
    view->project.id = project_id{7};
    view->project.assignment = assignment::round_robin;
    for (const auto member : {anna, boris}) {
      view->members[member].id = member;
      view->members[member].role = storage::role::manager;
    }
    view->departments[sales].id = sales;
    shown = view;
  }
  void open() {
    actor = time.spawn(assigner, &rows, shown, std::unordered_map<person_id, std::int64_t>{},
                       caf::actor_cast<project_actor>(project.handle));
    time.settle();
  }
  void change(const std::function<void(project_view&)>& how) {
    auto next = std::make_shared<project_view>(*shown);
    how(*next);
    shown = next;
    if (actor) tell(new_view{next});
  }
  template <class Message>
  void tell(Message what) {
    caf::anon_send(actor, std::move(what));
    time.settle();
  }
  void comes(person_id who, presence now = presence::online) { tell(presence_moved{who, now}); }
  void waits(std::int64_t chat, department_id department = {}) {
    tell(appeal_waits{{chat_id{chat}, department, chat}});
  }
  /// To whom the next appeal was given; the chat has stored it and says so.
  person_id given() {
    auto sent = project.next<to_chat>();
    if (!sent) return {};
    const auto& what = std::get<0>(*sent);
    const auto to = std::get<assign_chat>(what.what).to;
    tell(held_moved{to, 1});
    tell(assignment_over{what.chat});
    return to;
  }

  virtual_time time;
  canned_store rows;
  probe project{time};
  project_view_ptr shown;
  assigner_actor actor;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(assigner_tests, stage)

CAF_TEST(INB-8: appeals go round among those who are there) {
  open();
  comes(anna);
  comes(boris);
  std::vector<person_id> order;
  for (int chat = 1; chat <= 4; ++chat) {
    waits(chat);
    order.push_back(given());
  }
  CAF_CHECK((order == std::vector<person_id>{anna, boris, anna, boris}));
}

CAF_TEST(INB-8: nobody is given an appeal who is away or gone and it waits for the first to come) {
  open();
  comes(anna, presence::away);
  waits(1);
  CAF_CHECK(!given());
  comes(boris);
  CAF_CHECK(given() == boris);
  comes(boris, presence::offline);
  waits(2);
  CAF_CHECK(!given());
  comes(anna);
  CAF_CHECK(given() == anna);
}

CAF_TEST(INB-8: the least loaded is given the next appeal and nobody more than the cap) {
  change([](auto& view) {
    view.project.assignment = assignment::least_loaded;
    view.project.assignment_cap = 2;
  });
  open();
  comes(anna);
  tell(held_moved{anna, 1});
  comes(boris);
  waits(1);
  CAF_CHECK(given() == boris);
  waits(2);
  waits(3);
  CAF_CHECK(given() && given());
  waits(4);
  CAF_CHECK(!given());
  // A chat is closed: there is room again.
  tell(held_moved{boris, -1});
  CAF_CHECK(given() == boris);
}

CAF_TEST(INB-8: what is given and not yet stored counts towards the cap) {
  change([](auto& view) { view.project.assignment_cap = 1; });
  open();
  comes(anna);
  waits(1);
  waits(2);
  CAF_CHECK_EQUAL(project.size(), 1u);
  CAF_CHECK(given() == anna);
  CAF_CHECK_EQUAL(project.size(), 0u);
}

CAF_TEST(INB-8: a rule that is switched on and a restart find what waits in the rows) {
  rows.waiting = {{chat_id{5}, {}, 5}, {chat_id{6}, sales, 6}};
  change([](auto& view) { view.project.assignment = assignment::by_hand; });
  open();
  comes(anna);
  CAF_CHECK(!given());
  change([](auto& view) { view.departments[sales].assignment = assignment::least_loaded; });
  auto sent = project.next<to_chat>();
  CAF_CHECK(sent && std::get<0>(*sent).chat == chat_id{6});
  CAF_CHECK_EQUAL(project.size(), 0u);
}

CAF_TEST(INB-8: what could not be stored is found again when the database is back) {
  open();
  comes(anna);
  waits(1);
  auto sent = project.next<to_chat>();
  CAF_REQUIRE(sent);
  rows.away = true;
  tell(assignment_over{chat_id{1}, true});
  time.advance(5s);
  rows.away = false;
  rows.waiting = {{chat_id{1}, {}, 1}};
  time.advance(5s);
  CAF_CHECK(given() == anna);
  rows.waiting.clear();
  const auto reads = rows.waiting_reads;
  time.advance(1min);
  CAF_CHECK(rows.waiting_reads <= reads + 1);
}

CAF_TEST(INB-8: only members who see the department and may take are given its appeals) {
  change([](auto& view) {
    view.departments[sales].members = {boris};
    view.members[anna].forbidden = 1U << static_cast<unsigned>(storage::permission::take);
  });
  open();
  comes(anna);
  waits(1, sales);
  waits(2);
  CAF_CHECK(!given());
  comes(boris);
  CAF_CHECK(given() == boris && given() == boris);
}

CAF_TEST_FIXTURE_SCOPE_END()
