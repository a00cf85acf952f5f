#include "http/mail/message.hpp"

#include "http/core/text.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace switchboard::http::mail {

namespace {

/// RFC 2045: lines of encoded text are at most so long.
constexpr std::size_t line_letters = 76;
/// Bytes of text in one encoded word: with its frame it has 72 of the 75 letters allowed.
constexpr std::size_t word_bytes = 45;
/// A header's line that is longer is encoded, which folds it.
constexpr std::size_t plain_letters = 60;
constexpr std::size_t longest_address = 254;

std::string base64(std::string_view bytes) {
  auto out = to_base64url(bytes);
  std::replace(out.begin(), out.end(), '-', '+');
  std::replace(out.begin(), out.end(), '_', '/');
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

bool is_plain(char c) { return !is_control(c) && static_cast<unsigned char>(c) < 0x80; }

/// How much of a text goes into the next word: never a part of a character.
std::size_t word_end(std::string_view text) {
  if (text.size() <= word_bytes) return text.size();
  auto end = word_bytes;
  while (end > word_bytes - 4 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return end;
}

std::string in_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += line_letters)
    out.append(text.substr(at, line_letters)).append("\r\n");
  return out;
}

std::string two(unsigned number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

} // namespace

bool is_plain_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at + 1 == text.size() || text.find('@', at + 1) != text.npos)
    return false;
  constexpr std::string_view special = " <>()[]:;,\\\"";
  return text.size() <= longest_address && valid_utf8(text) && !has_controls(text) &&
         text.find_first_of(special) == text.npos;
}

std::string header_text(std::string_view text) {
  std::string clean{text};
  std::replace_if(clean.begin(), clean.end(), is_control, ' ');
  const bool plain = std::all_of(clean.begin(), clean.end(), is_plain) &&
                     clean.size() <= plain_letters && clean.find("=?") == clean.npos;
  if (plain) return clean;
  std::string out;
  std::string_view rest = clean;
  while (!rest.empty()) {
    const auto end = word_end(rest);
    out += (out.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base64(rest.substr(0, end))) + "?=";
    rest.remove_prefix(end);
  }
  return out;
}

std::string mail_date(timestamp at) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at - day).count();
  const auto part = [&](std::int64_t of, std::int64_t below) {
    return two(static_cast<unsigned>(seconds / of % below));
  };
  std::string out = days[std::chrono::weekday{day}.c_encoding()];
  out += ", " + two(unsigned{date.day()}) + ' ' + months[unsigned{date.month()} - 1] + ' ' +
         std::to_string(int{date.year()}) + ' ';
  return out + part(3600, 24) + ':' + part(60, 60) + ':' + part(1, 60) + " +0000";
}

std::optional<std::string> to_mime(const letter& what) {
  if (!is_plain_address(what.from) || !is_plain_address(what.to)) return std::nullopt;
  const auto domain = what.from.substr(what.from.find('@') + 1);
  std::string out;
  out += "From: Switchboard <" + what.from + ">\r\n";
  out += "To: <" + what.to + ">\r\n";
  out += "Subject: " + header_text(what.subject) + "\r\n";
  out += "Date: " + mail_date(what.at) + "\r\n";
  out += "Message-ID: <" + what.id + '@' + domain + ">\r\n";
  // No answering machine should answer.
  out += "Auto-Submitted: auto-generated\r\n";
  out += "MIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8\r\n";
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  return out + in_lines(base64(what.body));
}

} // namespace switchboard::http::mail
