#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "config/clock.hpp"
#include "config/ids.hpp"

namespace switchboard {
struct settings;
} // namespace switchboard

/// Structured log lines on standard error: a fixed sentence and named values, so that lines can
/// be counted and searched. `log::info("channel connected", {{"channel", id}, {"mode", mode}})`.
/// Secrets never reach the output: values of fields whose name says token, secret, password,
/// authorization, cookie or key are masked, and so are bot tokens inside any text.
namespace switchboard::log {

enum class level : std::uint8_t { debug, info, warn, error, off };
enum class format : std::uint8_t { text, json };

/// A named value. Texts are only referred to: they must live as long as the call.
struct field {
  /// An id is kept apart from numbers: JSON readers cannot hold 63 bits, so it is written as text.
  struct id_value {
    std::int64_t value;
  };
  using value_type =
      std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool, id_value>;

  field(std::string_view n, std::string_view v) : name(n), value(v) {}
  field(std::string_view n, const std::string& v) : name(n), value(std::string_view{v}) {}
  field(std::string_view n, const char* v) : name(n), value(std::string_view{v}) {}
  field(std::string_view n, bool v) : name(n), value(v) {}
  template <std::signed_integral T>
  field(std::string_view n, T v) : name(n), value(std::int64_t{v}) {}
  template <std::unsigned_integral T>
  field(std::string_view n, T v) : name(n), value(std::uint64_t{v}) {}
  template <std::floating_point T>
  field(std::string_view n, T v) : name(n), value(double{v}) {}
  template <class Tag>
  field(std::string_view n, id_of<Tag> v) : name(n), value(id_value{v.value}) {}

  std::string_view name;
  value_type value;
};

using fields = std::initializer_list<field>;

/// Applies `[log]`: from here on lines below the level cost one comparison. Before it is called
/// everything from `info` up is written as text.
void init(const settings& from);

bool enabled(level at);
void write(level at, std::string_view what, fields about = {});

inline void debug(std::string_view what, fields about = {}) { write(level::debug, what, about); }
inline void info(std::string_view what, fields about = {}) { write(level::info, what, about); }
inline void warn(std::string_view what, fields about = {}) { write(level::warn, what, about); }
inline void error(std::string_view what, fields about = {}) { write(level::error, what, about); }

/// Writes out what is buffered; call it last.
void flush();

/// The line as it would be written, without its newline.
std::string line(format as, timestamp when, level at, std::string_view what, fields about);

/// The text with the secret part of every bot token in it ("bot123:AA…") masked.
std::string redacted(std::string_view text);

} // namespace switchboard::log
