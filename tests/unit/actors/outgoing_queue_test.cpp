#include "actors/domain/outgoing_queue.hpp"

#include <map>
#include <random>

#define CAF_SUITE outgoing_queue
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using actors::domain::outgoing_queue;
using namespace std::chrono_literals;

namespace {

const auto start = outgoing_queue::time_point{} + 24h;
constexpr protocols::pace pace{25, 1, 3};

storage::outbox_row row(std::int64_t message, std::int64_t chat) {
  return {message_id{message}, chat_id{chat}, "c", "t"};
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

CAF_TEST(CHT-7: whatever the platform answers every message leaves and none overtakes in its chat) {
  auto seed = std::random_device{}();
  CAF_MESSAGE("seed " << seed);
  std::minstd_rand random{seed};
  auto queue = queue_of(300, 7);
  std::map<std::int64_t, std::int64_t> last;
  bool ordered = true;
  std::size_t settled = 0;
  auto now = start;
  for (int step = 0; step < 200'000 && settled < 300; ++step) {
    auto ready = queue.take_ready(now, 5);
    for (auto& each : ready) switch (random() % 5) {
        case 0: queue.retry(each.message, now); break;
        case 1: queue.hold_channel(each.message, now + 2s); break;
        default:
          ordered = ordered && each.message.value > last[each.chat.value];
          last[each.chat.value] = each.message.value;
          queue.settled(each.message);
          ++settled;
      }
    auto wake = queue.next_wake(now);
    now = std::max(now, wake.value_or(now));
  }
  CAF_CHECK(ordered);
  CAF_CHECK_EQUAL(settled, 300u);
  CAF_CHECK_EQUAL(queue.size(), 0u);
}
