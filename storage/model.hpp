#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"
#include "protocols/model.hpp"
#include "storage/card_model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The rows as the program sees them. Enum numbers are stored: never renumber.
namespace switchboard::storage {

enum class role : std::uint8_t { owner = 0, admin = 1, manager = 2 };
enum class chat_state : std::uint8_t { fresh = 0, active = 1, done = 2 };
/// Who is offered a chat is no participant yet: the row is there so that the chat is in their list.
enum class participant_role : std::uint8_t { responsible = 0, added = 1, offered = 2 };
enum class channel_mode : std::uint8_t { webhook = 0, polling = 1 };
enum class channel_state : std::uint8_t { connected = 0, broken = 1, disconnected = 2 };
enum class timer_kind : std::uint8_t { unclaimed = 0, offer = 1 };
/// What tab_counters count: chats of a state, or (held) chats that a member is responsible for.
enum class counted : std::uint8_t { fresh = 0, active = 1, done = 2, held = 3 };
/// How appeals come to managers (INB-8).
enum class assignment : std::uint8_t { by_hand = 0, round_robin = 1, least_loaded = 2 };
enum class source_kind : std::uint8_t { channel = 0, link = 1 };
/// What an outbox row asks of the platform.
enum class outbox_act : std::uint8_t { send = 0, edit = 1, remove = 2 };
/// How far the bytes of an attachment are: none to get, still to be fetched, here, given up.
enum class attachment_state : std::uint8_t { none = 0, waiting = 1, ready = 2, failed = 3 };

enum class message_kind : std::uint8_t {
  incoming = 0,
  outgoing = 1,
  automatic = 2,
  broadcast = 3,
  note = 4,
  system = 5,
};

enum class message_status : std::uint8_t {
  none = 0,
  queued = 1,
  sending = 2,
  sent = 3,
  delivered = 4,
  read = 5,
  failed = 6,
  uncertain = 7,
};

/// What a system line tells (CHT-4).
enum class action : std::uint8_t {
  none = 0,
  opened = 1, ///< a repeat appeal
  took = 2,
  closed = 3,
  unsubscribed = 4,
  subscribed = 5,
  unclaimed = 6,      ///< nobody took the appeal in time
  passed = 7,         ///< author offered the chat to subject
  accepted = 8,       ///< author took what subject had passed
  declined = 9,       ///< author did not; subject stays responsible
  expired = 10,       ///< author did not answer in time; subject stays responsible
  withdrew = 11,      ///< author took back the offer to subject
  added = 12,         ///< author added subject
  removed = 13,       ///< author removed subject
  left = 14,          ///< author left
  took_over = 15,     ///< author took the chat from subject
  forwarded = 16,     ///< author forwarded the chat to the department subject
  returned = 17,      ///< a repeat appeal went straight to subject (BOT-2)
  assigned = 18,      ///< the rules of assignment gave the chat to subject (INB-8)
  released = 19,      ///< subject left the team, or may hold no chats any more
  routed = 20,        ///< by its source the appeal belongs to the department subject
  undepartmented = 21 ///< its department is no more
};

/// What a manager may be forbidden (TEAM-3). The number is the bit.
enum class permission : std::uint8_t {
  tab_new = 0,
  tab_mine = 1,
  tab_others = 2,
  tab_done = 3,
  search = 4,
  take = 5, ///< take new appeals
  broadcasts = 6,
  automator = 7,
  tools = 8,
  audience = 9,
  export_data = 10,
  analytics = 11,
  delete_clients = 12,
  client_contacts = 13, ///< see phone, e-mail, address and profile of a client
};
inline constexpr std::size_t permission_count = 14;
/// A bit for each permission that is forbidden.
using forbidden_set = std::uint32_t;
constexpr bool forbids(forbidden_set set, permission what) {
  return (set >> static_cast<unsigned>(what) & 1U) != 0;
}

struct person_row {
  person_id id;
  account_id account;
  std::string email;
  std::string name;
  std::string password_hash;
  std::string locale;
  std::string photo_blob;          ///< blob of a square JPEG; empty = none
  std::string totp_secret;         ///< sealed, as in the table; empty = one factor
  std::int32_t recovery_codes = 0; ///< how many are left
  timestamp created_at{};
};

struct session_row {
  session_id id;
  std::string token_hash; ///< SHA-256 of the cookie, 32 bytes
  person_id person;
  std::string csrf_token;
  std::string user_agent;
  std::string address; ///< where it was begun from
  timestamp created_at{};
  timestamp last_seen_at{}; ///< to the hour
  timestamp expires_at{};
};

struct project_row {
  project_id id;
  account_id account;
  std::string name;
  std::string time_zone; ///< IANA name
  std::string color;     ///< "#rrggbb"; empty = none chosen (PRJ-3)
  std::string logo_blob; ///< blob of a picture; empty = none (PRJ-2)
  /// BOT-2: repeat appeals go straight to the manager in charge.
  bool return_to_manager = false;
  storage::assignment assignment = assignment::by_hand;
  std::int32_t assignment_cap = 0; ///< chats a manager holds at most by assignment; 0 = no cap
  timestamp created_at{};
  friend bool operator==(const project_row&, const project_row&) = default;
};

struct member_row {
  person_id id;
  std::string name;
  std::string email;
  storage::role role = role::manager;
  std::string photo_blob;
  forbidden_set forbidden = 0;
  std::vector<department_id> forbidden_departments;
  bool away = false;    ///< said so; whether anybody is there is not stored
  bool removed = false; ///< kept for the names in the history
  friend bool operator==(const member_row&, const member_row&) = default;
};

/// A source of clients that leads to a department (INB-7).
struct source_row {
  source_kind kind = source_kind::channel;
  std::string source; ///< the channel's id, or what the start link carries
  friend bool operator==(const source_row&, const source_row&) = default;
};

struct department_row {
  project_id project;
  department_id id;
  std::string name;
  std::vector<person_id> members; ///< empty = open to everybody
  std::vector<source_row> sources;
  std::optional<storage::assignment> assignment; ///< absent = as the project has it
  std::optional<std::int32_t> assignment_cap;    ///< likewise
  timestamp created_at{};
  friend bool operator==(const department_row&, const department_row&) = default;
};

/// A project as one person sees it.
struct membership_row {
  project_row project;
  storage::role role = role::manager;
  forbidden_set forbidden = 0;
  std::vector<department_id> forbidden_departments;
};

struct channel_row {
  project_id project;
  channel_id id;
  protocols::platform platform = protocols::platform::telegram;
  std::string external_id;
  std::string name;
  std::string username;
  std::string hook_key;
  std::string welcome;      ///< BOT-1: invites to start the dialog; empty = none
  std::string message_type; ///< CHN-4; empty = the default
  std::string token;        ///< in the clear in memory, sealed in the table
  std::string secret;       ///< likewise
  std::string poll_cursor;  ///< where the next poll goes on, where the platform does not keep it
  channel_mode mode = channel_mode::polling;
  channel_state state = channel_state::connected;
  /// "" | token_revoked | webhook_lost | conflict | unreachable | no_permission | blocked | captcha
  /// | quota | daily_limit | policy_warning | other_app
  std::string problem;
  std::string last_error;
  std::optional<timestamp> last_error_at;
  std::optional<timestamp> last_inbound_at;
  timestamp created_at{};
};

struct client_row {
  project_id project;
  chat_id id; ///< a client has one chat, with the client's id
  channel_id channel;
  std::string external_id;
  protocols::profile who; ///< `photo` = where the platform has it
  std::string photo_blob; ///< our copy of the photo (blob_id in hex); empty = none yet
  bool profiled = false;  ///< the platform was asked for the profile and told it
  bool subscribed = true;
  std::string came_by; ///< what the last start link carried
  timestamp created_at{};
};

/// What the list row says of the last message.
struct last_words {
  message_id id;
  message_kind kind = message_kind::incoming;
  protocols::content content = protocols::content::text;
  message_status status = message_status::none;
  std::string text; ///< its first preview_bytes
  timestamp at{};
};

struct chat_row {
  project_id project;
  chat_id id;
  channel_id channel;
  chat_state state = chat_state::fresh;
  person_id responsible;    ///< of a new chat: the former one, if any
  department_id department; ///< 0 = none
  person_id offered_to;     ///< has still to accept or decline; 0 = nobody
  std::optional<timestamp> offered_at;
  /// When the chat last came to New (an id): what a timer or an assignment of that time meant for.
  std::int64_t turn = 0;
  dialog_id dialog;
  std::int32_t dialogs = 0;
  std::int32_t unread = 0;
  std::optional<timestamp> waiting_since;
  bool unclaimed = false;
  std::optional<timestamp> last_action_at; ///< the client's last own act (CHN-5)
  std::int64_t activity = 0; ///< orders every tab; the id of the last thing that happened
  last_words last;
  std::int64_t version = 0;
  timestamp created_at{};
};

struct participant_row {
  person_id member;
  participant_role role = participant_role::responsible;
  friend bool operator==(const participant_row&, const participant_row&) = default;
};

/// A file of ours. Its bytes and those of its small picture are in the blob store.
struct file_row {
  project_id project;
  file_id id;
  protocols::content kind = protocols::content::document;
  std::string blob; ///< SHA-256 of the bytes, 64 hexadecimal digits
  std::int64_t size = 0;
  std::string mime;
  std::string name;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::int32_t duration_s = 0;
  std::string thumbnail; ///< blob of a JPEG of at most thumbnail_side pixels; empty = none
  timestamp created_at{};
};

struct attachment_row {
  protocols::content kind = protocols::content::document;
  attachment_state state = attachment_state::none;
  std::string source; ///< where the platform has it; empty for files of ours
  std::string name;
  std::string mime;
  std::int64_t size = 0;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::int32_t duration_s = 0;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::string
      error; ///< why it could not be fetched: "too_large", "gone", "refused", "forbidden_type"
  std::optional<file_row> file; ///< when ready
};

struct message_row {
  project_id project;
  chat_id chat;
  message_id id;
  dialog_id dialog;
  message_kind kind = message_kind::incoming;
  protocols::content content = protocols::content::text;
  message_status status = message_status::none;
  storage::action action = action::none;
  person_id author;         ///< 0 = the client or the system
  std::int64_t subject = 0; ///< of a system line: the other person, or the department
  std::string text;
  std::string external_id;
  std::string client_key; ///< the sender's own key: a repeat of it is not sent again
  std::string error_code;
  std::string error_text;
  std::vector<attachment_row> attachments;
  message_id reply_to; ///< of the same chat; 0 = answers none
  std::string quote;   ///< the beginning of that message, at most preview_bytes
  std::optional<timestamp> edited_at;
  std::optional<timestamp> deleted_at;
  timestamp created_at{};
};

struct timer_row {
  project_id project;
  chat_id chat;
  timer_kind kind = timer_kind::unclaimed;
  std::int64_t generation = 0;
  timestamp due_at{};
};

/// A file of a message on its way out.
struct outbox_file {
  file_row file;
  std::string reference; ///< what the platform called it when it went through this channel before
};

/// A message on its way out, with what is needed to send it.
struct outbox_row {
  message_id message;
  chat_id chat;
  outbox_act act = outbox_act::send;
  protocols::author by = protocols::author::person;
  std::string client; ///< the platform's id of the client
  std::string text;
  std::vector<outbox_file> files;
  std::string reply_to;                    ///< the platform's id of the message it answers
  std::string external_id;                 ///< the platform's id of the message to edit or remove
  std::optional<timestamp> last_action_at; ///< the client's, when the row was read
  bool sending = false; ///< handed to the platform before a crash: its fate is unknown
  std::int32_t attempts = 0;
};

/// Bytes to be fetched from a platform, in the background: of the attachment at `position`, or the
/// client's photo.
struct fetch_row {
  project_id project;
  channel_id channel;
  chat_id chat;
  message_id message; ///< 0 = the client's photo
  std::int16_t position = 0;
  protocols::content kind = protocols::content::document;
  std::string source;
  std::string name; ///< as the platform told it; may be empty
  std::int32_t attempts = 0;
  timestamp due_at{};
};

/// How many chats are in a tab. Per member only active ones (those in Mine, offered ones too) and
/// held ones are counted; held chats have no department.
struct counter_row {
  counted what = counted::fresh;
  department_id department;
  person_id member; ///< 0 = all members together
  std::int64_t chats = 0;
};

/// Longest preview kept on the chat, in bytes, cut at a code point.
inline constexpr std::size_t preview_bytes = 200;
/// Longest side of a small picture, in pixels.
inline constexpr int thumbnail_side = 480;

} // namespace switchboard::storage
