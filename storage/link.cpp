#include "storage/link.hpp"

#include <poll.h>

#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <array>
#include <cstring>
#include <string_view>

namespace switchboard::storage {
namespace {

/// What the address may leave to us. A value given in the address wins.
struct default_option {
  const char* keyword;
  const char* value;
};
constexpr default_option default_options[] = {
    {"connect_timeout", "2"},
    {"application_name", "switchboard"},
    // A peer that fell off the network is noticed within seconds, not hours.
    {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "15000"},
};

// Every statement of ours finds its rows by an index; a plan made while tables are small or
// statistics old must not say otherwise for the life of the connection.
constexpr const char* session_settings =
    "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; "
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; "
    "SET jit = off; SET client_min_messages = error; SET client_encoding = 'UTF8'";
static_assert(connect_limit_s == 2 && statement_limit == std::chrono::seconds{30});

// A server that waits for a lock notices that we are gone (PostgreSQL 14 and newer).
constexpr int first_with_connection_check = 140'000;
constexpr const char* connection_check = "SET client_connection_check_interval = 500";

std::string quoted(std::string_view value) {
  std::string out = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out += '\'';
}

struct options_deleter {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

const char* default_for(const char* keyword) {
  for (const auto& option : default_options)
    if (std::strcmp(option.keyword, keyword) == 0) return option.value;
  return nullptr;
}

/// The address (a URI or keyword=value words) with our defaults for what it leaves open.
std::string completed(const std::string& url) {
  char* problem = nullptr;
  std::unique_ptr<PQconninfoOption, options_deleter> options{
      PQconninfoParse(url.c_str(), &problem)};
  if (!options) {
    std::string why = problem ? problem : "it cannot be read";
    PQfreemem(problem);
    throw pqxx::failure{"bad database address: " + why};
  }
  std::string out;
  for (const auto* option = options.get(); option->keyword; ++option) {
    const char* value = option->val ? option->val : default_for(option->keyword);
    if (value) out += std::string{option->keyword} + '=' + quoted(value) + ' ';
  }
  return out;
}

bool is_any_of(std::string_view state, std::initializer_list<std::string_view> classes) {
  for (auto prefix : classes)
    if (state.substr(0, prefix.size()) == prefix) return true;
  return false;
}

remedy remedy_for_state(std::string_view state) {
  // No SQLSTATE: libpq's own words, which means that the connection broke.
  if (state.empty()) return remedy::reconnect;
  if (is_any_of(state, {"40"})) return remedy::repeat;
  // Connection, resources (disk full, memory, connections), operator's intervention (shutdown,
  // statement_timeout), lock not available, system error, read-only after a failover.
  if (is_any_of(state, {"08", "53", "57", "55P03", "58", "25006"})) return remedy::reconnect;
  return remedy::give_up;
}

} // namespace

std::unique_ptr<pqxx::connection> connect(const std::string& url) {
  auto db = std::make_unique<pqxx::connection>(completed(url));
  pqxx::nontransaction setup{*db};
  setup.exec(session_settings);
  if (db->server_version() >= first_with_connection_check) setup.exec(connection_check);
  return db;
}

bool went_stale(const pqxx::connection& db) noexcept {
  if (!db.is_open()) return true;
  pollfd socket{db.sock(), POLLIN | POLLRDHUP, 0};
  return ::poll(&socket, 1, 0) != 0;
}

remedy remedy_for_current_exception() noexcept {
  try {
    throw;
  } catch (const pqxx::in_doubt_error&) {
    return remedy::reconnect;
  } catch (const pqxx::broken_connection&) {
    return remedy::reconnect;
  } catch (const pqxx::statement_completion_unknown&) {
    return remedy::reconnect;
  } catch (const pqxx::transaction_rollback&) {
    return remedy::repeat;
  } catch (const pqxx::integrity_constraint_violation&) {
    return remedy::give_up;
  } catch (const pqxx::data_exception&) {
    return remedy::give_up;
  } catch (const pqxx::insufficient_resources&) {
    return remedy::reconnect;
  } catch (const pqxx::sql_error& e) {
    return remedy_for_state(e.sqlstate());
  } catch (...) {
    return remedy::give_up;
  }
}

std::string words_of_current_exception() {
  try {
    throw;
  } catch (const std::exception& e) {
    // PostgreSQL puts values into DETAIL and CONTEXT; the first line says what went wrong.
    std::string_view words = e.what();
    return std::string{words.substr(0, words.find('\n'))};
  } catch (...) {
    return "an exception of an unknown type";
  }
}

} // namespace switchboard::storage
