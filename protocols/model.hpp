#pragma once

#include "config/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace switchboard::protocols {

/// The messengers a channel can be of. The numbers are stored: never renumber.
enum class platform : std::uint8_t { telegram = 0, viber = 1, vk = 2, messenger = 3, webchat = 4 };

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

/// What a platform tells of a client (CRD-1). Empty = not told.
struct profile {
  std::string first_name;
  std::string last_name;
  std::string username;
  std::string language;
  /// ISO 3166-1 alpha-2.
  std::string country{};
  /// Where the photo is now: an absolute address, or the platform's reference for `locate`.
  std::string photo{};

  bool operator==(const profile&) const = default;
};

/// A file or a place inside a client's message.
struct attachment {
  content kind = content::other;
  /// An absolute address, or the platform's reference for `messenger::locate`; empty = nothing to
  /// fetch (a place, a contact, a sticker without a picture).
  std::string source;
  /// The file's name, or the title of what it is.
  std::string name;
  std::string mime;
  /// 0 = not told; bytes, pixels, seconds.
  std::int64_t size = 0;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::int32_t duration_s = 0;
  /// Of a place, in degrees.
  std::optional<double> latitude;
  std::optional<double> longitude;

  bool operator==(const attachment&) const = default;
};

/// A client wrote, pressed a button or started the bot.
struct client_message {
  protocols::content content = protocols::content::text;
  /// Text, or caption of media; for a button its label or data, for a start its payload.
  std::string text;
  /// The platform's id of the message, unique within the chat; empty if it has none.
  std::string external_id;
  std::vector<attachment> attachments{};
  /// The platform's id of the message that this one answers; empty if it quotes none (CHT-9).
  std::string reply_to{};
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

/// A client took a message back (CHT-9).
struct message_deleted {
  std::string external_id;
};

/// How far our messages came (CHT-7). What is named by any of the three counts.
struct receipt {
  enum class kind : std::uint8_t { delivered, read, failed };
  receipt::kind what = kind::delivered;
  /// The platform's ids of our messages.
  std::vector<std::string> external_ids{};
  /// All our messages sent until then.
  std::optional<timestamp> until{};
  /// All our messages whose numeric id is not above this.
  std::optional<std::int64_t> up_to_id{};
  /// Of a failure, in the platform's words.
  std::string reason{};
};

/// The client types at this moment; never stored.
struct typing {};

/// The account answered the client: we, or somebody in the platform's own inbox (an echo).
struct answered {
  std::string external_id;
  std::string text;
  std::vector<attachment> attachments{};
  protocols::content content = protocols::content::text;
  /// What `outgoing::key` was when we sent it ourselves; empty if the platform does not tell.
  std::string key{};
  /// The platform says that a person typed it in the platform's own inbox.
  bool by_person = false;
};

/// The client opened the conversation, by a link perhaps, and has written nothing yet. No
/// permission to write comes with it (Viber: conversation_started, Messenger: referral).
struct arrived {
  std::string payload;
};

/// Something about the whole account: "policy_warning", "blocked", "other_app"…; shown in the
/// channel's health (CHN-10). Empty `problem` = it is over.
struct account_notice {
  std::string problem;
  std::string reason;
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
  /// The order is stored (as an index): only ever append.
  std::variant<client_message, message_edited, subscription_changed, not_understood,
               message_deleted, receipt, typing, answered, arrived, account_notice>
      what;
  /// A press that the platform wants acknowledged (whatever its `acknowledge` needs); empty
  /// otherwise.
  std::string acknowledge{};
  /// The bytes say more than `what` does, so they are kept with the event.
  bool keep_bytes = false;
  /// What the start link carried, if this event brought it (TOOL-7, SUB-1).
  std::string start_payload{};
  /// The platform counts it as the client's own act: it opens the window for our answers (CHN-5).
  bool opens_window = false;
};

/// Who speaks: decides what a platform's rules allow, and who goes first.
enum class author : std::uint8_t { person = 0, automation = 1, broadcast = 2 };
inline constexpr std::array authors{author::person, author::automation, author::broadcast};

/// A file of ours on its way to a client.
struct outgoing_file {
  /// photo, video, animation, voice, audio or document.
  content kind = content::document;
  std::string name;
  std::string mime;
  std::int64_t size = 0; ///< bytes
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::int32_t duration_s = 0;
  /// Where the bytes are on our disk.
  std::string path{};
  /// A public signed link to it and to its small picture; empty if the server has no public
  /// address.
  std::string link{};
  std::string thumbnail_link{};
  /// What the platform called it when it was sent through this channel before; empty = never.
  std::string reference{};
};

/// A message to a client, as the platform sends it: one call, or one message at the end of several.
struct outgoing {
  /// Stays the same however often it is tried: the id of our message, decimal.
  std::string key;
  std::string client;
  std::string text;
  std::vector<outgoing_file> files{};
  /// The platform's id of the message it answers; empty = none.
  std::string reply_to{};
  /// The channel's name, where a platform wants one with each message.
  std::string sender_name{};
  author by = author::person;
  /// What `may_send` said: the form in which the rules let it go ("RESPONSE", "HUMAN_AGENT").
  std::string form{};
};

} // namespace switchboard::protocols
