#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

#include <charconv>
#include <string_view>

namespace switchboard::storage {
namespace {

template <class Number>
Number number_in(const pqxx::field& from) {
  Number value{};
  const char* end = from.c_str() + from.size();
  auto [rest, problem] = std::from_chars(from.c_str(), end, value);
  if (problem != std::errc{} || rest != end)
    throw pqxx::conversion_error{std::string{"not a number in column "} + from.name()};
  return value;
}

template <class Number>
void read_number(const pqxx::field& from, Number& to) {
  to = from.is_null() ? Number{} : number_in<Number>(from);
}

} // namespace

row_reader& row_reader::operator>>(std::int64_t& to) {
  read_number(next(), to);
  return *this;
}

row_reader& row_reader::operator>>(std::int32_t& to) {
  read_number(next(), to);
  return *this;
}

row_reader& row_reader::operator>>(std::optional<std::int32_t>& to) {
  auto field = next();
  to.reset();
  if (!field.is_null()) to = number_in<std::int32_t>(field);
  return *this;
}

row_reader& row_reader::operator>>(bool& to) {
  to = std::string_view{next().c_str()} == "t";
  return *this;
}

row_reader& row_reader::operator>>(std::string& to) {
  auto field = next();
  to.assign(field.c_str(), field.size());
  return *this;
}

row_reader& row_reader::operator>>(timestamp& to) {
  std::int64_t ms = 0;
  *this >> ms;
  to = timestamp{std::chrono::milliseconds{ms}};
  return *this;
}

row_reader& row_reader::operator>>(std::optional<timestamp>& to) {
  auto field = next();
  to.reset();
  if (!field.is_null()) to = timestamp{std::chrono::milliseconds{number_in<std::int64_t>(field)}};
  return *this;
}

row_reader& row_reader::operator>>(std::optional<double>& to) {
  auto field = next();
  to.reset();
  if (!field.is_null()) to = number_in<double>(field);
  return *this;
}

row_reader& row_reader::operator>>(std::vector<std::string>& to) {
  using juncture = pqxx::array_parser::juncture;
  auto field = next();
  to.clear();
  auto parser = field.as_array();
  for (auto part = parser.get_next(); part.first != juncture::done; part = parser.get_next())
    if (part.first == juncture::string_value) to.push_back(std::move(part.second));
  return *this;
}

std::vector<std::int64_t> row_reader::numbers() {
  std::vector<std::string> parts;
  *this >> parts;
  std::vector<std::int64_t> all;
  all.reserve(parts.size());
  for (const auto& part : parts) all.push_back(std::stoll(part));
  return all;
}

row_reader& row_reader::bytes(std::string& to) {
  auto field = next();
  to = field.is_null() ? std::string{} : pqxx::binarystring{field}.str();
  return *this;
}

std::string epoch_ms(const std::string& column) {
  return "(extract(epoch from " + column + ") * 1000)::bigint";
}

std::string sql_time(timestamp at) { return to_rfc3339(at); }

} // namespace switchboard::storage
