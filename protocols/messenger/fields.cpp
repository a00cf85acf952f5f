#include "protocols/messenger/fields.hpp"

#include "protocols/text.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace switchboard::protocols::facebook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_graphic(char c) { return static_cast<unsigned char>(c) > ' '; }

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  if (problem != std::errc{} || end != last) return std::nullopt;
  return number;
}

} // namespace

std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name) {
  if (const auto number = integer_at(from, name)) return number;
  return number_in<std::int64_t>(text_at(from, name));
}

std::optional<double> decimal_at(const json::object& from, std::string_view name) {
  auto number = number_at(from, name);
  if (!number) number = number_in<double>(text_at(from, name));
  return number && std::isfinite(*number) ? number : std::nullopt;
}

std::string id_at(const json::object& from, std::string_view name) {
  if (const auto number = integer_at(from, name))
    return *number > 0 ? std::to_string(*number) : std::string{};
  const auto text = text_at(from, name);
  const bool decimal = !text.empty() && text.size() <= 19 && text.front() != '0' &&
                       std::all_of(text.begin(), text.end(), is_digit);
  return decimal ? std::string{text} : std::string{};
}

timestamp time_at(const json::object& from, std::string_view name) {
  constexpr std::int64_t least_in_milliseconds = 100'000'000'000;
  constexpr std::int64_t year_10000 = 253'402'300'800'000;
  auto told = whole_at(from, name).value_or(0);
  if (told > 0 && told < least_in_milliseconds) told *= 1000;
  if (told <= 0 || told >= year_10000) return {};
  return timestamp{std::chrono::milliseconds{told}};
}

std::string message_id_in(std::string_view text) {
  constexpr std::size_t longest = 300;
  const bool sane = text.size() <= longest && std::all_of(text.begin(), text.end(), is_graphic);
  return sane ? std::string{text} : std::string{};
}

std::string message_id_at(const json::object& from, std::string_view name) {
  return message_id_in(text_at(from, name));
}

std::string clean_text(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  return text.find('\0') == std::string_view::npos ? std::string{text} : storable(text);
}

std::string address_at(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  const bool absolute = text.starts_with("https://") || text.starts_with("http://");
  const bool clean = std::all_of(text.begin(), text.end(), is_graphic);
  return absolute && clean ? std::string{text} : std::string{};
}

} // namespace switchboard::protocols::facebook
