#include "protocols/json.hpp"

#include "protocols/text.hpp"

namespace switchboard::protocols {

// The block is written before it is read, so it stays uninitialised on purpose.
json_document::json_document(std::string_view text)
    : memory_(first_block_.data(), first_block_.size()) {
  if (read(text)) return;
  const std::string mended = repair_json(text);
  repaired_ = mended != text && read(mended);
}

bool json_document::read(std::string_view text) {
  std::array<unsigned char, 2 * 1024> scratch;
  json::parse_options options;
  options.max_depth = max_depth;
  json::parser parser({}, options, scratch.data(), scratch.size());
  parser.reset(&memory_);
  boost::system::error_code problem;
  parser.write(text.data(), text.size(), problem);
  if (problem) return false;
  root_.emplace(parser.release());
  return true;
}

const json::object* object_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value ? value->if_object() : nullptr;
}

const json::array* array_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value ? value->if_array() : nullptr;
}

std::string_view text_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

std::optional<std::int64_t> integer_at(const json::object& from, std::string_view name) {
  // A number above 2^63 is read as another type, so it is nothing here.
  const auto* value = from.if_contains(name);
  const auto* number = value ? value->if_int64() : nullptr;
  return number ? std::optional(*number) : std::nullopt;
}

std::optional<double> number_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = value->if_double()) return *number;
  if (const auto* number = value->if_int64()) return static_cast<double>(*number);
  return std::nullopt;
}

std::optional<bool> boolean_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* truth = value->if_bool()) return *truth;
  const auto* number = value->if_int64();
  if (number && (*number == 0 || *number == 1)) return *number == 1;
  return std::nullopt;
}

} // namespace switchboard::protocols
