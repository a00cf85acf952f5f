#include "http/ops/health.hpp"

#include "http/api/problem.hpp"
#include "http/core/await.hpp"
#include "storage/accounts.hpp"
#include "storage/pool.hpp"

namespace switchboard::http {

namespace {

constexpr std::chrono::seconds database_limit{1};

response ok() {
  response out;
  out.content_type = "application/json";
  out.body = R"({"status":"ok"})";
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

} // namespace

response alive() { return ok(); }

task<response> ready(storage::pool& pool) {
  // Reads a table, so a database without our schema is not ready either.
  auto probe = [](pqxx::connection& db) -> result<bool> {
    return !storage::find_session(db, std::string(32, '\0'), timestamp{}).has_value();
  };
  auto answered = co_await await_within<bool>(
      database_limit, [&pool, probe](auto done) { pool.run("readiness", probe, done); });
  if (!answered) co_return to_response(fail(errc::unavailable, "The database does not answer."));
  co_return ok();
}

} // namespace switchboard::http
