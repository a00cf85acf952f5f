#include "bench/load/report.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace switchboard::bench {

namespace {

/// Quantiles of `all` in milliseconds, null where there is none; sorts `all`.
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

} // namespace

std::string to_json(report& what) {
  boost::json::object out;
  out["ok_per_s"] = what.seconds > 0 ? static_cast<double>(what.ok) / what.seconds : 0;
  out["ok"] = what.ok;
  out["ok_total"] = what.ok_total;
  auto& refused = out["refused"].emplace_object();
  for (const auto& [status, times] : what.refused) refused[std::to_string(status)] = times;
  out["broken"] = what.broken;
  out["unanswered"] = what.unanswered;
  out["late"] = what.late;
  out["next"] = what.next;
  out["cpu_s"] = what.cpu_s;
  out["seconds"] = what.seconds;
  for (auto& [name, value] : quantiles(what.ok_latency)) out[name] = value;
  if (what.watched) {
    auto live = quantiles(what.seen);
    live["expected"] = what.expected;
    live["seen"] = what.seen.size();
    out["live"] = std::move(live);
  }
  return boost::json::serialize(out);
}

} // namespace switchboard::bench
