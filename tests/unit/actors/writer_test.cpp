#include "actors/writer.hpp"
#include "tests/unit/actors/stage.hpp"

#define CAF_SUITE writer
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;

namespace {

struct stage {
  stage() {
    std::vector<committer_actor> committers;
    for (auto* each : {&first, &second})
      committers.push_back(caf::actor_cast<committer_actor>(each->handle));
    actor = time.spawn(writer, std::move(committers));
  }
  void ask(std::size_t units) {
    for (; units > 0; --units)
      caf::anon_send(actor, commit_request{{storage::drop_timer{}},
                                           ++tickets,
                                           caf::actor_cast<commit_listener>(asker.handle)});
    time.settle();
  }
  static std::optional<commit_batch> batch(probe& committer) {
    auto taken = committer.next<commit_batch>();
    return taken ? std::optional{std::get<0>(*taken)} : std::nullopt;
  }
  void answer(const commit_batch& done) {
    caf::anon_send(actor, batch_committed{done.place, done.askers,
                                          std::vector<storage::stored>(done.askers.size())});
    time.settle();
  }

  virtual_time time;
  probe first{time};
  probe second{time};
  probe asker{time};
  std::uint64_t tickets = 0;
  writer_actor actor;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(writer_tests, stage)

CAF_TEST(OPS-1: what comes at once is one transaction and everybody is answered by ticket) {
  ask(10);
  auto taken = batch(second);
  CAF_REQUIRE(taken.has_value());
  CAF_CHECK_EQUAL(taken->units.size(), 10u);
  CAF_CHECK_EQUAL(asker.size(), 0u);
  answer(*taken);
  for (std::uint64_t ticket = 1; ticket <= 10; ++ticket) {
    auto told = asker.next<committed>();
    CAF_CHECK(told && std::get<0>(*told).ticket == ticket);
  }
}

CAF_TEST(OPS-1: a second transaction runs beside the first only when enough waits to be worth it) {
  ask(1);
  auto running = batch(second);
  CAF_REQUIRE(running.has_value());
  ask(second_batch_from - 1);
  CAF_CHECK_EQUAL(first.size(), 0u);
  ask(1);
  auto beside = batch(first);
  CAF_REQUIRE(beside.has_value());
  CAF_CHECK_EQUAL(beside->units.size(), second_batch_from);
  ask(3);
  answer(*running);
  CAF_CHECK_EQUAL(second.size(), 0u);
  answer(*beside);
  auto rest = batch(first);
  CAF_CHECK(rest && rest->units.size() == 3u);
}

CAF_TEST(OPS-1: a transaction is never larger than the limit and nothing is left behind) {
  ask(storage::writer_batch_limit + 5);
  auto full = batch(second);
  CAF_CHECK(full && full->units.size() == storage::writer_batch_limit);
  CAF_CHECK_EQUAL(first.size(), 0u);
  answer(*full);
  auto rest = batch(second);
  CAF_CHECK(rest && rest->units.size() == 5u);
}

CAF_TEST_FIXTURE_SCOPE_END()
