#include "bench/load/updates.hpp"

#include "bench/load/phrases.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace switchboard::bench {

namespace {

constexpr std::size_t id_digits = 10;
constexpr std::size_t date_digits = 10;
constexpr std::uint64_t first_client_id = 5'000'000'000;

constexpr std::string_view before_update_id = "{\"update_id\":";
constexpr std::string_view before_message_id = ",\n\"message\":{\"message_id\":";
constexpr std::string_view before_from_id = ",\"from\":{\"id\":";

struct person {
  std::string_view first_name;
  std::string_view last_name;
  std::string_view language;
};

constexpr auto people = std::to_array<person>({
    {"Ira", "Kovalenko", "uk"},
    {"Анна", "Петрова", "ru"},
    {"Mehmet", "Yılmaz", "tr"},
    {"Sofia", "Rossi", "it"},
    {"Олег", "Сидоров", "ru"},
    {"John", "Appleseed", "en"},
    {"José", "García", "es"},
});

/// The code point that begins at `at`, which moves behind it. The texts are valid UTF-8.
char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(utf8[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  auto point = static_cast<char32_t>(lead & (0x3F >> more));
  for (int i = 0; i < more; ++i) {
    point = (point << 6) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
  }
  return point;
}

/// Escapes a text as Telegram's server does: everything beyond ASCII as UTF-16 \u escapes.
std::string escaped(std::string_view utf8) {
  std::string out;
  const auto put = [&](char32_t unit) {
    std::array<char, 12> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(unit));
    out += text.data();
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const auto point = next_code_point(utf8, at);
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x10000) {
      put(point);
    } else {
      put(0xD800 + ((point - 0x10000) >> 10));
      put(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

void put_number(std::string& out, std::uint64_t value, std::size_t digits) {
  const auto at = out.size();
  out.resize(at + digits);
  std::to_chars(out.data() + at, out.data() + out.size(), value);
}

} // namespace

updates::updates(const options& opts) {
  for (const auto& bot : opts.targets) {
    heads_.push_back("POST " + bot.path + " HTTP/1.1\r\nHost: " + opts.host + ":" +
                     std::to_string(opts.port) +
                     "\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
                     "X-Telegram-Bot-Api-Secret-Token: " +
                     bot.secret + "\r\nAccept-Encoding: gzip, deflate\r\nContent-Length: ");
  }
  for (std::size_t who = 0; who < people.size(); ++who) {
    for (std::size_t what = 0; what < phrases.size(); ++what) bodies_.push_back(lay_out(who, what));
  }
}

updates::body updates::lay_out(std::size_t person, std::size_t phrase) {
  const auto& who = people[person];
  const auto name = "\"first_name\":\"" + escaped(who.first_name) + "\",\"last_name\":\"" +
                    escaped(who.last_name) + "\"";
  body made;
  made.from_end = ",\"is_bot\":false," + name + ",\"language_code\":\"" +
                  std::string{who.language} + "\"},\"chat\":{\"id\":";
  made.chat_end = "," + name + ",\"type\":\"private\"},\"date\":";
  made.text = ",\"text\":\"" + escaped(phrases[phrase]) + " (" + std::string{text_mark};
  made.tail = ")\"}}";
  const auto length = before_update_id.size() + before_message_id.size() + before_from_id.size() +
                      made.from_end.size() + made.chat_end.size() + made.text.size() +
                      made.tail.size() + 3 * number_digits + 2 * id_digits + date_digits;
  made.head_end = std::to_string(length) + "\r\n\r\n";
  made.head_end += before_update_id;
  return made;
}

void updates::write(std::uint32_t number, std::uint32_t client, std::int64_t unix_s,
                    std::string& out) {
  const auto who = client % people.size();
  const auto& body = bodies_[who * phrases.size() + number % phrases.size()];
  const auto id = first_client_id + client;
  out.clear();
  out += heads_[client % heads_.size()];
  out += body.head_end;
  put_number(out, number, number_digits);
  out += before_message_id;
  put_number(out, number, number_digits);
  out += before_from_id;
  put_number(out, id, id_digits);
  out += body.from_end;
  put_number(out, id, id_digits);
  out += body.chat_end;
  put_number(out, static_cast<std::uint64_t>(unix_s), date_digits);
  out += body.text;
  put_number(out, number, number_digits);
  out += body.tail;
}

} // namespace switchboard::bench
