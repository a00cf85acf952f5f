#include "http/api/parameters.hpp"

#include "config/ids.hpp"
#include "http/core/text.hpp"
#include "http/server/request.hpp"
#include "protocols/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace switchboard::http {

namespace json = boost::json;

namespace {

using wrong = std::optional<error>;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::string pointer_to(std::string_view field) {
  std::string out = "/";
  for (const char c : field) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string{c};
  return out;
}

error refusal(const parameter& of, std::string detail, errc code = errc::bad_request) {
  return fail(code, std::move(detail), pointer_to(of.name));
}

std::string range(const parameter& of, std::string_view unit) {
  return "must have " + std::to_string(of.min) + " to " + std::to_string(of.max) + " " +
         std::string{unit};
}

wrong check_length(const parameter& of, std::string_view text) {
  const auto length = static_cast<std::int64_t>(characters(text));
  if (length < of.min || length > of.max) return refusal(of, range(of, "characters"));
  return std::nullopt;
}

wrong check_name(const parameter& of, json::string& text) {
  const std::string name{trimmed(view(text))};
  if (has_controls(name)) return refusal(of, "must be one line without control characters");
  text = name;
  return check_length(of, name);
}

wrong check_email(const parameter& of, json::string& text) {
  const auto normal = normal_email(view(text));
  if (!normal) return refusal(of, "is not an e-mail address");
  text = *normal;
  return std::nullopt;
}

wrong check_words(const parameter& of, const json::string& text) {
  if (trimmed(view(text)).empty()) return refusal(of, "may not be empty");
  if (static_cast<std::int64_t>(protocols::utf16_length(view(text))) > of.max)
    return refusal(of, "must have at most " + std::to_string(of.max) + " UTF-16 units",
                   errc::message_too_long);
  return std::nullopt;
}

bool is_choice(const parameter& of, std::string_view text) {
  for (auto rest = of.choices; !rest.empty();) {
    const auto bar = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, bar) == text) return true;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return false;
}

error no_choice(const parameter& of) {
  return refusal(of, "must be one of: " + std::string{of.choices});
}

wrong check_choice(const parameter& of, std::string_view text) {
  if (is_choice(of, text)) return std::nullopt;
  return no_choice(of);
}

wrong check_color(const parameter& of, json::string& text) {
  if (of.min == 0 && text.empty()) return std::nullopt;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c; });
  const bool hex = text.find_first_not_of("0123456789abcdef", 1) == json::string::npos;
  if (text.size() == 7 && text.front() == '#' && hex) return std::nullopt;
  return refusal(of, "must be a colour: #rrggbb");
}

wrong check_text(const parameter& of, json::string& text) {
  // PostgreSQL cannot hold it, and nobody types it.
  if (view(text).find('\0') != std::string_view::npos)
    return refusal(of, "may not contain the character U+0000");
  switch (of.kind) {
    case kind::name: return check_name(of, text);
    case kind::email: return check_email(of, text);
    case kind::words: return check_words(of, text);
    case kind::choice: return check_choice(of, view(text));
    case kind::color: return check_color(of, text);
    case kind::id:
      if (!parse_id_value(view(text))) return refusal(of, "is not an id");
      return std::nullopt;
    case kind::time_zone:
      if (!known_time_zone(view(text))) return refusal(of, "is not a known time zone");
      return std::nullopt;
    default: return check_length(of, view(text));
  }
}

wrong check_integer(const parameter& of, const json::value& value) {
  const auto* number = value.if_int64();
  if (!number || *number < of.min || *number > of.max)
    return refusal(of, "must be a whole number from " + std::to_string(of.min) + " to " +
                           std::to_string(of.max));
  return std::nullopt;
}

wrong check_count(const parameter& of, std::size_t count, std::string_view unit) {
  const auto number = static_cast<std::int64_t>(count);
  if (number < of.min || number > of.max) return refusal(of, range(of, unit));
  return std::nullopt;
}

wrong check_ids(const parameter& of, const json::value& value) {
  const auto* list = value.if_array();
  if (!list) return refusal(of, "must be a list of ids");
  if (auto bad = check_count(of, list->size(), "ids")) return bad;
  for (auto one = list->begin(); one != list->end(); ++one) {
    const auto* text = one->if_string();
    if (!text || !parse_id_value(view(*text))) return refusal(of, "must be a list of ids");
    if (std::find(list->begin(), one, *one) != one) return refusal(of, "names an id twice");
  }
  return std::nullopt;
}

