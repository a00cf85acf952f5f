#include "http/api/card_values.hpp"

#include "http/api/codec_words.hpp"
#include "http/api/operations.hpp"
#include "http/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace switchboard::http {

namespace {

constexpr std::size_t shortest_phone = 5;
constexpr std::size_t longest_phone = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::optional<std::string> text_in(const json::object& given, std::string_view name) {
  const auto* found = given.if_contains(name);
  if (!found || !found->is_string()) return std::nullopt;
  return std::string{view(found->get_string())};
}

/// One line of the card: as typed, without the spaces around it.
result<void> take_line(const json::object& given, std::string_view name,
                       std::optional<std::string>& into) {
  const auto text = text_in(given, name);
  if (!text) return {};
  into = std::string{trimmed(*text)};
  if (!has_controls(*into)) return {};
  return fail(errc::bad_request, "must be one line without control characters",
              '/' + std::string{name});
}

result<void> take_email(const json::object& given, std::optional<std::string>& into) {
  const auto text = text_in(given, "email");
  if (!text) return {};
  if (trimmed(*text).empty()) {
    into = "";
    return {};
  }
  into = normal_email(*text);
  if (!into) return fail(errc::bad_request, "is not an e-mail address", "/email");
  return {};
}

result<void> take_phone(const json::object& given, std::optional<std::string>& into) {
  const auto text = text_in(given, "phone");
  if (!text) return {};
  into = std::string{trimmed(*text)};
  if (into->empty() || is_phone(*into)) return {};
  return fail(errc::bad_request, "must be 5 to 20 digits, spaces, +, - and parentheses", "/phone");
}

std::vector<std::string> texts_in(const json::object& given, std::string_view name) {
  std::vector<std::string> out;
  const auto* found = given.if_contains(name);
  if (!found || !found->is_array()) return out;
  for (const auto& one : found->get_array()) out.emplace_back(view(one.as_string()));
  return out;
}

std::string_view expected(storage::variable_kind kind) {
  switch (kind) {
    case storage::variable_kind::text: return "must be a text of up to 1000 characters";
    case storage::variable_kind::number: return "must be a number";
    case storage::variable_kind::boolean: return "must be true or false";
    case storage::variable_kind::date: return "must be a date: 2026-02-28";
    case storage::variable_kind::choice: return "must be one of the variable's choices";
  }
  return {};
}

bool is_choice_of(const storage::variable_row& variable, std::string_view text) {
  const auto& choices = variable.choices;
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

bool fits(const storage::variable_row& variable, const json::value& value) {
  if (variable.kind == storage::variable_kind::boolean) return value.is_bool();
  if (variable.kind == storage::variable_kind::number)
    return value.is_number() && std::isfinite(value.to_number<double>());
  const auto* text = value.if_string();
  if (!text) return false;
  if (variable.kind == storage::variable_kind::date) return is_date(view(*text));
  if (variable.kind == storage::variable_kind::choice) return is_choice_of(variable, view(*text));
  return characters(view(*text)) <= static_cast<std::size_t>(longest_value);
}

bool is_nothing(const json::value& value) {
  const auto* text = value.if_string();
  return value.is_null() || (text && text->empty());
}

} // namespace

bool is_phone(std::string_view text) {
  constexpr std::string_view signs = "+- ()";
  const bool known = std::all_of(
      text.begin(), text.end(), [&](char c) { return is_digit(c) || signs.find(c) != signs.npos; });
  return known && text.size() >= shortest_phone && text.size() <= longest_phone &&
         std::any_of(text.begin(), text.end(), is_digit);
}

bool is_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '-' ? text[i] != '-' : !is_digit(text[i])) return false;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + count, value);
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year{number(0, 4)},
                                        std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                        std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  return day.ok() && number(0, 4) > 0;
}

result<void> check_value(const storage::variable_row& variable, const json::value& value) {
  if (is_nothing(value) || fits(variable, value)) return {};
  return fail(errc::bad_request, std::string{expected(variable.kind)},
              "/variables/" + to_string(variable.id));
}

result<std::vector<std::pair<variable_id, std::string>>> variable_values(
    const json::object& given, const std::vector<storage::variable_row>& variables) {
  std::vector<std::pair<variable_id, std::string>> out;
  for (const auto& member : given) {
    const auto id = parse_id<variable_id>(member.key()).value_or(variable_id{});
    const auto found = std::find_if(variables.begin(), variables.end(),
                                    [&](const auto& one) { return one.id == id; });
    if (found == variables.end())
      return fail(errc::bad_request, "there is no such variable",
                  "/variables/" + std::string{member.key()});
    if (auto good = check_value(*found, member.value()); !good) return good.error();
    out.emplace_back(id, is_nothing(member.value()) ? "null" : json::serialize(member.value()));
  }
  return out;
}

result<actors::edit_card> card_edit(const json::object& given) {
  actors::edit_card out;
  if (const auto status = text_in(given, "status"))
    out.status = meant_by<storage::client_status>(client_statuses, *status);
  if (const auto sex = text_in(given, "sex")) out.sex = meant_by<storage::client_sex>(sexes, *sex);
  if (auto good = take_email(given, out.email); !good) return good.error();
  if (auto good = take_phone(given, out.phone); !good) return good.error();
  if (auto good = take_line(given, "country", out.country); !good) return good.error();
  if (auto good = take_line(given, "city", out.city); !good) return good.error();
  if (auto good = take_line(given, "address", out.address); !good) return good.error();
  out.notes = text_in(given, "notes");
  out.add_tags = texts_in(given, "add_tags");
  out.remove_tags = texts_in(given, "remove_tags");
  return out;
}

} // namespace switchboard::http
