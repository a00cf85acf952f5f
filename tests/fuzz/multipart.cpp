// A form of a stranger: any boundary, any bytes, in pieces of any size.
#include "http/files/multipart.hpp"
#include "tests/fuzz/promise.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using switchboard::http::multipart_reader;
using step = multipart_reader::step;

void promise(bool kept, const char* what) {
  if (!kept) switchboard::protocols::test::hold(what);
}

/// Everything that was read, in letters: the same whatever the pieces were.
std::string read(std::string_view boundary, std::string_view bytes, std::size_t size) {
  multipart_reader reader{boundary};
  std::string out;
  bool in_part = false;
  while (true) {
    switch (reader.next()) {
      case step::more:
        if (bytes.empty()) return out;
        reader.feed(bytes.substr(0, size));
        bytes.remove_prefix(std::min(size, bytes.size()));
        break;
      case step::part:
        promise(!in_part, "a part begins inside another");
        in_part = true;
        out += "[" + reader.head().name + "|" + reader.head().file_name.value_or("-") + "|" +
               reader.head().mime + "]";
        break;
      case step::bytes:
        promise(in_part && !reader.bytes().empty(), "bytes of no part");
        out += reader.bytes();
        break;
      case step::part_end:
        promise(in_part, "the end of no part");
        in_part = false;
        out += "[.]";
        break;
      case step::end: promise(!in_part, "the end inside a part"); return out + "[end]";
      case step::broken: return out + "[broken]";
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto line = std::min(bytes.find('\n'), bytes.size());
  const auto boundary = multipart_reader::boundary_of(bytes.substr(0, line)).value_or("XX");
  promise(!boundary.empty() && boundary.size() <= 70, "a boundary out of bounds");
  const auto form = bytes.substr(std::min(line + 1, bytes.size()));
  const auto whole = read(boundary, form, std::max<std::size_t>(form.size(), 1));
  // A head over its limit is refused as soon as that shows: sooner or later with the pieces.
  if (!whole.ends_with("[broken]"))
    promise(read(boundary, form, 3) == whole, "the pieces change what is read");
  return 0;
}
