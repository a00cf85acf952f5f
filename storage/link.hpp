#pragma once

#include "storage/connection.hpp"

#include <chrono>
#include <memory>
#include <string>

/// How this program connects to PostgreSQL, and what a failure of it means.
namespace switchboard::storage {

/// How long after a failed attempt the next connection may be tried.
inline constexpr std::chrono::milliseconds reconnect_pause{250};
/// How long one attempt may take, in seconds.
inline constexpr int connect_limit_s = 2;
/// How long one statement may take.
inline constexpr std::chrono::seconds statement_limit{30};

/// Connects with our limits and planner settings. Throws pqxx::broken_connection when the
/// database cannot be reached, pqxx::failure when the address cannot be read.
std::unique_ptr<pqxx::connection> connect(const std::string& url);

/// Whether the other side hung up (or said a last word) while the connection lay idle. Costs one
/// system call and saves the first job after a restart of the database.
bool went_stale(const pqxx::connection& db) noexcept;

/// What to do about a failed statement.
enum class remedy {
  reconnect, ///< the database is away, or it is not known what became of the transaction
  repeat,    ///< lost against another transaction: the same again will do
  give_up,   ///< the statement or its values are at fault
};

/// To be called inside a catch block: what the exception in flight means.
remedy remedy_for_current_exception() noexcept;

/// Its words, for the log; never the values of the statement.
std::string words_of_current_exception();

} // namespace switchboard::storage
