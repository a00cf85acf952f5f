#pragma once

#include <string>
#include <string_view>

namespace switchboard::actors::domain {

/// The first bytes of a text for a list row, cut at a code point (storage::preview_bytes).
std::string preview(std::string_view utf8);

} // namespace switchboard::actors::domain
