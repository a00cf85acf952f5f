#pragma once

#include "protocols/json.hpp"
#include "protocols/model.hpp"

namespace switchboard::protocols::viber {

/// The inner `message` of Viber's event in our words.
struct carried {
  client_message message;
  /// The message tells everything there is: a plain text without data of its own.
  bool complete = false;
};

/// A type we have no word for is `other`. `silent`: a button was pressed that shows nothing.
carried read_content(const json::object& message, bool silent);

} // namespace switchboard::protocols::viber
