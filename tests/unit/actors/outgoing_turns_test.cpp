#include "actors/domain/outgoing_queue.hpp"

#include <chrono>
#include <map>
#include <random>
#include <set>
#include <string>

#define CAF_SUITE outgoing_turns
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using actors::domain::outgoing_queue;
using protocols::author;
using namespace std::chrono_literals;

namespace {

const auto start = outgoing_queue::time_point{} + 24h;
constexpr protocols::pace pace{25, 1, 3};
/// For tests of the order alone.
constexpr protocols::pace no_limit{1e6, 1e6, 1'000'000};

storage::outbox_row row(std::int64_t message, std::int64_t chat, author by = author::person) {
  storage::outbox_row made;
  made.message = message_id{message};
  made.chat = chat_id{chat};
  made.by = by;
  return made;
}

/// The numbers of what may leave now, "1 2 3".
std::string leaving(outgoing_queue& queue, outgoing_queue::time_point now, std::size_t most = 100) {
  std::string numbers;
  for (auto& each : queue.take_ready(now, most))
    numbers += (numbers.empty() ? "" : " ") + to_string(each.message);
  return numbers;
}

/// The same, each settled before the next is asked for.
std::string one_by_one(outgoing_queue& queue, outgoing_queue::time_point now) {
  std::string numbers;
  for (auto ready = queue.take_ready(now, 1); !ready.empty(); ready = queue.take_ready(now, 1)) {
    numbers += (numbers.empty() ? "" : " ") + to_string(ready[0].message);
    queue.settled(ready[0].message);
  }
  return numbers;
}

std::chrono::duration<double> time_to_empty(int chats) {
  const auto begun = std::chrono::steady_clock::now();
  outgoing_queue queue{no_limit, 1};
  for (int i = 1; i <= chats; ++i) queue.push(row(i, i, protocols::authors[i % 3]));
  int left = chats;
  while (left > 0)
    for (auto& each : queue.take_ready(start, 30)) {
      queue.settled(each.message);
      queue.next_wake(start);
      --left;
    }
  return std::chrono::steady_clock::now() - begun;
}

} // namespace

CAF_TEST(CHT-7: people go before automations and those before broadcasts) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 1, author::broadcast));
  queue.push(row(2, 2, author::automation));
  queue.push(row(3, 3, author::person));
  queue.push(row(4, 4, author::broadcast));
  queue.push(row(5, 5, author::person));
  CAF_CHECK_EQUAL(leaving(queue, start), "3 5 2 1 4");
}

CAF_TEST(CHT-7: in one chat people go first too and each kind keeps its order) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 9, author::broadcast));
  queue.push(row(2, 9, author::automation));
  queue.push(row(3, 9, author::broadcast));
  queue.push(row(4, 9, author::person));
  queue.push(row(5, 9, author::automation));
  queue.push(row(6, 9, author::person));
  CAF_CHECK_EQUAL(one_by_one(queue, start), "4 6 2 5 1 3");
}

CAF_TEST(CHT-7: a chat that moves to a higher turn leaves once and not a second time from its old place) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 9, author::broadcast));
  queue.push(row(2, 8, author::broadcast));
  queue.push(row(3, 9, author::person));
  CAF_CHECK_EQUAL(leaving(queue, start), "3 2");
  CAF_CHECK_EQUAL(leaving(queue, start), "");
  CAF_CHECK_EQUAL(queue.in_flight(), 2u);
  queue.settled(message_id{3});
  CAF_CHECK_EQUAL(leaving(queue, start), "1");
  queue.settled(message_id{1});
  queue.settled(message_id{2});
  CAF_CHECK_EQUAL(leaving(queue, start), "");
  CAF_CHECK_EQUAL(queue.size(), 0u);
  CAF_CHECK(!queue.next_wake(start).has_value());
}

CAF_TEST(CHT-7: the message of a person waits for the broadcast that is under way in its chat) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 9, author::broadcast));
  CAF_CHECK_EQUAL(leaving(queue, start), "1");
  queue.push(row(2, 9, author::person));
  CAF_CHECK_EQUAL(leaving(queue, start), "");
  queue.settled(message_id{1});
  CAF_CHECK_EQUAL(leaving(queue, start), "2");
}

CAF_TEST(CHT-7: a chat that has to wait is silent until then and only it) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 1));
  queue.push(row(2, 2));
  CAF_CHECK_EQUAL(leaving(queue, start), "1 2");
  queue.hold_chat(message_id{1}, start + 30s);
  queue.settled(message_id{2});
  queue.push(row(3, 2));
  queue.push(row(4, 1));
  CAF_CHECK_EQUAL(leaving(queue, start), "3");
  CAF_CHECK_EQUAL(leaving(queue, start + 30s - 1ms), "");
  CAF_CHECK(queue.next_wake(start) == start + 30s);
  CAF_CHECK_EQUAL(leaving(queue, start + 30s), "1");
}

CAF_TEST(CHT-7: a channel that has to wait is silent to the second and what is under way comes back) {
  outgoing_queue queue{no_limit, 1};
  for (int i = 1; i <= 3; ++i) queue.push(row(i, i));
  CAF_CHECK_EQUAL(leaving(queue, start, 2), "1 2");
  queue.hold_channel(message_id{1}, start + 60s);
  queue.hold_channel(message_id{2}, start + 10s);
  CAF_CHECK_EQUAL(leaving(queue, start + 60s - 1ms), "");
  CAF_CHECK(queue.next_wake(start) == start + 60s);
  auto left = queue.take_ready(start + 60s, 9);
  CAF_CHECK_EQUAL(left.size(), 3u);
}

