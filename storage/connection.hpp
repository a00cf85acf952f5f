#pragma once

/// What libpqxx 6 calls a connection, and a transaction, declared without its headers, so that who
/// calls storage need not include them.
namespace pqxx {
class connect_direct;
template <typename Policy>
class basic_connection_base;
class transaction_base;
using connection = basic_connection_base<connect_direct>;
} // namespace pqxx
