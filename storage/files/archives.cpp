#include "storage/files/archives.hpp"

#include <algorithm>
#include <string_view>

namespace switchboard::storage {
namespace {

// APPNOTE.TXT 4.3.12 and 4.3.16, little-endian.
constexpr std::string_view end_mark{"PK\5\6", 4};
constexpr std::string_view entry_mark{"PK\1\2", 4};
constexpr std::size_t end_size = 22;
constexpr std::size_t entry_size = 46;
constexpr std::size_t longest_comment = 65'535;
constexpr std::size_t directory_limit = 4 * 1024 * 1024;

std::uint32_t number(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = (value << 8) | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

/// Where the end record begins in the tail of a file: its comment reaches the last byte.
std::size_t find_end(std::string_view tail) {
  for (auto at = tail.rfind(end_mark); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : tail.rfind(end_mark, at - 1))
    if (at + end_size <= tail.size() && at + end_size + number(tail, at + 20, 2) == tail.size())
      return at;
  return std::string_view::npos;
}

} // namespace

std::vector<std::string> zip_names(const open_file& file) {
  std::vector<std::string> names;
  const auto size = file.size();
  const auto from =
      std::max<std::int64_t>(0, size - static_cast<std::int64_t>(end_size + longest_comment));
  const auto tail = file.piece(from, end_size + longest_comment);
  const auto end = find_end(tail);
  if (end == std::string::npos) return names;
  // Counted back from its end record: something may stand in front of the archive.
  const std::int64_t directory_size = number(tail, end + 12, 4);
  const auto begin = from + static_cast<std::int64_t>(end) - directory_size;
  const auto directory =
      file.piece(begin, std::min(static_cast<std::size_t>(directory_size), directory_limit));
  std::string_view rest = directory;
  while (rest.size() >= entry_size && rest.starts_with(entry_mark)) {
    const std::size_t name = number(rest, 28, 2);
    const std::size_t whole = entry_size + name + number(rest, 30, 2) + number(rest, 32, 2);
    if (rest.size() < entry_size + name) break;
    names.emplace_back(rest.substr(entry_size, name));
    rest.remove_prefix(std::min(whole, rest.size()));
  }
  return names;
}

} // namespace switchboard::storage
