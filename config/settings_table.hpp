#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "config/settings.hpp"

namespace switchboard {

/// Says what is wrong with a text value, or nothing when it is fine.
using text_check = std::optional<std::string> (*)(const std::string& value);

struct text_setting {
  std::string& (*in)(settings&);
  text_check check;
};

struct number_setting {
  std::int64_t& (*in)(settings&);
  std::int64_t min;
  std::int64_t max;
  /// For people ("seconds"); empty = a plain number.
  std::string_view unit;
};

struct flag_setting {
  bool& (*in)(settings&);
};

/// One key of the configuration. The default is the member's initialiser in `settings`.
struct setting {
  std::string_view name;
  std::variant<text_setting, number_setting, flag_setting> kind;
  /// For people: what it does and what an empty value means.
  std::string_view sentence;
};

/// Every key, groups together, in the order of the example file.
std::span<const setting> settings_table();

/// "SWITCHBOARD_HTTP_LISTEN" for "http.listen".
std::string environment_name(const setting& of);

/// Puts a text from the environment into its place; the sentence of what is wrong otherwise.
std::optional<std::string> assign(settings& into, const setting& which, const std::string& text);

/// The same for values that already have their type.
std::optional<std::string> assign_text(settings& into, const text_setting& which,
                                       std::string value);
std::optional<std::string> assign_number(settings& into, const number_setting& which,
                                         std::int64_t value);

} // namespace switchboard
