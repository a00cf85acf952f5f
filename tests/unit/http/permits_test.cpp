#include "http/core/permits.hpp"

#include "http/core/task.hpp"

#include <string>
#include <vector>

#define CAF_SUITE http_permits
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using namespace std::chrono_literals;

CAF_TEST(a place that is free is taken at once and one that is not is waited for) {
  permits places{1};
  std::vector<std::string> said;
  auto first = [&]() -> task<void> {
    auto mine = co_await places.take(1s);
    said.push_back(mine ? "first" : "none");
    // The second waits by now; the place goes to it.
    loop::here().post(
        std::function<void()>{[kept = std::make_shared<permits::permit>(std::move(mine))] {}});
  };
  auto second = [&]() -> task<void> {
    const auto mine = co_await places.take(10s);
    said.push_back(mine ? "second" : "none");
  };
  loop home;
  home.post(std::function<void()>{[&] {
    spawn(first());
    spawn(second());
    said.push_back("begun");
    home.post(std::function<void()>{[&] { home.finish(); }});
  }});
  home.run();
  CAF_REQUIRE_EQUAL(said.size(), 3u);
  CAF_CHECK_EQUAL(said[0], "first");
  CAF_CHECK_EQUAL(said[1], "begun");
  CAF_CHECK_EQUAL(said[2], "second");
}

CAF_TEST(who waited long enough goes away without a place) {
  permits places{0};
  bool refused = false;
  auto waiting = [&]() -> task<void> {
    const auto mine = co_await places.take(20ms);
    refused = !mine;
    loop::here().finish();
  };
  loop home;
  home.post(std::function<void()>{[&] { spawn(waiting()); }});
  home.run();
  CAF_CHECK(refused);
}
