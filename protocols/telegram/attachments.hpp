#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <optional>
#include <string_view>

/// The file or the place of a Message of the Bot API; a message has one at most.
namespace switchboard::protocols::telegram {

/// What stands before a `file_id` in `attachment::source`: an address has to be asked for, it
/// holds the token and lives an hour.
inline constexpr std::string_view file_source = "file:";

/// Nothing when the message is a text, a contact or what we have no word for.
std::optional<attachment> read_attachment(const json::object& message);

/// The field of a Message that holds this content ("photo"); empty if no field does.
std::string_view field_of(content kind);

/// Which of the media fields the message has; null if none. The first in our order decides: an
/// animation comes with a `document` of the same file, a venue with its `location`.
struct medium {
  content kind = content::other;
  const json::value* value = nullptr;
};
medium find_medium(const json::object& message);

/// The largest of the sizes of one picture; null if there is none.
const json::object* largest(const json::array& sizes);

} // namespace switchboard::protocols::telegram
