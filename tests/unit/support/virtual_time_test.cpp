#include "tests/unit/support/virtual_time.hpp"

#define CAF_SUITE virtual_time
#include "caf/test/unit_test.hpp"

using namespace std::chrono_literals;
using switchboard::test::probe;
using switchboard::test::virtual_time;

namespace {

/// Ticks every five minutes and tells how often.
caf::behavior ticker(caf::event_based_actor* self, caf::actor listener) {
  self->delayed_send(self, 5min, caf::tick_atom_v);
  return {
      [self, listener](caf::tick_atom) {
        self->send(listener, caf::ok_atom_v, std::int32_t{1});
        self->delayed_send(self, 5min, caf::tick_atom_v);
      },
  };
}

} // namespace

CAF_TEST(time stands still until it is moved and then stops at every due instant) {
  virtual_time time;
  probe heard{time};
  time.spawn(ticker, heard.handle);
  CAF_CHECK_EQUAL(time.pending_timers(), 1u);
  time.advance(4min + 59s);
  CAF_CHECK_EQUAL(heard.size(), 0u);
  time.advance(1s);
  CAF_CHECK_EQUAL(heard.size(), 1u);
  time.advance(1h);
  CAF_CHECK_EQUAL(heard.size(), 13u);
}

CAF_TEST(a probe gives its messages in order and by their types) {
  virtual_time time;
  probe heard{time};
  caf::anon_send(heard.handle, std::int32_t{7}, std::string{"seven"});
  caf::anon_send(heard.handle, caf::ok_atom_v);
  time.settle();
  CAF_CHECK(!heard.next<caf::ok_atom>());
  auto first = heard.next<std::int32_t, std::string>();
  CAF_CHECK(first && std::get<0>(*first) == 7 && std::get<1>(*first) == "seven");
  CAF_CHECK(heard.next<caf::ok_atom>().has_value());
  CAF_CHECK_EQUAL(heard.describe(), "nothing");
}

CAF_TEST(a request that nobody answers fails after its time) {
  virtual_time time;
  // Promises an answer and keeps it waiting.
  auto silent = time.spawn([](caf::event_based_actor* self) -> caf::behavior {
    auto kept = std::make_shared<std::vector<caf::response_promise>>();
    return {[self, kept](caf::get_atom) { kept->push_back(self->make_response_promise()); }};
  });
  auto failed = std::make_shared<bool>(false);
  auto asker = time.spawn([silent, failed](caf::event_based_actor* self) -> caf::behavior {
    return {[=](caf::put_atom) {
      self->request(silent, 30s, caf::get_atom_v)
          .then([](std::int32_t) {}, [failed](caf::error&) { *failed = true; });
    }};
  });
  caf::anon_send(asker, caf::put_atom_v);
  time.advance(29s);
  CAF_CHECK(!*failed);
  time.advance(1s);
  CAF_CHECK(*failed);
}
