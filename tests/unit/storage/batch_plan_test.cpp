#include "storage/batch_plan.hpp"

#include <vector>

#define CAF_SUITE batch_plan
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;

namespace {

constexpr project_id project{1};
constexpr chat_id chat{7};

std::vector<const unit*> pointers(const std::vector<unit>& units) {
  std::vector<const unit*> all;
  for (const auto& one : units) all.push_back(&one);
  return all;
}

template <class Kind>
std::vector<Kind> rows_of(const wave& from) {
  std::vector<Kind> all;
  for (const auto* row : from[kind_of<Kind>()]) all.push_back(std::get<Kind>(*row));
  return all;
}

put_chat chat_version(chat_id id, std::int64_t version) {
  put_chat made;
  made.row.project = project;
  made.row.id = id;
  made.row.version = version;
  return made;
}

put_timer timer(std::int64_t generation) {
  return put_timer{{project, chat, timer_kind::unclaimed, generation, {}}};
}

} // namespace

CAF_TEST(of a chat written by many units the last row counts and one statement does) {
  std::vector<unit> units{{chat_version(chat, 1)},
                          {chat_version(chat_id{3}, 1)},
                          {chat_version(chat, 2)},
                          {chat_version(chat, 3)}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 1u);
  auto chats = rows_of<put_chat>(plan.waves()[0]);
  CAF_REQUIRE_EQUAL(chats.size(), 2u);
  CAF_CHECK(chats[0].row.id == chat_id{3});
  CAF_CHECK_EQUAL(chats[1].row.version, 3);
}

CAF_TEST(counters are summed per department and a sum of nothing is not written) {
  person_id ann{5};
  department_id sales{9};
  std::vector<unit> units{{count_chats{project, counted::fresh, sales, {}, 1}},
                          {count_chats{project, counted::fresh, sales, {}, -1},
                           count_chats{project, counted::active, {}, {}, 1},
                           count_chats{project, counted::active, {}, ann, 1},
                           count_chats{project, counted::held, {}, ann, 1}},
                          {count_chats{project, counted::active, {}, {}, 1},
                           count_chats{project, counted::active, sales, {}, 1}}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 1u);
  auto sums = rows_of<count_chats>(plan.waves()[0]);
  CAF_REQUIRE_EQUAL(sums.size(), 4u);
  CAF_CHECK(sums[0].delta == 2 && !sums[0].department && !sums[0].member);
  CAF_CHECK(sums[1].delta == 1 && sums[1].department == sales);
  CAF_CHECK(sums[2].delta == 1 && sums[2].member == ann && sums[2].what == counted::active);
  CAF_CHECK(sums[3].delta == 1 && sums[3].member == ann && sums[3].what == counted::held);
}

CAF_TEST(CRD-8: of a card written by many units the last row counts and every change is kept) {
  auto card = [](chat_id client, std::int64_t version) {
    put_card made;
    made.row.project = project;
    made.row.client = client;
    made.row.version = version;
    return made;
  };
  auto told = [](std::int64_t id) {
    add_card_change made;
    made.row.project = project;
    made.row.client = chat;
    made.row.id = change_id{id};
    return made;
  };
  std::vector<unit> units{
      {card(chat, 1), told(1)}, {card(chat_id{3}, 1)}, {card(chat, 2), told(2)}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 1u);
  auto cards = rows_of<put_card>(plan.waves()[0]);
  CAF_REQUIRE_EQUAL(cards.size(), 2u);
  CAF_CHECK(cards[1].row.client == chat && cards[1].row.version == 2);
  CAF_CHECK_EQUAL(rows_of<add_card_change>(plan.waves()[0]).size(), 2u);
}

CAF_TEST(INB-5: participants put by one unit are not dropped by an earlier one of the batch) {
  auto put = [](std::int64_t member) {
    return put_participant{project, chat, {person_id{member}, participant_role::responsible}};
  };
  std::vector<unit> units{{put(1)}, {drop_participants{project, chat}, put(2)}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 2u);
  CAF_CHECK_EQUAL(rows_of<put_participant>(plan.waves()[0]).size(), 1u);
  const auto replaced = rows_of<put_participant>(plan.waves()[1]);
  CAF_REQUIRE_EQUAL(replaced.size(), 1u);
  CAF_CHECK(replaced[0].row.member == person_id{2});
  CAF_CHECK_EQUAL(rows_of<drop_participants>(plan.waves()[1]).size(), 1u);
  CAF_CHECK_LESS(kind_of<drop_participants>(), kind_of<put_participant>());
}

