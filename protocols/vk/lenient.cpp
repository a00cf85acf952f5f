#include "protocols/vk/lenient.hpp"

#include "protocols/text.hpp"

#include <charconv>
#include <limits>

namespace switchboard::protocols::vk {

std::optional<std::int64_t> whole(const json::value* value) {
  if (value == nullptr) return std::nullopt;
  if (const auto* number = value->if_int64()) return *number;
  const auto* text = value->if_string();
  if (text == nullptr || text->empty()) return std::nullopt;
  std::int64_t number = 0;
  const char* last = text->data() + text->size();
  const auto [end, problem] = std::from_chars(text->data(), last, number);
  if (problem != std::errc{} || end != last) return std::nullopt;
  return number;
}

std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name) {
  return whole(from.if_contains(name));
}

std::int32_t small_at(const json::object& from, std::string_view name) {
  const auto number = whole_at(from, name).value_or(0);
  return number > 0 && number <= std::numeric_limits<std::int32_t>::max()
             ? static_cast<std::int32_t>(number)
             : 0;
}

bool truth_at(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr) return false;
  if (const auto* truth = value->if_bool()) return *truth;
  return whole(value).value_or(0) != 0;
}

std::string id_at(const json::object& from, std::string_view name) {
  const auto id = whole_at(from, name);
  return id && *id > 0 ? std::to_string(*id) : std::string{};
}

std::string clean_at(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  return text.find('\0') == std::string_view::npos ? std::string{text} : storable(text);
}

timestamp time_at(const json::object& from, std::string_view name) {
  constexpr std::int64_t year_10000 = 253'402'300'800;
  const auto seconds = whole_at(from, name);
  if (!seconds || *seconds <= 0 || *seconds >= year_10000) return {};
  return timestamp{std::chrono::seconds{*seconds}};
}

const json::object* first_object(const json::array& list) {
  return list.empty() ? nullptr : list.front().if_object();
}

} // namespace switchboard::protocols::vk
