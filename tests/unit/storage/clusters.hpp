#pragma once

#include "storage/embedded.hpp"

#include <cstdint>
#include <string>

/// Data folders for tests that kill and start embedded databases.
namespace switchboard::test {

/// The first value of the first row.
std::int64_t asked(const storage::embedded_database& of, const std::string& sql);
void told(const storage::embedded_database& of, const std::string& sql);

/// Puts a copy of a cluster, made once per process and stopped in order, into the data folder.
/// It has one table, `kept`, with one row: 42.
void copy_cluster_into(const std::string& data_dir);

} // namespace switchboard::test
