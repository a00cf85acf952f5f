#include "storage/binary_arrays.hpp"

#include <bit>
#include <cstring>

namespace switchboard::storage {
namespace {

// Type numbers of PostgreSQL's catalogue (pg_type.dat); they never change.
constexpr std::uint32_t bool_type = 16;
constexpr std::uint32_t bytea_type = 17;
constexpr std::uint32_t int8_type = 20;
constexpr std::uint32_t int2_type = 21;
constexpr std::uint32_t int4_type = 23;
constexpr std::uint32_t text_type = 25;
constexpr std::uint32_t float8_type = 701;
constexpr std::uint32_t timestamptz_type = 1184;

// Dimensions, has-null flag, element type, length, lower bound; 32 bits each.
constexpr std::size_t header_size = 20;
constexpr std::uint32_t null_length = 0xffffffff;

// PostgreSQL counts microseconds since 2000-01-01.
constexpr timestamp postgres_epoch{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};

std::uint64_t big_endian(std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::little) return __builtin_bswap64(value);
  return value;
}

void append(std::string& to, std::uint64_t value, std::size_t size) {
  std::uint64_t wire = big_endian(value << (8 * (8 - size)));
  to.append(reinterpret_cast<const char*>(&wire), size);
}

void put(std::string& at, std::size_t offset, std::uint32_t value) {
  std::uint64_t wire = big_endian(std::uint64_t{value} << 32);
  std::memcpy(at.data() + offset, &wire, 4);
}

std::uint64_t microseconds(timestamp at) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(at - postgres_epoch).count());
}

} // namespace

binary_arrays::column& binary_arrays::next(std::uint32_t element_type) {
  if (cursor_ == columns_.size()) columns_.emplace_back();
  auto& made = columns_[cursor_++];
  if (made.bytes.empty()) {
    made.bytes.resize(header_size);
    put(made.bytes, 8, element_type);
  }
  return made;
}

binary_arrays& binary_arrays::fixed(std::uint32_t element_type, std::uint64_t value,
                                    std::size_t size) {
  auto& bytes = next(element_type).bytes;
  append(bytes, size, 4);
  append(bytes, value, size);
  return *this;
}

binary_arrays& binary_arrays::variable(std::uint32_t element_type, std::string_view value) {
  auto& bytes = next(element_type).bytes;
  append(bytes, value.size(), 4);
  bytes.append(value);
  return *this;
}

binary_arrays& binary_arrays::null(std::uint32_t element_type) {
  auto& column = next(element_type);
  append(column.bytes, null_length, 4);
  column.has_null = true;
  return *this;
}

binary_arrays& binary_arrays::operator<<(std::int64_t value) {
  return fixed(int8_type, static_cast<std::uint64_t>(value), 8);
}

binary_arrays& binary_arrays::operator<<(std::int32_t value) {
  return fixed(int4_type, static_cast<std::uint32_t>(value), 4);
}

binary_arrays& binary_arrays::operator<<(std::int16_t value) {
  return fixed(int2_type, static_cast<std::uint16_t>(value), 2);
}

binary_arrays& binary_arrays::operator<<(bool value) { return fixed(bool_type, value ? 1 : 0, 1); }

binary_arrays& binary_arrays::operator<<(std::string_view text) {
  return variable(text_type, text);
}

binary_arrays& binary_arrays::operator<<(timestamp at) {
  return fixed(timestamptz_type, microseconds(at), 8);
}

binary_arrays& binary_arrays::operator<<(const std::optional<timestamp>& at) {
  return at ? *this << *at : null(timestamptz_type);
}

binary_arrays& binary_arrays::operator<<(const std::optional<double>& value) {
  return value ? fixed(float8_type, std::bit_cast<std::uint64_t>(*value), 8) : null(float8_type);
}

binary_arrays& binary_arrays::bytes(const std::optional<std::string>& value) {
  return value ? variable(bytea_type, *value) : null(bytea_type);
}

binary_arrays& binary_arrays::or_null(std::int64_t id) {
  return id != 0 ? *this << id : null(int8_type);
}

void binary_arrays::end_row() {
  cursor_ = 0;
  ++rows_;
}

void binary_arrays::clear() {
  for (auto& column : columns_) {
    column.bytes.clear();
    column.has_null = false;
  }
  cursor_ = 0;
  rows_ = 0;
}

std::vector<pqxx::binarystring> binary_arrays::take() {
  std::vector<pqxx::binarystring> out;
  out.reserve(columns_.size());
  for (auto& column : columns_) {
    put(column.bytes, 0, 1);
    put(column.bytes, 4, column.has_null ? 1 : 0);
    put(column.bytes, 12, static_cast<std::uint32_t>(rows_));
    put(column.bytes, 16, 1);
    out.emplace_back(column.bytes.data(), column.bytes.size());
  }
  clear();
  return out;
}

pqxx::binarystring array_of_no_ids() {
  // Of no dimensions; the element type alone follows.
  constexpr std::size_t empty_size = 12;
  std::string bytes(empty_size, '\0');
  put(bytes, 8, int8_type);
  return pqxx::binarystring{bytes};
}

std::string text_array(const std::vector<std::string>& values) {
  std::string out = "{";
  for (const auto& value : values) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out += '}';
}

} // namespace switchboard::storage
