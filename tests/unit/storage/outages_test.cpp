#include "storage/pool.hpp"
#include "storage/postgres/leftovers.hpp"
#include "support.hpp"

#include <csignal>
#include <future>
#include <set>
#include <thread>

#define CAF_SUITE outages
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

/// Who waits for a lock; 0 = nobody.
std::int64_t waiting_backend() {
  return number(
      "SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
}

std::string cluster_folder() { return text("SHOW data_directory"); }

void kill_all_of(const std::string& folder) {
  for (auto pid : postgres_processes(folder)) ::kill(pid, SIGKILL);
}

struct fixture : rows {
  writer to{database().url()};
  chat_id chat_ = make_id<chat_id>();

  unit note(const std::string& words) const {
    return {claim(words), add_message{message(chat_, words)}};
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(outages_tests, fixture)

CAF_TEST(a writer whose connection was cut while idle stores the next batch) {
  CAF_REQUIRE(commit(to, note("before")) == stored::yes);
  number(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
      " WHERE application_name = 'switchboard'");
  CAF_REQUIRE(eventually([] {
    return number(
               "SELECT count(*) FROM pg_stat_activity"
               " WHERE application_name = 'switchboard'") == 0;
  }));
  CAF_CHECK(commit(to, note("after")) == stored::yes);
}

CAF_TEST(a writer cut in the middle of a batch says unavailable and leaves no trace of it) {
  auto db = connection();
  std::future<std::vector<stored>> outcome;
  {
    pqxx::work holder{db};
    holder.exec("LOCK TABLE messages IN EXCLUSIVE MODE");
    outcome = std::async(std::launch::async, [&] { return to.commit({note("one"), note("two")}); });
    std::int64_t pid = 0;
    CAF_REQUIRE(eventually([&] { return (pid = waiting_backend()) != 0; }));
    number("SELECT pg_terminate_backend(" + std::to_string(pid) + ")::int");
    CAF_CHECK((outcome.get() == std::vector{stored::unavailable, stored::unavailable}));
    holder.abort();
  }
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM inbound" + mine()), 0);
  CAF_CHECK((to.commit({note("one"), note("two")}) == std::vector{stored::yes, stored::yes}));
}

CAF_TEST(a batch that lost a deadlock is tried again and stored) {
  auto client = this->client(chat_, "1");
  auto row = chat(chat_);
  CAF_REQUIRE(commit(to, {put_client{client}, put_chat{row}}) == stored::yes);
  auto db = connection();
  pqxx::work other{db};
  // The writer looks for a deadlock after a second, the other side much later: the writer loses.
  other.exec("SET LOCAL deadlock_timeout = '60s'");
  other.exec("SELECT 1 FROM chats" + mine() + " FOR UPDATE");
  row.version = 2;
  auto outcome = std::async(std::launch::async, [&] {
    return commit(to, {put_client{client}, put_chat{row}});
  });
  CAF_REQUIRE(eventually([] { return waiting_backend() != 0; }));
  other.exec("SELECT 1 FROM clients" + mine() + " FOR UPDATE");
  other.commit();
  CAF_CHECK(outcome.get() == stored::yes);
  CAF_CHECK_EQUAL(number("SELECT version FROM chats" + mine()), 2);
}

CAF_TEST(OPS-1: PostgreSQL killed under load is revived and nothing acknowledged is lost) {
  const auto folder = cluster_folder();
  std::atomic<bool> stop{false};
  std::atomic<int> acknowledged{0};
  std::atomic<int> unavailable{0};
  std::set<std::string> stored_keys;
  std::thread load{[&] {
    for (int i = 0; !stop; ++i) {
      std::vector<unit> batch;
      for (int k = 0; k < 8; ++k)
        batch.push_back(note(std::to_string(i) + ' ' + std::to_string(k)));
      auto outcomes = to.commit(batch);
      for (std::size_t k = 0; k < batch.size(); ++k) {
        if (outcomes[k] == stored::yes) stored_keys.insert(std::get<claim_event>(batch[k][0]).key);
        acknowledged += outcomes[k] == stored::yes ? 1 : 0;
        unavailable += outcomes[k] == stored::unavailable ? 1 : 0;
      }
    }
  }};
  CAF_CHECK(eventually([&] { return acknowledged > 100; }));
  kill_all_of(folder);
  CAF_CHECK(eventually([&] { return !database().alive(); }));
  CAF_CHECK(eventually([&] { return unavailable > 0; }));
  CAF_CHECK(database().revive().has_value());
  CAF_CHECK(database().alive());
  const int before = acknowledged;
  CAF_CHECK(eventually([&] { return acknowledged > before + 100; }));
  stop = true;
  load.join();
  auto db = connection();
  std::set<std::string> found;
  for (const auto& row : pqxx::nontransaction{db}.exec("SELECT event_key FROM inbound" + mine()))
    found.insert(row[0].as<std::string>());
  CAF_CHECK(std::ranges::includes(found, stored_keys));
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM messages" + mine()),
                  static_cast<std::int64_t>(found.size()));
}

CAF_TEST(OPS-1: questions say unavailable while PostgreSQL is away and work after) {
  pool readers{database().url(), 2, 100};
  auto ask = [&] {
    std::promise<errc> told;
    readers.run(
        "one",
        [](pqxx::connection& db) -> result<int> {
          return pqxx::nontransaction{db}.exec1("SELECT 1")[0].as<int>();
        },
        [&](result<int> answer) { told.set_value(answer ? errc::none : answer.error().code); });
    return told.get_future().get();
  };
  CAF_REQUIRE(ask() == errc::none);
  kill_all_of(cluster_folder());
  CAF_CHECK(eventually([&] { return !database().alive(); }));
  CAF_CHECK(ask() == errc::unavailable);
  CAF_CHECK(database().revive().has_value());
  CAF_CHECK(eventually([&] { return ask() == errc::none; }));
}

CAF_TEST_FIXTURE_SCOPE_END()
