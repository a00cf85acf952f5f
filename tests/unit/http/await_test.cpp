#include "http/core/await.hpp"

#include "http/core/task.hpp"

#include <string>
#include <thread>
#include <vector>

#define CAF_SUITE http_await
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace std::chrono_literals;

namespace {

void run(task<void> work) {
  loop home;
  home.bound_waits(50ms);
  auto kept = std::make_shared<task<void>>(std::move(work));
  home.post(std::function<void()>{[kept] { spawn(std::move(*kept)); }});
  home.run();
}

} // namespace

CAF_TEST(an answer from another thread is awaited on the own one) {
  std::thread other;
  bool same_thread = false;
  int got = 0;
  auto work = [&]() -> task<void> {
    const auto before = std::this_thread::get_id();
    const auto answer = co_await await_reply<int>(
        [&](actors::reply<int> done) { other = std::thread{[done] { done(7); }}; });
    same_thread = std::this_thread::get_id() == before;
    got = answer.value();
    loop::here().finish();
  };
  run(work());
  other.join();
  CAF_CHECK(same_thread);
  CAF_CHECK_EQUAL(got, 7);
}

CAF_TEST(OPS-1: an answer that does not come is not waited for and may come later) {
  actors::reply<int> late;
  errc said = errc::none;
  auto work = [&]() -> task<void> {
    const auto answer =
        co_await await_reply<int>([&](actors::reply<int> done) { late = std::move(done); });
    said = answer.has_value() ? errc::none : answer.error().code;
    late(5);
    loop::here().finish();
  };
  run(work());
  CAF_CHECK(said == errc::unavailable);
}

CAF_TEST(a command that is dropped on the way is answered) {
  errc said = errc::none;
  auto work = [&]() -> task<void> {
    const auto answer = co_await await_reply<int>([](actors::reply<int>) {});
    said = answer.has_value() ? errc::none : answer.error().code;
    loop::here().finish();
  };
  run(work());
  CAF_CHECK(said == errc::unavailable);
}
