#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string>
#include <vector>

namespace switchboard::protocols::vk {

/// What one message of VK carries, in our words.
struct carried {
  protocols::content kind = content::other;
  /// The text, then a line for each thing that has no file address: a link to it, a place, what
  /// was forwarded ("> …").
  std::string text;
  std::vector<attachment> attachments;
  /// `kind` and `text` tell everything there is.
  bool complete = false;
};

/// A message whose content we have no word for is `other`: templates, calls, gifts, and what the
/// platform will invent.
carried read_content(const json::object& message);

} // namespace switchboard::protocols::vk
