#pragma once

#include <pqxx/pqxx>

#include <cstdint>
#include <limits>
#include <string>

namespace switchboard::storage {

/// Where a page read backwards begins: `before` is the key of the last row seen, 0 = from the top.
inline std::int64_t upper_bound(std::int64_t before) {
  return before != 0 ? before : std::numeric_limits<std::int64_t>::max();
}

/// Asks what is asked so often that planning it would cost more than doing it: a connection plans
/// it once. Saying it again to a connection that knows it costs nothing. `name` is the question's
/// own among all of the program.
template <class... Values>
pqxx::result ask_prepared(pqxx::connection& db, const char* name, const std::string& sql,
                          const Values&... values) {
  db.prepare(name, sql);
  pqxx::nontransaction ask{db};
  return ask.exec_prepared(name, values...);
}

} // namespace switchboard::storage
