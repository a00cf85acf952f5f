#include "config/clock.hpp"

#include <array>
#include <cstdio>

namespace switchboard {

namespace {

class machine_clock final : public wall_clock {
public:
  timestamp now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

/// Reads a text from left to right; the first surprise makes every later answer a failure.
class reader {
public:
  explicit reader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    if (rest_.size() < count) return failed();
    int value = 0;
    for (char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return failed();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  bool skip(std::string_view one_of) {
    if (rest_.empty() || one_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view one_of) {
    if (!skip(one_of)) failed();
  }

  /// A fraction of a second of any length, as milliseconds.
  int fraction() {
    int value = 0;
    int seen = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; rest_.remove_prefix(1))
      if (++seen <= 3) value = value * 10 + (rest_.front() - '0');
    if (seen == 0) return failed();
    for (; seen < 3; ++seen) value *= 10;
    return value;
  }

  bool done() const { return good_ && rest_.empty(); }

private:
  int failed() {
    good_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

} // namespace

wall_clock::~wall_clock() = default;

wall_clock& system_clock() {
  static machine_clock clock;
  return clock;
}

std::string to_rfc3339(timestamp when) {
  using namespace std::chrono;
  auto day = floor<days>(when);
  year_month_day date{day};
  auto in_day = static_cast<unsigned>((when - day).count());
  std::array<char, 48> text{};
  auto size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02u:%02u:%02u.%03uZ",
                            static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day()), in_day / 3'600'000,
                            in_day / 60'000 % 60, in_day / 1'000 % 60, in_day % 1'000);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<timestamp> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  reader in{text};
  auto y = in.digits(4);
  in.expect("-");
  auto m = in.digits(2);
  in.expect("-");
  auto d = in.digits(2);
  in.expect("Tt ");
  auto hour = in.digits(2);
  in.expect(":");
  auto minute = in.digits(2);
  in.expect(":");
  auto second = in.digits(2);
  auto millis = in.skip(".") ? in.fraction() : 0;
  auto offset = minutes{0};
  if (!in.skip("Zz")) {
    bool east = in.skip("+");
    if (!east) in.expect("-");
    auto zone_hour = in.digits(2);
    in.expect(":");
    auto zone_minute = in.digits(2);
    if (zone_hour > 23 || zone_minute > 59) return std::nullopt;
    offset = minutes{(zone_hour * 60 + zone_minute) * (east ? 1 : -1)};
  }
  year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!in.done() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return sys_days{date} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{millis} -
         offset;
}

} // namespace switchboard
