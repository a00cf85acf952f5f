// Writes what is made from the declaration of the settings: the example file given first, and in
// every further file the table between the marks. `./dev docs` runs it.
#include <fstream>
#include <iterator>
#include <string>

#include "config/settings.hpp"

namespace {

constexpr std::string_view opening = "<!-- settings -->\n";
constexpr std::string_view closing = "<!-- /settings -->";

bool write(const char* file, const std::string& text) {
  std::ofstream out{file, std::ios::binary};
  out << text;
  return static_cast<bool>(out.flush());
}

bool rewrite_table(const char* file) {
  std::ifstream in{file, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  auto begin = text.find(opening);
  auto end = text.find(closing);
  if (begin == std::string::npos || end == std::string::npos) return false;
  begin += opening.size();
  text.replace(begin, end - begin, switchboard::settings_markdown());
  return write(file, text);
}

} // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  bool good = write(arguments[1], switchboard::settings_example());
  for (int i = 2; i < count; ++i) good = rewrite_table(arguments[i]) && good;
  return good ? 0 : 1;
}
