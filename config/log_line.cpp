#include <array>
#include <cctype>
#include <charconv>

#include "config/log.hpp"

namespace switchboard::log {

namespace {

constexpr std::array<std::string_view, 5> level_names{"debug", "info", "warn", "error", "off"};
constexpr std::string_view mask = "***";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_token_char(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// "token" and "bot_token" are secret, "token_state" is not: the last word of the name counts.
bool names_a_secret(std::string_view name) {
  for (std::string_view word : {"token", "secret", "password", "authorization", "cookie", "key"}) {
    if (name.size() < word.size()) continue;
    auto at = name.size() - word.size();
    bool same = true;
    for (std::size_t i = 0; i < word.size(); ++i)
      same = same && std::tolower(static_cast<unsigned char>(name[at + i])) == word[i];
    if (same && (at == 0 || name[at - 1] == '_' || name[at - 1] == '-')) return true;
  }
  return false;
}

/// Where the secret part begins if a bot token's colon stands at `colon`, and where it ends.
/// With "bot" in front any length counts; without it only what is as long as a real token.
std::size_t end_of_token(std::string_view text, std::size_t colon) {
  auto first = colon;
  while (first > 0 && is_digit(text[first - 1])) --first;
  auto end = colon + 1;
  while (end < text.size() && is_token_char(text[end])) ++end;
  if (first == colon || end == colon + 1) return colon;
  bool after_bot = first >= 3 && text.substr(first - 3, 3) == "bot";
  bool long_enough = colon - first >= 5 && end - colon > 30;
  return after_bot || long_enough ? end : colon;
}

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      constexpr std::string_view hex = "0123456789abcdef";
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_text(std::string& out, std::string_view text, format as) {
  auto plain = !text.empty();
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    plain = plain && byte > 0x20 && byte != 0x7f && c != '"' && c != '\\' && c != '=';
  }
  if (as == format::text && plain)
    out += text;
  else
    append_json_text(out, text);
}

struct value_writer {
  std::string& out;
  format as;

  void operator()(std::string_view text) const { append_text(out, redacted(text), as); }
  void operator()(std::int64_t n) const { out += std::to_string(n); }
  void operator()(std::uint64_t n) const { out += std::to_string(n); }
  void operator()(bool b) const { out += b ? "true" : "false"; }
  void operator()(field::id_value id) const { append_text(out, std::to_string(id.value), as); }
  void operator()(double d) const {
    std::array<char, 32> text{};
    auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), d);
    std::string_view written{text.data(), static_cast<std::size_t>(end - text.data())};
    // JSON has no word for these.
    if (written.find_first_of("in") != std::string_view::npos)
      append_text(out, written, as);
    else
      out += written;
  }
};

void append_value(std::string& out, const field& f, format as) {
  if (names_a_secret(f.name) && std::holds_alternative<std::string_view>(f.value))
    append_text(out, mask, as);
  else
    std::visit(value_writer{out, as}, f.value);
}

} // namespace

std::string redacted(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (auto colon = text.find(':'); colon != std::string_view::npos;
       colon = text.find(':', colon + 1)) {
    auto end = end_of_token(text, colon);
    if (end == colon) continue;
    out += text.substr(from, colon + 1 - from);
    out += mask;
    from = end;
  }
  out += text.substr(from);
  return out;
}

std::string line(format as, timestamp when, level at, std::string_view what, fields about) {
  auto level_name = level_names[static_cast<std::size_t>(at)];
  std::string out;
  out.reserve(64 + what.size() + about.size() * 24);
  if (as == format::json) {
    out += R"({"time":")" + to_rfc3339(when) + R"(","level":")";
    out += level_name;
    out += R"(","message":)";
    append_json_text(out, redacted(what));
    for (const auto& f : about) {
      out += ',';
      append_json_text(out, f.name);
      out += ':';
      append_value(out, f, as);
    }
    out += '}';
    return out;
  }
  out += to_rfc3339(when);
  out += ' ';
  out += level_name;
  out.append(level_name.size() < 5 ? 2 : 1, ' ');
  out += redacted(what);
  for (const auto& f : about) {
    out += ' ';
    out += f.name;
    out += '=';
    append_value(out, f, as);
  }
  return out;
}

} // namespace switchboard::log
