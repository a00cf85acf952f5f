#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

#include <string>

namespace switchboard::protocols::telegram {

/// What one Message of the Bot API carries, in our words.
struct carried {
  protocols::content kind = content::other;
  std::string text;
  /// `kind` and `text` tell everything there is: no media, quote, hidden link or unknown field.
  bool complete = false;
};

/// A message whose content we have no word for is `other`: service messages, polls, dice, and
/// what the platform will invent.
carried read_content(const json::object& message);

} // namespace switchboard::protocols::telegram