CAF_TEST(a timer dropped by one unit and put by the next is there in the end) {
  std::vector<unit> units{
      {timer(1)}, {drop_timer{project, chat, timer_kind::unclaimed}}, {timer(2)}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 2u);
  const auto first = rows_of<put_timer>(plan.waves()[0]);
  const auto second = rows_of<put_timer>(plan.waves()[1]);
  CAF_REQUIRE(first.size() == 1 && second.size() == 1);
  CAF_CHECK_EQUAL(first[0].row.generation, 1);
  CAF_CHECK_EQUAL(rows_of<drop_timer>(plan.waves()[0]).size(), 1u);
  CAF_CHECK_EQUAL(second[0].row.generation, 2);
}

CAF_TEST(units that do not meet share their statements) {
  std::vector<unit> units;
  for (int i = 1; i <= 50; ++i) {
    put_timer one{{project, chat_id{i}, timer_kind::unclaimed, 1, {}}};
    units.push_back({one, chat_version(chat_id{i}, 1)});
    units.push_back({drop_timer{project, chat_id{100 + i}, timer_kind::unclaimed}});
  }
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 1u);
  CAF_CHECK_EQUAL(rows_of<put_timer>(plan.waves()[0]).size(), 50u);
  CAF_CHECK_EQUAL(rows_of<drop_timer>(plan.waves()[0]).size(), 50u);
}

CAF_TEST(CHT-9: a second edit of a message waits for the first and its fate does not) {
  const message_id message{5};
  std::vector<unit> units{
      {edit_message{project, chat, message, "one", {}}},
      {set_message_fate{project, chat, message, message_status::read, "", "", ""}},
      {edit_message{project, chat, message, "two", {}}}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 2u);
  CAF_CHECK_EQUAL(rows_of<set_message_fate>(plan.waves()[0]).size(), 1u);
  const auto first = rows_of<edit_message>(plan.waves()[0]);
  const auto second = rows_of<edit_message>(plan.waves()[1]);
  CAF_REQUIRE(first.size() == 1 && second.size() == 1);
  CAF_CHECK(first[0].text == "one" && second[0].text == "two");
}

CAF_TEST(attachments of one message share a statement and a fetch put after its drop is there) {
  const message_id message{5};
  auto ready = [&](std::int16_t position) {
    return set_attachment{
        project, chat, message, position, attachment_state::ready, file_id{position + 1}, ""};
  };
  put_fetch again;
  again.row.project = project;
  again.row.chat = chat;
  again.row.message = message;
  again.row.position = 1;
  std::vector<unit> units{{ready(0), drop_fetch{project, chat, message, 0}},
                          {ready(1), drop_fetch{project, chat, message, 1}},
                          {again}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  CAF_REQUIRE_EQUAL(plan.waves().size(), 2u);
  CAF_CHECK_EQUAL(rows_of<set_attachment>(plan.waves()[0]).size(), 2u);
  CAF_CHECK_EQUAL(rows_of<drop_fetch>(plan.waves()[0]).size(), 2u);
  CAF_CHECK_EQUAL(rows_of<put_fetch>(plan.waves()[1]).size(), 1u);
}

CAF_TEST(of a channel health the last state counts and the last known times stay) {
  set_channel_health inbound{project,
                             channel_id{2},
                             channel_state::connected,
                             "",
                             "",
                             {},
                             timestamp{std::chrono::milliseconds{10}}};
  set_channel_health broken{project,
                            channel_id{2},
                            channel_state::broken,
                            "token_revoked",
                            "401",
                            timestamp{std::chrono::milliseconds{20}},
                            {}};
  std::vector<unit> units{{inbound}, {broken}};
  auto refs = pointers(units);
  batch_plan plan{refs};
  auto merged = rows_of<set_channel_health>(plan.waves().at(0));
  CAF_REQUIRE_EQUAL(merged.size(), 1u);
  CAF_CHECK(merged[0].state == channel_state::broken);
  CAF_CHECK(merged[0].last_inbound_at == inbound.last_inbound_at);
  CAF_CHECK(merged[0].last_error_at == broken.last_error_at);
}
