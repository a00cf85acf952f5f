#include "http/api/perform.hpp"

#include "config/log.hpp"
#include "http/api/access.hpp"
#include "http/api/parameters.hpp"
#include "http/ops/metrics.hpp"

#include <boost/json.hpp>

#include <chrono>

namespace switchboard::http {

namespace json = boost::json;

namespace {

std::optional<problem> check(call& c, const path_ids& ids, json::object& given) {
  for (const auto& [name, text] : ids) {
    if (!parse_id_value(text)) return problem{fail(errc::not_found)};
    c.params[name] = json::string_view{text};
  }
  auto rated = check_rate(c);
  if (!rated) return problem{rated.error()};
  auto allowed = check_access(c);
  if (!allowed) return problem{allowed.error()};
  if (auto bad = check_parameters(c.op, given)) return bad;
  for (auto& member : given) c.params[member.key()] = std::move(member.value());
  return std::nullopt;
}

/// Actors know people by id; their names are in the snapshot.
error with_name(const call& c, error refused) {
  if (refused.person == 0 || !refused.person_name.empty() || !c.project) return refused;
  const auto found = c.project->members.find(person_id{refused.person});
  if (found != c.project->members.end()) refused.person_name = found->second.name;
  return refused;
}

/// Apart from perform because no coroutine may await inside a catch.
task<performed> run(call& c) {
  performed out;
  try {
    auto made = co_await c.op.run(c);
    if (made.has_value())
      out.value = std::move(*made);
    else
      out.wrong = problem{with_name(c, made.error())};
  } catch (const std::exception& failed) {
    out.wrong = problem{fail(errc::internal, failed.what())};
  }
  co_return out;
}

void report(const call& c, const performed& what, std::string_view request_id,
            std::chrono::steady_clock::duration took) {
  const int status = what.status(c.op);
  const std::chrono::duration<double> seconds = took;
  c.env.metrics.operation(c.op, status, seconds.count());
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  const person_id person = c.caller ? c.who() : person_id{};
  if (status >= 500) {
    const auto& why = what.wrong->first();
    log::warn("operation failed", {{"operation", c.op.name},
                                   {"status", status},
                                   {"ms", ms},
                                   {"request", request_id},
                                   {"person", person},
                                   {"code", row_of(why.code).code},
                                   {"reason", why.detail}});
  } else if (log::enabled(log::level::debug)) {
    log::debug("operation", {{"operation", c.op.name},
                             {"status", status},
                             {"ms", ms},
                             {"request", request_id},
                             {"person", person}});
  }
}

} // namespace

task<performed> perform(call& c, const path_ids& ids, json::object given,
                        std::string_view request_id) {
  const auto begun = std::chrono::steady_clock::now();
  performed out;
  out.wrong = check(c, ids, given);
  if (!out.wrong) out = co_await run(c);
  report(c, out, request_id, std::chrono::steady_clock::now() - begun);
  co_return out;
}

} // namespace switchboard::http
