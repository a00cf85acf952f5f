#include "http/api/throttle.hpp"

#define CAF_SUITE http_throttle
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using namespace std::chrono_literals;

CAF_TEST(ACC-4: after five failures in five minutes the sixth attempt has to wait) {
  failure_throttle watch{5, 300s};
  const steady_time begin{1h};
  for (int i = 0; i < 5; ++i) {
    CAF_CHECK_EQUAL(watch.pause("k", begin + i * 10s).count(), 0);
    watch.failed("k", begin + i * 10s);
  }
  CAF_CHECK_EQUAL(watch.pause("k", begin + 60s).count(), 240);
  CAF_CHECK_EQUAL(watch.pause("other", begin + 60s).count(), 0);
  CAF_CHECK_EQUAL(watch.pause("k", begin + 299s).count(), 1);
  CAF_CHECK_EQUAL(watch.pause("k", begin + 300s).count(), 0);
}

CAF_TEST(a success forgives the failures before it) {
  failure_throttle watch{2, 300s};
  const steady_time now{1h};
  watch.failed("k", now);
  watch.failed("k", now);
  CAF_CHECK(watch.pause("k", now).count() > 0);
  watch.succeeded("k");
  CAF_CHECK_EQUAL(watch.pause("k", now).count(), 0);
}

CAF_TEST(a burst is let through and then so many a second) {
  rate_limiter limit{2, 3};
  const steady_time now{1h};
  for (int i = 0; i < 3; ++i) CAF_CHECK_EQUAL(limit.take("k", now).count(), 0);
  CAF_CHECK_EQUAL(limit.take("k", now).count(), 1);
  CAF_CHECK_EQUAL(limit.take("else", now).count(), 0);
  CAF_CHECK_EQUAL(limit.take("k", now + 500ms).count(), 0);
  CAF_CHECK(limit.take("k", now + 500ms).count() > 0);
}

CAF_TEST(ten thousand addresses that came once are forgotten) {
  rate_limiter limit{1, 1};
  failure_throttle watch{5, 300s};
  for (int i = 0; i < 10'000; ++i) {
    const auto at = steady_time{1h} + i * 1s;
    CAF_CHECK_EQUAL(limit.take(std::to_string(i), at).count(), 0);
    watch.failed(std::to_string(i), at);
  }
  CAF_CHECK_EQUAL(watch.pause("0", steady_time{1h} + 10'000s).count(), 0);
}
