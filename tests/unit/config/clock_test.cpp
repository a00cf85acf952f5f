#include "config/clock.hpp"

#define CAF_SUITE clock
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace std::chrono;
using namespace std::chrono_literals;

CAF_TEST(a moment is written in UTC with milliseconds) {
  timestamp t = sys_days{2026y / November / 20} + 9h + 53min + 35s + 123ms;
  CAF_CHECK_EQUAL(to_rfc3339(t), "2026-11-20T09:53:35.123Z");
  CAF_CHECK_EQUAL(to_rfc3339(timestamp{}), "1970-01-01T00:00:00.000Z");
  CAF_CHECK_EQUAL(to_rfc3339(timestamp{-1ms}), "1969-12-31T23:59:59.999Z");
}

CAF_TEST(what is written can be read back) {
  for (std::int64_t ms : {0LL, 951'782'399'999LL, 1'763'632'415'123LL, -62'135'596'800'000LL})
    CAF_CHECK(parse_rfc3339(to_rfc3339(timestamp{milliseconds{ms}})) ==
              timestamp{milliseconds{ms}});
}

CAF_TEST(zones and fractions of any length are understood) {
  auto noon = parse_rfc3339("2026-11-20T12:00:00Z");
  CAF_CHECK(noon.has_value());
  CAF_CHECK(parse_rfc3339("2026-11-20T15:00:00+03:00") == noon);
  CAF_CHECK(parse_rfc3339("2026-11-20t06:30:00.0-05:30") == noon);
  CAF_CHECK(parse_rfc3339("2026-11-20T12:00:00.5Z") == *noon + 500ms);
  CAF_CHECK(parse_rfc3339("2026-11-20T12:00:00.123456789Z") == *noon + 123ms);
  CAF_CHECK(parse_rfc3339("2016-12-31T23:59:60Z") == parse_rfc3339("2017-01-01T00:00:00Z"));
}

CAF_TEST(what is not a moment is refused) {
  for (auto bad : {"",
                   "2026",
                   "2026-11-20",
                   "2026-11-20T12:00:00",
                   "2026-02-29T00:00:00Z",
                   "2026-13-01T00:00:00Z",
                   "2026-00-01T00:00:00Z",
                   "2026-11-31T00:00:00Z",
                   "2026-11-20T24:00:00Z",
                   "2026-11-20T12:60:00Z",
                   "2026-11-20T12:00:61Z",
                   "2026-11-20T12:00:00.Z",
                   "2026-11-20T12:00:00Z ",
                   " 2026-11-20T12:00:00Z",
                   "2026-11-20T12:00:00+24:00",
                   "2026-11-20T12:00:00+03",
                   "2026-11-20T12:00:00ZZ",
                   "-026-11-20T12:00:00Z",
                   "2026-1-20T12:00:00Z",
                   "2026-11-20T12:00:00*03:00"})
    CAF_CHECK(!parse_rfc3339(bad));
}

CAF_TEST(the machine clock moves on) {
  auto first = switchboard::system_clock().now();
  CAF_CHECK(first > timestamp{sys_days{2024y / January / 1}});
  while (switchboard::system_clock().now() == first) {
  }
  CAF_CHECK(switchboard::system_clock().now() > first);
}
