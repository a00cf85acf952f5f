#pragma once

// What libpqxx 6 calls a connection, declared without its headers.
namespace pqxx {
class connect_direct;
template <typename Policy>
class basic_connection_base;
using connection = basic_connection_base<connect_direct>;
} // namespace pqxx
