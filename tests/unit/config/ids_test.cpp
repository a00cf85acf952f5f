#include "config/ids.hpp"

#include <algorithm>
#include <thread>
#include <unordered_set>
#include <vector>

#define CAF_SUITE ids
#include "caf/test/unit_test.hpp"

using namespace switchboard;

CAF_TEST(ids grow strictly and carry the time and the node) {
  set_node(7);
  std::int64_t last = 0;
  bool growing = true;
  for (int i = 0; i < 50'000; ++i) {
    auto id = next_id();
    growing = growing && id > last && ((id >> 13) & 0xff) == 7;
    last = id;
  }
  set_node(0);
  CAF_CHECK(growing);
  auto era = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
  auto made = era + std::chrono::milliseconds{last >> 21};
  auto off = std::chrono::system_clock::now() - made;
  CAF_CHECK(std::chrono::abs(off) < std::chrono::seconds{30});
}

CAF_TEST(four threads never make the same id) {
  constexpr std::size_t each = 20'000;
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made)
    threads.emplace_back([&mine] {
      for (std::size_t i = 0; i < each; ++i) mine.push_back(next_id());
    });
  for (auto& t : threads) t.join();
  std::unordered_set<std::int64_t> all;
  bool ordered = true;
  for (auto& mine : made) {
    ordered = ordered && std::is_sorted(mine.begin(), mine.end());
    all.insert(mine.begin(), mine.end());
  }
  CAF_CHECK(ordered);
  CAF_CHECK_EQUAL(all.size(), 4 * each);
}

CAF_TEST(an id is read back from its decimal text and from nothing else) {
  CAF_CHECK(parse_id<chat_id>("1") == chat_id{1});
  CAF_CHECK(parse_id<chat_id>("9223372036854775807") == chat_id{INT64_MAX});
  auto id = make_id<message_id>();
  CAF_CHECK(parse_id<message_id>(to_string(id)) == id);
  for (auto bad : {"", "0", "00", "01", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "a", "1a",
                   "9223372036854775808", "99999999999999999999", "\xd9\xa1"})
    CAF_CHECK(!parse_id<chat_id>(bad));
  using namespace std::string_view_literals;
  CAF_CHECK(!parse_id<chat_id>("1\0"sv));
}

CAF_TEST(an id is false only when it is none) {
  CAF_CHECK(!person_id{});
  CAF_CHECK(static_cast<bool>(person_id{5}));
  CAF_CHECK(person_id{5} < person_id{6});
  CAF_CHECK_EQUAL(std::hash<person_id>{}(person_id{5}), std::hash<std::int64_t>{}(5));
}
