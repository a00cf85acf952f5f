#include "protocols/split.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace switchboard::protocols {

namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The most bytes of the text's beginning that fit, cut between characters.
std::size_t longest_fit(const messenger& platform, std::string_view text, std::size_t limit) {
  std::size_t low = 0;
  std::size_t high = text.size();
  const auto at_character = [&](std::size_t at) {
    while (at > 0 && at < text.size() && !begins_character(text[at])) --at;
    return at;
  };
  while (low < high) {
    const auto middle = low + (high - low + 1) / 2;
    if (platform.text_length(text.substr(0, at_character(middle))) <= limit)
      low = middle;
    else
      high = middle - 1;
  }
  return at_character(low);
}

/// Where a reader would cut: the last paragraph, line or space in the second half of what fits.
std::size_t cut(std::string_view text, std::size_t fits) {
  const auto head = text.substr(0, fits);
  for (const std::string_view mark : {"\n\n", "\n", " "}) {
    const auto at = head.rfind(mark);
    if (at != head.npos && at >= fits / 2) return at;
  }
  return fits;
}

std::vector<std::string> pieces(const messenger& platform, std::string_view text) {
  std::vector<std::string> out;
  while (platform.text_length(text) > platform.rules().text_limit) {
    const auto limit = platform.rules().text_limit;
    const auto fits = std::max<std::size_t>(longest_fit(platform, text, limit), 1);
    const auto at = cut(text, fits);
    out.emplace_back(text.substr(0, at));
    text.remove_prefix(at);
    const auto rest = text.find_first_not_of(" \n");
    text.remove_prefix(rest == text.npos ? text.size() : rest);
  }
  if (!text.empty()) out.emplace_back(text);
  return out;
}

} // namespace

std::vector<part> split(const messenger& platform, const std::string& text, std::size_t files) {
  return split(platform, text, std::vector<content>(files, content::photo));
}

std::vector<part> split(const messenger& platform, const std::string& text,
                        const std::vector<content>& files) {
  const auto& rules = platform.rules();
  std::vector<part> parts;
  for (std::size_t next = 0; next < files.size();) {
    auto& one = parts.emplace_back();
    while (next < files.size() && one.files.size() < rules.files_at_once)
      one.files.push_back(next++);
  }
  const bool captions = !files.empty() && rules.caption_limit > 0 &&
                        (!rules.captions_photos_only || files.front() == content::photo);
  if (captions && platform.text_length(text) <= rules.caption_limit) {
    parts.front().text = text;
    return parts;
  }
  auto texts = pieces(platform, text);
  std::vector<part> whole;
  for (auto& piece : texts) whole.push_back({std::move(piece), {}});
  whole.insert(whole.end(), std::make_move_iterator(parts.begin()),
               std::make_move_iterator(parts.end()));
  if (whole.empty()) whole.emplace_back();
  return whole;
}

} // namespace switchboard::protocols
