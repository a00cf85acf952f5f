#pragma once

#include "config/clock.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace switchboard::protocols {

/// The messengers a channel can be of. The numbers are stored: never renumber.
enum class platform : std::uint8_t { telegram = 0 };

/// What a message carries (CHT-2). The numbers are stored: never renumber.
enum class content : std::uint8_t {
  text = 0,
  photo = 1,
  video = 2,
  animation = 3,
  video_note = 4,
  voice = 5,
  audio = 6,
  document = 7,
  sticker = 8,
  location = 9,
  venue = 10,
  contact = 11,
  button = 12,
  start = 13,
  other = 14,
};

/// What a platform tells of a client with every event (CRD-1). Empty = not told.
struct profile {
  std::string first_name;
  std::string last_name;
  std::string username;
  std::string language;

  bool operator==(const profile&) const = default;
};

/// A client wrote, pressed a button or started the bot.
struct client_message {
  protocols::content content = protocols::content::text;
  /// Text, or caption of media; for a button its label or data, for a start its payload.
  std::string text;
  /// The platform's id of the message, unique within the chat; empty if it has none.
  std::string external_id;
};

/// A client changed a message written before.
struct message_edited {
  std::string external_id;
  std::string text;
};

/// The bot may (again), or may no longer, write to the client (SUB-3).
struct subscription_changed {
  bool subscribed = false;
};

/// Kept with its bytes, counted and answered 200; `why` is a short stable word.
struct not_understood {
  std::string why;
};

/// One update of a platform, in our words. Parsing never fails: what we do not understand is an
/// outcome, not an error.
struct client_event {
  /// The platform's id of the event, unique within the channel; made from the bytes if it has none.
  std::string key;
  /// The platform's name of the kind ("message", "my_chat_member"), for counting and logs.
  std::string kind;
  /// The platform's id of the client; empty when the event is about nobody we can answer.
  std::string client;
  profile who;
  /// The epoch when the platform does not tell: a press of a button has no time.
  timestamp sent_at{};
  std::variant<client_message, message_edited, subscription_changed, not_understood> what;
  /// A press that the platform wants acknowledged (its callback id); empty otherwise.
  std::string acknowledge;
  /// The bytes say more than `what` does, so they are kept with the event.
  bool keep_bytes = false;
};

/// A message to a client.
struct outgoing {
  std::string client;
  std::string text;
};

} // namespace switchboard::protocols
