#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string>
#include <vector>

namespace switchboard::protocols::facebook {

/// What one `message` of the platform carries, in our words (CHT-2).
struct carried {
  protocols::content kind = content::text;
  std::string text;
  std::vector<attachment> attachments;
  /// `kind` and `text` tell everything there is: nothing attached, pressed or unknown.
  bool complete = false;
};

/// The first attachment decides the kind. A sticker that comes in both of its forms is one. What
/// is only a link to something on the platform (a post, a reel, a preview) becomes text.
carried read_content(const json::object& message);

} // namespace switchboard::protocols::facebook
