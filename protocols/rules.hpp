#pragma once

#include "config/clock.hpp"
#include "protocols/model.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The numbers of a platform, and what its rules allow.
namespace switchboard::protocols {

/// How fast a platform may be written to; messages per second.
struct pace {
  double per_channel = 0;
  double per_chat = 0;
  /// Messages that may go to one chat at once before `per_chat` binds.
  int chat_burst = 1;
};

/// What a platform can do, as data: what the composer shows and the server keeps to.
struct rules {
  protocols::pace pace;
  /// The longest text of one message, counted as `messenger::text_length` counts.
  std::size_t text_limit = 0;
  /// The longest text beside files; 0 = files have no text, it goes as a message of its own.
  std::size_t caption_limit = 0;
  /// Only photos have a text beside them; with any other file it goes as a message of its own.
  bool captions_photos_only = false;
  /// Files of one message.
  std::size_t files_at_once = 1;
  /// Bytes; 0 = the platform does not take the kind (it goes as a document).
  std::int64_t photo_bytes = 0;
  std::int64_t video_bytes = 0;
  std::int64_t audio_bytes = 0;
  std::int64_t document_bytes = 0;

  bool webhooks = true;
  bool polls = false;
  /// The platform forgets what was polled before only the cursor says so: it is stored.
  bool keeps_cursor = false;
  /// One webhook address serves all accounts of an app.
  bool shared_webhook = false;
  /// Files are fetched by the platform from our public address.
  bool needs_public_files = false;
  bool edits = false;
  bool deletes = false;
  /// How long after sending; nothing = for ever.
  std::optional<std::chrono::hours> changes_within{};
  bool replies = false;
  bool tells_delivered = false;
  bool tells_read = false;
  bool tells_typing = false;
  bool shows_typing = false;
  bool shows_read = false;
  bool bot_profile = false;
  bool has_welcome = false;
  /// The same key sent twice is delivered once, so what has no answer may go again.
  bool idempotent = false;
  /// How long an echo may take to settle what has no answer; 0 = the platform has no echoes.
  std::chrono::seconds echo_wait{0};
  /// Most texts of one call; 1 = no batches.
  std::size_t batch = 1;
  /// Most clients of one question for profiles; 0 = profiles come with the events only.
  std::size_t profiles_at_once = 0;
};

/// What decides whether a message may go to a client now.
struct send_context {
  author by = author::person;
  timestamp now{};
  bool subscribed = true;
  /// The client's last own act; nothing = never.
  std::optional<timestamp> last_action_at{};
  /// CHN-4: the channel's message type ("business_productivity"); empty = the default.
  std::string message_type{};
};

/// What may be sent now, until when, and why not (CHN-5).
struct allowance {
  bool allowed = false;
  /// For `outgoing::form`.
  std::string form{};
  /// When this answer stops being true by time alone.
  std::optional<timestamp> until{};
  /// Why not: "unsubscribed", "window_closed", "never_wrote"; why in a special form:
  /// "human_agent". Empty = no more to say.
  std::string code{};
  /// The date the platform's rule is in force since, where one is to blame (a retired tag).
  std::optional<timestamp> since{};
};

} // namespace switchboard::protocols
