#include "bench/sink/ledger.hpp"

#include <sys/resource.h>

#include <boost/json.hpp>

#include <charconv>
#include <chrono>
#include <optional>

namespace switchboard::bench {

namespace {

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  const auto at = text.rfind(number_mark);
  if (at == text.npos) return std::nullopt;
  std::uint32_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data() + at + number_mark.size(), end, number);
  if (failed != std::errc{} || stop != end || number == 0) return std::nullopt;
  return number;
}

double processor_s() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& of) {
    return static_cast<double>(of.tv_sec) + static_cast<double>(of.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

void ledger::arrived(std::int64_t chat, std::string_view text) {
  times_ns_.push_back(now_ns());
  const auto number = number_in(text);
  if (!number) {
    ++unreadable_;
    return;
  }
  auto& last = last_[chat];
  if (*number <= last)
    ++duplicates_;
  else if (*number != last + 1)
    ++disorder_;
  last = std::max(last, *number);
}

void ledger::reset() { *this = ledger{}; }

void ledger::start() { start_ns_ = now_ns(); }

std::string ledger::report() const {
  const auto at = [&](std::size_t percent) -> boost::json::value {
    if (times_ns_.empty()) return nullptr;
    const auto index = (times_ns_.size() - 1) * percent / 100;
    return static_cast<double>(times_ns_[index] - start_ns_) / 1e6;
  };
  return boost::json::serialize(boost::json::object{{"messages", times_ns_.size()},
                                                    {"chats", last_.size()},
                                                    {"duplicates", duplicates_},
                                                    {"disorder", disorder_},
                                                    {"unreadable", unreadable_},
                                                    {"tenth_ms", at(10)},
                                                    {"nine_tenths_ms", at(90)},
                                                    {"last_ms", at(100)},
                                                    {"cpu_s", processor_s()}});
}

} // namespace switchboard::bench
