#include "bench/load/report.hpp"

#include <boost/json.hpp>

namespace switchboard::bench {

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
