#pragma once

#include "protocols/model.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace switchboard::storage {

/// What the bytes of a file say, whatever its sender says.
struct inspected {
  std::string mime; ///< of the bytes, or as told where they do not say
  bool program = false;
  bool voice = false; ///< Opus in Ogg: what messengers record
};

/// `name` is a safe one. Throws std::runtime_error when libmagic's database cannot be read.
inspected inspect(const std::filesystem::path& file, std::string_view name, std::string_view told);

/// What the bytes are fit to be shown as: photo, video, voice, audio or document.
protocols::content kind_of(const inspected& of);
/// Whether the bytes can be what a platform says they are.
bool fits(const inspected& bytes, protocols::content said);

} // namespace switchboard::storage