wrong check_choices(const parameter& of, const json::value& value) {
  const auto* list = value.if_array();
  if (!list) return refusal(of, "must be a list");
  if (auto bad = check_count(of, list->size(), "of its choices")) return bad;
  for (auto one = list->begin(); one != list->end(); ++one) {
    const auto* text = one->if_string();
    if (!text || !is_choice(of, view(*text))) return no_choice(of);
    if (std::find(list->begin(), one, *one) != one) return refusal(of, "names one twice");
  }
  return std::nullopt;
}

wrong check_flags(const parameter& of, const json::value& value) {
  const auto* flags = value.if_object();
  if (!flags) return refusal(of, "must be an object");
  for (const auto& flag : *flags) {
    if (!is_choice(of, flag.key())) return no_choice(of);
    if (!flag.value().is_bool()) return refusal(of, "must hold only true and false");
  }
  return std::nullopt;
}

wrong check_values(const parameter& of, const json::value& value) {
  const auto* values = value.if_object();
  if (!values) return refusal(of, "must be an object");
  if (auto bad = check_count(of, values->size(), "values")) return bad;
  for (const auto& one : *values) {
    if (!parse_id_value(one.key())) return refusal(of, "must name its values by ids");
    if (one.value().is_structured()) return refusal(of, "may hold no lists and no objects");
    const auto* text = one.value().if_string();
    if (text && view(*text).find('\0') != std::string_view::npos)
      return refusal(of, "may not contain the character U+0000");
  }
  return std::nullopt;
}

/// Trims what is one line for people; `longest` in characters.
wrong check_texts(const parameter& of, json::value& value, std::int64_t longest) {
  auto* list = value.if_array();
  if (!list) return refusal(of, "must be a list of texts");
  if (auto bad = check_count(of, list->size(), "texts")) return bad;
  for (auto one = list->begin(); one != list->end(); ++one) {
    auto* text = one->if_string();
    if (!text) return refusal(of, "must be a list of texts");
    const parameter each{of.name, kind::name, true, 1, longest};
    if (auto bad = check_name(each, *text)) return bad;
    if (std::find(list->begin(), one, *one) != one) return refusal(of, "names one twice");
  }
  return std::nullopt;
}

wrong check_value(const parameter& of, json::value& value) {
  switch (of.kind) {
    case kind::ids: return check_ids(of, value);
    case kind::integer: return check_integer(of, value);
    case kind::choices: return check_choices(of, value);
    case kind::flags: return check_flags(of, value);
    case kind::values: return check_values(of, value);
    case kind::labels: return check_texts(of, value, longest_label);
    case kind::links: return check_texts(of, value, longest_link);
    case kind::boolean:
      if (value.is_bool()) return std::nullopt;
      return refusal(of, "must be true or false");
    default: break;
  }
  if (auto* text = value.if_string()) return check_text(of, *text);
  return refusal(of, "must be a text");
}

const parameter* find_parameter(const operation& op, std::string_view name) {
  for (const auto& one : op.parameters)
    if (one.name == name) return &one;
  return nullptr;
}

json::value query_value(const parameter& of, std::string_view text) {
  if (of.kind == kind::boolean && (text == "true" || text == "false")) return text == "true";
  if (of.kind == kind::integer) {
    std::int64_t number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, number);
    if (failed == std::errc{} && stop == end) return number;
  }
  return json::value(json::string_view{text.data(), text.size()});
}

} // namespace

std::optional<problem> check_parameters(const operation& op, json::object& given) {
  std::vector<error> bad;
  for (const auto& one : op.parameters) {
    auto* value = given.if_contains(one.name);
    // A null says "not given": programs that fill in every field of an object send it.
    if (value && value->is_null() && !one.required) {
      given.erase(one.name);
      value = nullptr;
    }
    if (!value) {
      if (one.required) bad.push_back(refusal(one, "is missing"));
    } else if (auto found = check_value(one, *value)) {
      bad.push_back(std::move(*found));
    }
  }
  for (const auto& member : given) {
    const std::string_view name{member.key().data(), member.key().size()};
    if (!find_parameter(op, name))
      bad.push_back(fail(errc::unknown_field, "there is no such field", pointer_to(name)));
  }
  if (bad.empty()) return std::nullopt;
  return problem{std::move(bad)};
}

std::optional<problem> read_query(const operation& op, std::string_view query, json::object& out) {
  std::string name;
  std::string text;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    if (!percent_decode(pair.substr(0, equals), true, name) || !percent_decode(value, true, text) ||
        !valid_utf8(name) || !valid_utf8(text))
      return problem{fail(errc::bad_request, "the query is not well formed")};
    if (out.contains(name))
      return problem{fail(errc::bad_request, "is given twice", pointer_to(name))};
    const auto* of = find_parameter(op, name);
    out[name] = of ? query_value(*of, text) : json::value(json::string_view{text});
  }
  return std::nullopt;
}

} // namespace switchboard::http