CAF_TEST(CHT-7: the silence of a channel outlasts its being armed anew but not its being mended) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 1));
  CAF_CHECK_EQUAL(leaving(queue, start), "1");
  queue.hold_channel(message_id{1}, start + 60s);
  queue.open();
  CAF_CHECK_EQUAL(leaving(queue, start + 1s), "");
  queue.close();
  queue.open();
  CAF_CHECK_EQUAL(leaving(queue, start + 1s), "1");
}

CAF_TEST(CHT-7: what is told of a message that is not under way changes nothing) {
  outgoing_queue queue{no_limit, 1};
  queue.push(row(1, 1));
  queue.settled(message_id{1});
  queue.retry(message_id{7}, start);
  queue.hold_chat(message_id{7}, start + 1h);
  queue.hold_channel(message_id{7}, start + 1h);
  CAF_CHECK_EQUAL(queue.size(), 1u);
  CAF_CHECK_EQUAL(leaving(queue, start), "1");
}

CAF_TEST(CHT-7: a hundred thousand chats in the queue cost ten times ten thousand) {
  time_to_empty(10'000); // memory is fetched before it is measured
  const auto small = time_to_empty(10'000);
  const auto large = time_to_empty(100'000);
  CAF_MESSAGE("10 000 in " << small.count() << " s, 100 000 in " << large.count() << " s");
  // Squared it would be a hundred times; the rest is for caches and neighbours.
  CAF_CHECK(large < small * 40);
}

CAF_TEST(CHT-7: a chat whose messages wait does not make every look at the queue go through all chats) {
  outgoing_queue queue{pace, 1};
  for (int i = 1; i <= 100'000; ++i) queue.push(row(i, i));
  CAF_CHECK_EQUAL(queue.take_ready(start, 1000).size(), 25u);
  const auto begun = std::chrono::steady_clock::now();
  bool silent = true;
  for (int look = 0; look < 100'000; ++look)
    silent =
        silent && queue.take_ready(start, 30).empty() && queue.next_wake(start) == start + 40ms;
  CAF_CHECK(silent);
  // Going through all chats each time would be ten thousand million steps.
  CAF_CHECK(std::chrono::steady_clock::now() - begun < 10s);
}

namespace {

/// Drives a queue with whatever a channel may do and remembers what should be true of it.
struct random_channel {
  explicit random_channel(std::uint32_t seed) : random(seed) {}

  void push_some() {
    for (auto more = random() % 4; more > 0 && pushed < most; --more) {
      const auto chat = static_cast<std::int64_t>(random() % 7) + 1;
      const auto by = protocols::authors[random() % 3];
      waiting[{chat, by}].push_back(++pushed);
      queue.push(row(pushed, chat, by));
    }
  }
  void take_some() {
    for (auto& each : queue.take_ready(now, random() % 6)) {
      const auto chat = each.chat.value;
      one_at_a_time = one_at_a_time && chats_in_flight.insert(chat).second;
      auto& line = waiting[{chat, each.by}];
      in_order = in_order && !line.empty() && line.front() == each.message.value;
      flying.push_back(each);
    }
  }
  void land_one() {
    if (flying.empty()) return;
    std::swap(flying[random() % flying.size()], flying.back());
    const auto one = flying.back();
    flying.pop_back();
    chats_in_flight.erase(one.chat.value);
    switch (random() % 8) {
      case 0: return queue.retry(one.message, now);
      case 1: return queue.hold_channel(one.message, now + std::chrono::seconds{random() % 5});
      case 2: return queue.hold_chat(one.message, now + std::chrono::seconds{random() % 90});
      default: break;
    }
    queue.settled(one.message);
    once = once && settled.insert(one.message.value).second;
    auto& line = waiting[{one.chat.value, one.by}];
    if (!line.empty()) line.pop_front();
  }
  void step() {
    push_some();
    take_some();
    land_one();
    if (random() % 50 == 0) queue.close();
    if (queue.closed() && random() % 10 == 0) queue.open();
    if (flying.empty())
      if (const auto wake = queue.next_wake(now)) now = std::max(now, *wake);
    now += std::chrono::milliseconds{random() % 20};
  }

  static constexpr std::int64_t most = 2000;
  std::minstd_rand random;
  outgoing_queue queue{pace, 1};
  outgoing_queue::time_point now = start;
  std::int64_t pushed = 0;
  std::map<std::pair<std::int64_t, author>, std::deque<std::int64_t>> waiting;
  std::vector<storage::outbox_row> flying;
  std::set<std::int64_t> chats_in_flight;
  std::set<std::int64_t> settled;
  bool in_order = true;
  bool one_at_a_time = true;
  bool once = true;
};

} // namespace

CAF_TEST(CHT-7: whatever the platform answers nothing is lost or doubled or overtakes its kind in a chat) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    random_channel channel{seed};
    for (int step = 0; step < 200'000 && channel.settled.size() < channel.most; ++step)
      channel.step();
    CAF_CHECK_EQUAL(channel.settled.size(), static_cast<std::size_t>(channel.most));
    CAF_CHECK(channel.in_order);
    CAF_CHECK(channel.one_at_a_time);
    CAF_CHECK(channel.once);
    CAF_CHECK_EQUAL(channel.queue.size(), 0u);
    CAF_CHECK_EQUAL(channel.queue.in_flight(), 0u);
  }
}
