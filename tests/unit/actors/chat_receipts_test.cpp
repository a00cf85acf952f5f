#include "tests/unit/actors/rules_stage.hpp"

#define CAF_SUITE chat_receipts
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::receipt;
using storage::message_status;
using kind = enum protocols::receipt::kind;

namespace {

/// Three messages of ours, a minute apart, with the platform's ids 101, 102, 103.
outstanding_messages three() {
  outstanding_messages sent;
  for (int i = 1; i <= 3; ++i)
    sent.push_back({message_id{i}, std::to_string(100 + i), message_status::sent,
                    at(std::chrono::minutes{i}).now});
  return sent;
}

receipt by_ids(kind what, std::vector<std::string> ids) {
  receipt told_of;
  told_of.what = what;
  told_of.external_ids = std::move(ids);
  return told_of;
}

/// As "1 2".
std::string numbers(const std::vector<receipt_move>& moves) {
  std::string all;
  for (auto& move : moves) all += (all.empty() ? "" : " ") + to_string(move.message.message);
  return all;
}

} // namespace

CAF_TEST(CHT-7: a receipt moves the messages that it names) {
  auto moves = moves_of(three(), by_ids(kind::delivered, {"102", "999"}));
  CAF_CHECK_EQUAL(numbers(moves), "2");
  CAF_CHECK(moves.front().to == message_status::delivered);
}

CAF_TEST(CHT-7: a receipt until a moment moves what was written until then) {
  receipt read{.what = kind::read};
  read.until = at(2min).now;
  auto moves = moves_of(three(), read);
  CAF_CHECK_EQUAL(numbers(moves), "1 2");
  CAF_CHECK(moves.front().to == message_status::read);
  read.until = at(2min).now - 1ms;
  CAF_CHECK_EQUAL(numbers(moves_of(three(), read)), "1");
}

CAF_TEST(CHT-7: a receipt up to a number moves what has no greater one and nothing that has none) {
  receipt read{.what = kind::read};
  read.up_to_id = 102;
  auto sent = three();
  sent.push_back({message_id{4}, "m_50", message_status::sent, at().now});
  sent.push_back({message_id{5}, "", message_status::sent, at().now});
  CAF_CHECK_EQUAL(numbers(moves_of(sent, read)), "1 2");
}

CAF_TEST(CHT-7: no receipt moves a message back) {
  auto sent = three();
  sent[0].status = message_status::delivered;
  CAF_CHECK_EQUAL(numbers(moves_of(sent, by_ids(kind::delivered, {"101", "102"}))), "2");
  CAF_CHECK_EQUAL(numbers(moves_of(sent, by_ids(kind::read, {"101", "102"}))), "1 2");
}

CAF_TEST(CHT-7: a receipt is stored with its event and told and shows in the list row) {
  auto made = send(taken(), text("good day"));
  auto row = sent_message(*made, "101");
  auto model = on_fate(made->next, row, {row.id, message_status::sent, "101", "", ""}, at()).next;
  const auto event = told("r1", by_ids(kind::read, {"101"}));
  const outstanding_messages sent{{row.id, "101", message_status::sent, at().now}};
  auto moves = moves_of(sent, std::get<receipt>(event.what));
  auto read = on_receipt(model, from, event, moves, at());
  auto* fate = find<storage::set_message_fate>(read);
  CAF_CHECK(fate && fate->message == row.id && fate->status == message_status::read);
  CAF_CHECK(tells<message_moved>(read) && tells<chat_changed>(read));
  CAF_CHECK(read.next.chat.last.status == message_status::read);
  CAF_CHECK(find<storage::claim_event>(read) != nullptr);
}

CAF_TEST(CHT-7: a failure told later has the words of the platform and a code) {
  auto event = told("r1", by_ids(kind::failed, {"101"}));
  std::get<receipt>(event.what).reason = "device is off";
  auto moves = moves_of(three(), std::get<receipt>(event.what));
  auto failed = on_receipt(taken(), from, event, moves, at());
  auto* fate = find<storage::set_message_fate>(failed);
  CAF_CHECK(fate && fate->status == message_status::failed);
  CAF_CHECK(fate && fate->error_code == "platform_failed" && fate->error_text == "device is off");
  auto* moved_to = std::get_if<message_moved>(&failed.tell.front());
  CAF_CHECK(moved_to && moved_to->error_text == "device is off");
}

CAF_TEST(CHT-7: a receipt of nothing that we know is only claimed) {
  auto made = on_receipt(taken(), from, told("r1", by_ids(kind::read, {"999"})), {}, at());
  CAF_CHECK_EQUAL(made.changes.size(), 1u);
  CAF_CHECK(find<storage::claim_event>(made) && made.tell.empty());
}
