#pragma once

#include <boost/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard::protocols {

namespace json = boost::json;

/// What a platform sent, read into memory of its own: small texts need no allocation at all.
/// Never throws on what the text holds. Broken UTF-8 and halves of surrogate pairs read as
/// U+FFFD.
class json_document {
public:
  /// Deeper nesting is refused: no platform comes near it, and reading must not exhaust the stack.
  static constexpr std::size_t max_depth = 128;

  explicit json_document(std::string_view text);
  json_document(const json_document&) = delete;
  json_document& operator=(const json_document&) = delete;

  /// Null when the text is not JSON.
  const json::value* root() const { return root_ ? &*root_ : nullptr; }
  /// Null when the text is not a JSON object.
  const json::object* object() const { return root_ ? root_->if_object() : nullptr; }
  /// The text was not quite JSON and was mended.
  bool repaired() const { return repaired_; }

private:
  bool read(std::string_view text);

  std::array<unsigned char, 8 * 1024> first_block_;
  json::monotonic_resource memory_;
  std::optional<json::value> root_;
  bool repaired_ = false;
};

/// Fields of an object by name. Absent and of another type are the same: nothing.
const json::object* object_at(const json::object& from, std::string_view name);
const json::array* array_at(const json::object& from, std::string_view name);
/// Empty when it is not a string; lives as long as `from`.
std::string_view text_at(const json::object& from, std::string_view name);
std::optional<std::int64_t> integer_at(const json::object& from, std::string_view name);
std::optional<double> number_at(const json::object& from, std::string_view name);
/// Takes 0 and 1 for what they mean.
std::optional<bool> boolean_at(const json::object& from, std::string_view name);

} // namespace switchboard::protocols
