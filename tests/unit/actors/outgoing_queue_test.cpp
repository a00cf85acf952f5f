#include "actors/domain/outgoing_queue.hpp"

#define CAF_SUITE outgoing_queue
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using actors::domain::outgoing_queue;
using namespace std::chrono_literals;

namespace {

const auto start = outgoing_queue::time_point{} + 24h;
constexpr protocols::pace pace{25, 1, 3};

storage::outbox_row row(std::int64_t message, std::int64_t chat) {
  storage::outbox_row made;
  made.message = message_id{message};
  made.chat = chat_id{chat};
  return made;
}

outgoing_queue queue_of(int messages, std::int64_t chats) {
  outgoing_queue queue{pace, 1};
  for (int i = 0; i < messages; ++i) queue.push(row(i + 1, i % chats + 1));
  return queue;
}

} // namespace

CAF_TEST(CHT-7: messages of one chat leave one at a time and in their order) {
  auto queue = queue_of(3, 1);
  auto first = queue.take_ready(start, 10);
  CAF_REQUIRE_EQUAL(first.size(), 1u);
  CAF_CHECK_EQUAL(first[0].message.value, 1);
  CAF_CHECK(queue.take_ready(start, 10).empty());
  queue.settled(first[0].message);
  auto second = queue.take_ready(start, 10);
  CAF_REQUIRE_EQUAL(second.size(), 1u);
  CAF_CHECK_EQUAL(second[0].message.value, 2);
}

CAF_TEST(CHT-7: a chat may burst three messages and then gets one a second) {
  auto queue = queue_of(5, 1);
  int left = 0;
  for (auto ready = queue.take_ready(start, 1); !ready.empty();
       ready = queue.take_ready(start, 1)) {
    queue.settled(ready[0].message);
    ++left;
  }
  CAF_CHECK_EQUAL(left, 3);
  auto wake = queue.next_wake(start);
  CAF_REQUIRE(wake.has_value());
  CAF_CHECK(*wake > start + 990ms && *wake <= start + 1001ms);
  CAF_CHECK_EQUAL(queue.take_ready(*wake, 9).size(), 1u);
}

CAF_TEST(CHT-7: a bot sends twenty-five messages a second over all its chats) {
  auto queue = queue_of(100, 100);
  CAF_CHECK_EQUAL(queue.take_ready(start, 1000).size(), 25u);
  CAF_CHECK_EQUAL(queue.take_ready(start + 1s, 1000).size(), 25u);
  CAF_CHECK_EQUAL(queue.take_ready(start + 1s + 39ms, 1000).size(), 0u);
  CAF_CHECK_EQUAL(queue.take_ready(start + 1s + 40ms, 1000).size(), 1u);
}

CAF_TEST(CHT-7: after Too Many Requests the whole bot is silent exactly as long as told) {
  auto queue = queue_of(4, 4);
  auto first = queue.take_ready(start, 1);
  CAF_REQUIRE_EQUAL(first.size(), 1u);
  queue.hold_channel(first[0].message, start + 14s);
  CAF_CHECK(queue.take_ready(start + 14s - 1ms, 9).empty());
  CAF_CHECK(queue.next_wake(start) == start + 14s);
  auto after = queue.take_ready(start + 14s, 1);
  CAF_REQUIRE_EQUAL(after.size(), 1u);
  CAF_CHECK_EQUAL(after[0].message.value, first[0].message.value);
}

CAF_TEST(CHT-7: pauses between attempts double up to a minute and hold back only their chat) {
  auto queue = queue_of(2, 2);
  auto now = start;
  auto shortest = outgoing_queue::first_pause;
  for (int attempt = 0; attempt < 9; ++attempt) {
    auto ready = queue.take_ready(now, 1);
    CAF_REQUIRE_EQUAL(ready.size(), 1u);
    if (ready[0].message.value == 2) {
      queue.settled(ready[0].message);
      ready = queue.take_ready(now, 1);
      CAF_REQUIRE_EQUAL(ready.size(), 1u);
    }
    queue.retry(ready[0].message, now);
    auto least = std::min(shortest, outgoing_queue::longest_pause);
    CAF_CHECK(queue.take_ready(now + least - 1ms, 9).size() <= 1u - (attempt > 0));
    now += least + least / 4 + 1ms;
    shortest *= 2;
  }
}

CAF_TEST(CHN-10: a broken channel keeps all it has until it is opened again) {
  auto queue = queue_of(10, 2);
  queue.close();
  CAF_CHECK(queue.take_ready(start, 9).empty());
  CAF_CHECK(!queue.next_wake(start).has_value());
  CAF_CHECK_EQUAL(queue.size(), 10u);
  queue.open();
  CAF_CHECK_EQUAL(queue.take_ready(start, 9).size(), 2u);
}
