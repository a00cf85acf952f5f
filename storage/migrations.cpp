#include "storage/migrations.hpp"

#include "config/log.hpp"
#include "storage/link.hpp"
#include "storage/schema.hpp"

#include <pqxx/pqxx>

#include <chrono>
#include <thread>

namespace switchboard::storage {
namespace {

using clock = std::chrono::steady_clock;

/// How long a server that is starting up (or recovering) is waited for.
constexpr std::chrono::seconds patience{10};

// Any number, as long as no other program of ours takes it: "switchbo" in ASCII.
constexpr const char* lock_sql = "SELECT pg_advisory_lock(8319396858118988399)";

constexpr const char* history_sql =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " version integer PRIMARY KEY, name text NOT NULL,"
    " applied_at timestamptz NOT NULL DEFAULT now())";

constexpr const char* current_sql = "SELECT coalesce(max(version), 0) FROM schema_migrations";

constexpr const char* record_sql = "INSERT INTO schema_migrations (version, name) VALUES ($1, $2)";

// Building an index on a large table takes as long as it takes.
constexpr const char* no_limit_sql = "SET statement_timeout = 0";

std::unique_ptr<pqxx::connection> connect_patiently(const std::string& url) {
  const auto deadline = clock::now() + patience;
  while (true) {
    try {
      return connect(url);
    } catch (const pqxx::broken_connection&) {
      if (clock::now() >= deadline) throw;
      std::this_thread::sleep_for(reconnect_pause);
    }
  }
}

void apply(pqxx::connection& db, const migration& next) {
  pqxx::work tx{db};
  tx.exec(next.sql);
  tx.exec_params(record_sql, next.version, next.name);
  tx.commit();
  log::info("schema migrated", {{"version", next.version}, {"name", next.name}});
}

error too_new(int found) {
  return fail(errc::bad_settings, "The database has schema version " + std::to_string(found) +
                                      ", this program knows versions up to " +
                                      std::to_string(schema_version()) +
                                      ". Start the newer program that made it.");
}

} // namespace

int schema_version() { return all_migrations().back().version; }

result<int> migrate(const std::string& database_url) {
  try {
    auto db = connect_patiently(database_url);
    {
      pqxx::nontransaction session{*db};
      session.exec(no_limit_sql);
      session.exec(lock_sql);
      session.exec(history_sql);
    }
    int found = 0;
    {
      pqxx::nontransaction ask{*db};
      found = ask.exec1(current_sql)[0].as<int>();
    }
    if (found > schema_version()) return too_new(found);
    for (const auto& next : all_migrations())
      if (next.version > found) apply(*db, next);
    return schema_version();
  } catch (const std::exception&) {
    auto code =
        remedy_for_current_exception() == remedy::reconnect ? errc::unavailable : errc::internal;
    return fail(code, "The database cannot be used: " + words_of_current_exception());
  }
}

} // namespace switchboard::storage
