#pragma once

#include "protocols/model.hpp"

#include <string>
#include <string_view>

/// Names of files as strangers tell them.
namespace switchboard::storage {

/// In characters.
inline constexpr std::size_t longest_name = 200;

/// The last part of a path, without control characters and those that turn or hide text, without
/// what Windows drops at the end; cut before its extension. May be empty.
std::string safe_name(std::string_view told);

/// What a file without a name is called: "photo.jpg", "file".
std::string name_for(protocols::content kind, std::string_view mime);

/// Lower case, without the dot; empty = has none.
std::string extension_of(std::string_view name);

/// "a.png" and "jpg" give "a.jpg".
std::string with_extension(std::string_view name, std::string_view extension);

} // namespace switchboard::storage
