#include "actors/domain/preview.hpp"

#include "storage/model.hpp"

namespace switchboard::actors::domain {

std::string preview(std::string_view utf8) {
  if (utf8.size() <= storage::preview_bytes) return std::string{utf8};
  auto end = storage::preview_bytes;
  auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(utf8[i]) & 0xC0) == 0x80;
  };
  while (end > 0 && continues(end)) --end;
  return std::string{utf8.substr(0, end)};
}

} // namespace switchboard::actors::domain
