#include "config/ids.hpp"

#include <atomic>
#include <charconv>
#include <chrono>

namespace switchboard {

namespace {

constexpr unsigned counter_bits = 13;
constexpr unsigned node_bits = 8;
constexpr std::uint64_t counter_mask = (1u << counter_bits) - 1;

std::atomic<std::uint64_t> node_number{0};
/// Milliseconds and counter in one number, so that "one more" carries into the next millisecond.
std::atomic<std::uint64_t> last_tick{0};

constexpr auto era = std::chrono::sys_days{std::chrono::year{2024} / std::chrono::January / 1};

std::uint64_t milliseconds_of_our_era() {
  using namespace std::chrono;
  auto passed = duration_cast<milliseconds>(std::chrono::system_clock::now() - era).count();
  return passed > 0 ? static_cast<std::uint64_t>(passed) : 0;
}

} // namespace

std::optional<std::int64_t> parse_id_value(std::string_view text) {
  if (text.empty() || text.front() < '1' || text.front() > '9') return std::nullopt;
  std::int64_t value = 0;
  auto end = text.data() + text.size();
  auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return value;
}

void set_node(std::uint8_t node) { node_number.store(node, std::memory_order_relaxed); }

std::int64_t next_id() {
  auto now = milliseconds_of_our_era() << counter_bits;
  auto last = last_tick.load(std::memory_order_relaxed);
  std::uint64_t tick = 0;
  do {
    tick = now > last ? now : last + 1;
  } while (!last_tick.compare_exchange_weak(last, tick, std::memory_order_relaxed));
  auto millis = tick >> counter_bits;
  auto id = (millis << (counter_bits + node_bits)) |
            (node_number.load(std::memory_order_relaxed) << counter_bits) | (tick & counter_mask);
  return static_cast<std::int64_t>(id);
}

std::chrono::milliseconds made_at(std::int64_t id) {
  return era.time_since_epoch() + std::chrono::milliseconds{id >> (counter_bits + node_bits)};
}

} // namespace switchboard
