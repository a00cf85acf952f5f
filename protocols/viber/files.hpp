#pragma once

#include "protocols/json.hpp"
#include "protocols/messenger.hpp"

#include <string>
#include <variant>

namespace switchboard::protocols::viber {

/// A file on its way: the platform fetches it from our link.
struct file_message {
  json::object message;
  /// The text did not fit beside it: only pictures have one. It follows as a message of its own.
  bool text_follows = false;
};

/// The picture, video or file that the platform takes this for; what it would show in no other
/// way goes as a file. Refused: "needs_public_url", "file_too_big", "file_type_refused".
std::variant<file_message, refused> render_file(const outgoing& message);

} // namespace switchboard::protocols::viber
