#include "storage/files/names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace switchboard::storage {
namespace {

/// Longer ones are part of the name.
constexpr std::size_t longest_extension = 12;

/// The code point at the front of valid UTF-8 and how many bytes it takes; nothing for anything
/// else.
std::optional<std::pair<char32_t, std::size_t>> front_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return std::pair{char32_t{first}, std::size_t{1}};
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < size) return std::nullopt;
  auto point = static_cast<char32_t>(first & (0x7f >> size));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return std::nullopt;
    point = (point << 6) | (next & 0x3f);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (point < smallest[size] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
    return std::nullopt;
  return std::pair{point, size};
}

/// Control characters, and those that let "gpj.exe" be shown as "exe.jpg".
bool is_unwelcome(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x61c || point == 0x200b ||
         point == 0x200e || point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x206f) || point == 0xfeff;
}

std::string_view last_part(std::string_view path) {
  const auto slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// Its characters, as pieces of the text.
std::vector<std::string_view> welcome_characters(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const auto front = front_of(text);
    const auto size = front ? front->second : 1;
    if (front && !is_unwelcome(front->first)) all.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return all;
}

/// At the end, as Windows does.
void drop_dots_and_spaces(std::vector<std::string_view>& characters) {
  while (!characters.empty() && (characters.back() == "." || characters.back() == " "))
    characters.pop_back();
}

std::string joined(const std::vector<std::string_view>& characters) {
  std::string text;
  for (auto one : characters) text += one;
  return text;
}

/// Where the extension's dot is; nothing if there is no extension.
std::optional<std::size_t> dot_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return std::nullopt;
  return dot;
}

} // namespace

std::string safe_name(std::string_view told) {
  auto characters = welcome_characters(last_part(told));
  drop_dots_and_spaces(characters);
  const auto first = std::ranges::find_if(characters, [](auto one) { return one != " "; });
  characters.erase(characters.begin(), first);
  if (characters.size() <= longest_name) return joined(characters);
  auto dot = std::find(characters.rbegin(), characters.rend(), ".").base();
  std::vector<std::string_view> tail;
  if (dot != characters.begin() &&
      static_cast<std::size_t>(characters.end() - dot) <= longest_extension)
    tail.assign(dot - 1, characters.end());
  characters.resize(longest_name - tail.size());
  if (tail.empty()) drop_dots_and_spaces(characters);
  characters.insert(characters.end(), tail.begin(), tail.end());
  return joined(characters);
}

std::string name_for(protocols::content kind, std::string_view mime) {
  using protocols::content;
  constexpr std::array<std::pair<std::string_view, const char*>, 10> extensions{{
      {"image/jpeg", ".jpg"},
      {"image/png", ".png"},
      {"image/gif", ".gif"},
      {"image/webp", ".webp"},
      {"video/mp4", ".mp4"},
      {"video/webm", ".webm"},
      {"audio/ogg", ".ogg"},
      {"audio/mpeg", ".mp3"},
      {"application/pdf", ".pdf"},
      {"application/zip", ".zip"},
  }};
  std::string name = "file";
  if (kind == content::photo) name = "photo";
  if (kind == content::sticker) name = "sticker";
  if (kind == content::voice) name = "voice";
  if (kind == content::audio) name = "audio";
  if (kind == content::video || kind == content::video_note || kind == content::animation)
    name = "video";
  for (const auto& [known, extension] : extensions)
    if (mime == known) return name + extension;
  return name;
}

std::string extension_of(std::string_view name) {
  const auto dot = dot_of(name);
  std::string extension{dot ? name.substr(*dot + 1) : std::string_view{}};
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

std::string with_extension(std::string_view name, std::string_view extension) {
  return std::string{name.substr(0, dot_of(name).value_or(name.size()))} + '.' +
         std::string{extension};
}

} // namespace switchboard::storage
