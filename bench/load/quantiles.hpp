#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <vector>

namespace switchboard::bench {

/// Latencies in nanoseconds, every one of them kept: quantiles are exact.
using latencies = std::vector<std::int64_t>;

/// p50_ms, p90_ms, p99_ms and max_ms, null where there is nothing; sorts `all`.
boost::json::object quantiles(latencies& all);

} // namespace switchboard::bench
