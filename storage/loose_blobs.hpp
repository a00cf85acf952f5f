#pragma once

#include "config/clock.hpp"
#include "storage/connection.hpp"

#include <string>
#include <vector>

/// Blobs that may have lost their last use. Nothing counts uses: whoever takes one away writes the
/// blob down in the same transaction, and it is removed later if nothing refers to it any more.
namespace switchboard::storage {

/// Nothing for an empty id. Within the transaction that takes a use away.
void loosen_blob(pqxx::transaction_base& tx, const std::string& blob, timestamp now);

/// Blobs that are due, at most `limit`, as 64 hexadecimal digits; those still in use are forgotten
/// here and not given.
std::vector<std::string> unused_blobs(pqxx::connection& db, timestamp now, int limit);
/// They are removed from the disk.
void forget_blobs(pqxx::connection& db, const std::vector<std::string>& blobs);
/// They were too young to be removed: again at `due`.
void spare_blobs(pqxx::connection& db, const std::vector<std::string>& blobs, timestamp due);

} // namespace switchboard::storage
