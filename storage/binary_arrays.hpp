#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"

#include <pqxx/binarystring>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace switchboard::storage {

/// Rows turned into one binary PostgreSQL array per column, to be unnested by a statement: a
/// statement per kind of row instead of one per row, and no number is printed or parsed.
///
/// `rows << a << b; rows.end_row();` The first row decides the types of the columns.
class binary_arrays {
public:
  binary_arrays& operator<<(std::int64_t value);
  binary_arrays& operator<<(std::int32_t value);
  binary_arrays& operator<<(std::int16_t value);
  binary_arrays& operator<<(bool value);
  binary_arrays& operator<<(std::string_view text);
  binary_arrays& operator<<(const std::string& text) { return *this << std::string_view{text}; }
  binary_arrays& operator<<(timestamp at);
  binary_arrays& operator<<(const std::optional<timestamp>& at);
  binary_arrays& operator<<(const std::optional<double>& value);
  /// As bytea.
  binary_arrays& bytes(const std::optional<std::string>& value);
  /// As NULL where the id is none.
  binary_arrays& or_null(std::int64_t id);

  template <class Tag>
  binary_arrays& operator<<(id_of<Tag> id) {
    return *this << id.value;
  }
  template <class Tag>
  binary_arrays& or_null(id_of<Tag> id) {
    return or_null(id.value);
  }
  /// Enums are stored as smallint.
  template <class Enum>
  requires std::is_enum_v<Enum> binary_arrays& operator<<(Enum value) {
    return *this << static_cast<std::int16_t>(value);
  }

  void end_row();
  std::size_t rows() const noexcept { return rows_; }

  /// Starts anew, keeping the memory.
  void clear();
  /// One parameter per column; starts anew, keeping the memory.
  std::vector<pqxx::binarystring> take();

private:
  struct column {
    std::string bytes;
    bool has_null = false;
  };

  column& next(std::uint32_t element_type);
  binary_arrays& fixed(std::uint32_t element_type, std::uint64_t value, std::size_t size);
  binary_arrays& variable(std::uint32_t element_type, std::string_view value);
  binary_arrays& null(std::uint32_t element_type);

  std::vector<column> columns_;
  std::size_t cursor_ = 0;
  std::size_t rows_ = 0;
};

/// The values as one array parameter; there must be at least one.
template <class Value>
pqxx::binarystring array_of(const std::vector<Value>& values) {
  binary_arrays rows;
  for (const auto& value : values) {
    rows << value;
    rows.end_row();
  }
  return rows.take().front();
}

/// No ids, as an array parameter.
pqxx::binarystring array_of_no_ids();

/// Ids as one array parameter; there may be none.
template <class Tag>
pqxx::binarystring array_of(const std::vector<id_of<Tag>>& ids) {
  if (ids.empty()) return array_of_no_ids();
  binary_arrays rows;
  for (auto id : ids) {
    rows << id;
    rows.end_row();
  }
  return rows.take().front();
}

/// Texts as one element of a column: an array written as text, to be cast with `::text[]`.
std::string text_array(const std::vector<std::string>& values);

} // namespace switchboard::storage
