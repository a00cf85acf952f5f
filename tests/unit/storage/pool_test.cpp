#include "storage/pool.hpp"
#include "support.hpp"

#include <atomic>
#include <future>
#include <memory>

#define CAF_SUITE pool
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::test;
using switchboard::storage::refusal;

namespace {

/// Asks and waits for the answer.
template <class Query>
result<std::int64_t> ask(storage::pool& from, Query query) {
  std::promise<result<std::int64_t>> told;
  from.run("test", std::move(query),
           [&](result<std::int64_t> answer) { told.set_value(std::move(answer)); });
  return told.get_future().get();
}

result<std::int64_t> backend(pqxx::connection& db) {
  return pqxx::nontransaction{db}.exec1("SELECT pg_backend_pid()")[0].as<std::int64_t>();
}

} // namespace

CAF_TEST(questions are answered on a connection that is kept) {
  storage::pool readers{database().url(), 1, 10};
  auto first = ask(readers, backend).value();
  CAF_CHECK(ask(readers, backend).value() == first);
}

CAF_TEST(a statement at fault is an internal error and a refusal says what it is) {
  storage::pool readers{database().url(), 1, 10};
  auto bad = ask(readers, [](pqxx::connection& db) -> result<std::int64_t> {
    return pqxx::nontransaction{db}.exec1("SELECT 1 / 0")[0].as<std::int64_t>();
  });
  CAF_CHECK(bad.error().code == errc::internal);
  auto refused = ask(readers, [](pqxx::connection&) -> result<std::int64_t> {
    throw refusal{fail(errc::bad_key, "no")};
  });
  CAF_CHECK(refused.error().code == errc::bad_key);
  CAF_CHECK(ask(readers, backend).has_value());
}

CAF_TEST(a connection cut while it lay idle is made again before the next question) {
  storage::pool readers{database().url(), 1, 10};
  auto first = ask(readers, backend).value();
  number("SELECT pg_terminate_backend(" + std::to_string(first) + ")::int");
  auto gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + std::to_string(first);
  CAF_REQUIRE(eventually([&] { return number(gone) == 0; }));
  auto second = ask(readers, backend);
  CAF_REQUIRE(second.has_value());
  CAF_CHECK(second.value() != first);
}

CAF_TEST(a connection cut in the middle of a question is unavailable and the next one works) {
  storage::pool readers{database().url(), 1, 10};
  auto cut = ask(readers, [](pqxx::connection& db) -> result<std::int64_t> {
    pqxx::nontransaction{db}.exec("SELECT pg_terminate_backend(pg_backend_pid())");
    return 0;
  });
  CAF_CHECK(cut.error().code == errc::unavailable);
  CAF_CHECK(ask(readers, backend).has_value());
}

CAF_TEST(while the database is away every question is answered without waiting for it) {
  // Nobody answers at this address, and connecting to it takes its whole time limit.
  storage::pool readers{"host=192.0.2.1 user=nobody dbname=none", 2, 1000};
  const auto start = std::chrono::steady_clock::now();
  std::atomic<int> unavailable{0};
  constexpr int questions = 500;
  for (int i = 0; i < questions; ++i)
    readers.run("test", backend, [&](result<std::int64_t> answer) {
      if (answer.has_error() && answer.error().code == errc::unavailable) ++unavailable;
    });
  CAF_CHECK(eventually([&] { return unavailable == questions; }, std::chrono::seconds{15}));
  CAF_CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

CAF_TEST(a full queue answers at once on the calling thread) {
  storage::pool readers{database().url(), 1, 2};
  std::promise<void> open;
  std::promise<void> entered;
  auto gate = open.get_future().share();
  readers.compute(
      [&entered, gate]() -> result<int> {
        entered.set_value();
        gate.wait();
        return 1;
      },
      [](result<int>) {});
  entered.get_future().wait();
  std::atomic<int> done{0};
  auto count = [&done](result<int> answer) { done += answer.value(); };
  readers.compute([]() -> result<int> { return 1; }, count);
  readers.compute([]() -> result<int> { return 1; }, count);
  auto refused = errc::none;
  readers.compute([]() -> result<int> { return 1; },
                  [&](result<int> answer) { refused = answer.error().code; });
  CAF_CHECK(refused == errc::unavailable);
  open.set_value();
  CAF_CHECK(eventually([&] { return done == 2; }));
}

CAF_TEST(what waits is finished before the pool ends) {
  std::atomic<int> done{0};
  {
    storage::pool workers{database().url(), 2, 100};
    for (int i = 0; i < 50; ++i)
      workers.compute([owned = std::make_unique<int>(1)]() -> result<int> { return *owned; },
                      [&](result<int> answer) { done += answer.value(); });
  }
  CAF_CHECK_EQUAL(done.load(), 50);
}

CAF_TEST(work that throws is an internal error) {
  storage::pool workers{database().url(), 1, 10};
  std::promise<errc> told;
  workers.compute([]() -> result<int> { throw std::runtime_error{"broken"}; },
                  [&](result<int> answer) { told.set_value(answer.error().code); });
  CAF_CHECK(told.get_future().get() == errc::internal);
}
