#include "protocols/viber/fields.hpp"

#include "protocols/text.hpp"

#include <algorithm>
#include <charconv>

namespace switchboard::protocols::viber {

namespace {

constexpr std::size_t longest_user_id = 128;
constexpr std::size_t longest_address = 8192;

template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  return problem == std::errc{} && end == last ? std::optional(number) : std::nullopt;
}

bool is_visible(char c) { return c > ' ' && c < '\x7F'; }

bool begins(std::string_view text, std::string_view scheme) {
  return text.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), text.begin(),
                    [](char expected, char c) { return expected == (c | 0x20); });
}

} // namespace

std::string clean_text(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  return text.find('\0') == text.npos ? std::string{text} : storable(text);
}

std::optional<std::int64_t> whole_at(const json::object& from, std::string_view name) {
  if (const auto number = integer_at(from, name)) return number;
  return read_number<std::int64_t>(text_at(from, name));
}

std::optional<double> real_at(const json::object& from, std::string_view name) {
  if (const auto number = number_at(from, name)) return number;
  return read_number<double>(text_at(from, name));
}

bool truth_at(const json::object& from, std::string_view name) {
  if (const auto truth = boolean_at(from, name)) return *truth;
  const auto text = text_at(from, name);
  return text == "true" || text == "1";
}

std::string token_at(const json::object& from) {
  const auto* value = from.if_contains("message_token");
  std::optional<std::uint64_t> token;
  if (value == nullptr)
    return {};
  else if (const auto* large = value->if_uint64())
    token = *large;
  else if (const auto* number = value->if_int64(); number != nullptr && *number > 0)
    token = static_cast<std::uint64_t>(*number);
  else
    token = read_number<std::uint64_t>(text_at(from, "message_token"));
  return token.value_or(0) == 0 ? std::string() : std::to_string(*token);
}

bool is_address(std::string_view text) {
  if (!begins(text, "http://") && !begins(text, "https://")) return false;
  return text.size() <= longest_address && std::all_of(text.begin(), text.end(), [](char c) {
           return is_visible(c) || static_cast<unsigned char>(c) >= 0x80;
         });
}

std::string address_at(const json::object& from, std::string_view name) {
  const auto text = text_at(from, name);
  return is_address(text) ? std::string{text} : std::string();
}

timestamp time_at(const json::object& from, std::string_view name) {
  constexpr std::int64_t year_10000 = 253'402'300'800'000;
  const auto told = whole_at(from, name).value_or(0);
  if (told <= 0 || told >= year_10000) return {};
  return timestamp{std::chrono::milliseconds{told}};
}

std::string_view user_at(const json::object& from, std::string_view name) {
  const auto id = text_at(from, name);
  const bool usable = id.size() <= longest_user_id && std::all_of(id.begin(), id.end(), is_visible);
  return usable ? id : std::string_view();
}

} // namespace switchboard::protocols::viber
