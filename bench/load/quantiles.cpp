#include "bench/load/quantiles.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace switchboard::bench {

boost::json::object quantiles(latencies& all) {
  std::sort(all.begin(), all.end());
  const auto at = [&](double q) -> boost::json::value {
    if (all.empty()) return nullptr;
    const auto rank = std::ceil(q * static_cast<double>(all.size()));
    const auto index = std::max<std::size_t>(1, static_cast<std::size_t>(rank)) - 1;
    return static_cast<double>(all[index]) / 1e6;
  };
  return {{"p50_ms", at(0.5)}, {"p90_ms", at(0.9)}, {"p99_ms", at(0.99)}, {"max_ms", at(1)}};
}

} // namespace switchboard::bench
