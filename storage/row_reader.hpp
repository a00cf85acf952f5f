#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"

#include <pqxx/result>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace switchboard::storage {

/// Takes the columns of a row from left to right: `row_reader{row} >> a >> b;`. NULL is read as
/// zero, an empty text or an absent optional. Times are selected as `epoch_ms(column)`.
class row_reader {
public:
  explicit row_reader(const pqxx::row& from) : row_(from) {}

  row_reader& operator>>(std::int64_t& to);
  row_reader& operator>>(std::int32_t& to);
  row_reader& operator>>(std::optional<std::int32_t>& to);
  row_reader& operator>>(bool& to);
  row_reader& operator>>(std::string& to);
  row_reader& operator>>(timestamp& to);
  row_reader& operator>>(std::optional<timestamp>& to);
  row_reader& operator>>(std::optional<double>& to);
  /// An array's elements, as texts.
  row_reader& operator>>(std::vector<std::string>& to);
  /// A bytea's bytes.
  row_reader& bytes(std::string& to);

  template <class Tag>
  row_reader& operator>>(id_of<Tag>& to) {
    return *this >> to.value;
  }
  template <class Enum>
  requires std::is_enum_v<Enum> row_reader& operator>>(Enum& to) {
    std::int64_t number = 0;
    *this >> number;
    to = static_cast<Enum>(number);
    return *this;
  }
  template <class Enum>
  requires std::is_enum_v<Enum> row_reader& operator>>(std::optional<Enum>& to) {
    std::optional<std::int32_t> number;
    *this >> number;
    to.reset();
    if (number) to = static_cast<Enum>(*number);
    return *this;
  }
  /// An array of numbers.
  template <class Tag>
  row_reader& operator>>(std::vector<id_of<Tag>>& to) {
    to.clear();
    for (auto value : numbers()) to.push_back(id_of<Tag>{value});
    return *this;
  }

private:
  pqxx::field next() { return row_[column_++]; }
  std::vector<std::int64_t> numbers();

  const pqxx::row& row_;
  pqxx::row_size_type column_ = 0;
};

/// SQL for a time in milliseconds since 1970.
std::string epoch_ms(const std::string& column);

/// For parameters: the time as PostgreSQL reads it.
std::string sql_time(timestamp at);

} // namespace switchboard::storage
