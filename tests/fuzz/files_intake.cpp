#include "storage/files/inspect.hpp"
#include "storage/files/intake.hpp"
#include "storage/files/names.hpp"
#include "storage/files/pictures.hpp"
#include "tests/fuzz/promise.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

using namespace switchboard;
using namespace switchboard::storage;
using protocols::test::hold;

namespace {

/// Gone with the process.
class own_file {
public:
  explicit own_file(const char* name)
      : path_((std::filesystem::temp_directory_path() / (name + std::to_string(::getpid())))
                  .string()) {}
  ~own_file() { ::unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

private:
  std::string path_;
};

void hold_name(const std::string& name) {
  if (name.find_first_of("/\\\r\n") != std::string::npos || name.find('\0') != std::string::npos)
    hold("a name is no path and one line");
  if (name.size() > 4 * longest_name) hold("a name has at most 200 characters");
  if (safe_name(name) != name) hold("a safe name stays what it is");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const own_file given{"files-intake-given-"};
  static const own_file made{"files-intake-made-"};
  const std::string words(reinterpret_cast<const char*>(data), size);
  std::ofstream{given.path(), std::ios::binary | std::ios::trunc} << words;
  const auto name = safe_name(words);
  hold_name(name);
  const auto seen = inspect(given.path(), name, words);
  if (seen.mime.find_first_of("\r\n; ") != std::string::npos) hold("a type is one plain word");
  if (seen.program && kind_of(seen) != protocols::content::document)
    hold("a program is a document");
  const auto header = read_picture(given.path());
  if (!header) return 0;
  if (std::int64_t{header->width} * header->height > largest_image_pixels)
    hold("no picture with more pixels is opened");
  // Decoding what the header honestly promises takes a while; the search is for wrong answers.
  if (header->width > 2000 || header->height > 2000) return 0;
  if (!write_jpeg(given.path(), made.path(), thumbnail_side)) return 0;
  const auto small = read_picture(made.path());
  if (!small || small->format != picture_format::jpeg || small->width > thumbnail_side ||
      small->height > thumbnail_side)
    hold("a small picture is a small JPEG");
  return 0;
}
