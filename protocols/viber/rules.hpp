#pragma once

#include "protocols/messenger.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers and forms of Viber's Bot API.
namespace switchboard::protocols::viber {

inline constexpr std::string_view platform_name = "viber";

/// `text` of a text message and beside a picture (the documentation's pages differ: the smaller).
inline constexpr std::size_t text_limit = 7000;
inline constexpr std::size_t caption_limit = 768;
inline constexpr std::size_t sender_name_limit = 28;
inline constexpr std::size_t tracking_limit = 4000;
inline constexpr std::size_t file_name_limit = 256;
/// The whole JSON of a message, bytes.
inline constexpr std::size_t message_bytes = 30'000;

inline constexpr std::int64_t megabyte = 1024 * 1024;
/// What phones show of a picture (CHT-6); a larger one goes as a file.
inline constexpr std::int64_t photo_bytes = 3 * megabyte;
inline constexpr std::int64_t video_bytes = 26 * megabyte;
inline constexpr std::int64_t document_bytes = 50 * megabyte;
inline constexpr std::int32_t video_seconds = 180;

/// The link's path must end so for the platform to take it as a picture or a video.
inline constexpr std::array<std::string_view, 4> picture_endings{".jpg", ".jpeg", ".png", ".gif"};
inline constexpr std::string_view video_ending = ".mp4";

/// Endings of files that the platform refuses.
inline constexpr std::array<std::string_view, 20> forbidden_endings{
    ".apk", ".app", ".bat", ".bin", ".cmd", ".com", ".cpl", ".exe", ".ipa", ".jse",
    ".lnk", ".msi", ".osx", ".out", ".ps1", ".reg", ".run", ".vb",  ".vbs", ".ws"};

/// Status 12: the rate, or 100 messages within an hour to one who does not answer. The platform
/// does not tell which, so the client's next message is tried again after this.
inline constexpr std::chrono::seconds client_pause{60};
/// Statuses 18, 23 and 24: somebody has to pay or to publish first.
inline constexpr std::chrono::seconds account_pause{3600};
inline constexpr std::chrono::seconds longest_wait{3600};
/// A status that nobody documented.
inline constexpr int general_error_attempts = 5;
/// `set_webhook` stays open while the platform tries our address.
inline constexpr std::chrono::seconds webhook_timeout{30};

/// Events that have to be asked for; `message`, `subscribed` and `unsubscribed` always come.
inline constexpr std::array<std::string_view, 4> optional_events{"delivered", "seen", "failed",
                                                                 "conversation_started"};
inline constexpr std::array<std::string_view, 6> event_types{
    "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"};

/// The platform publishes no overall limit: the pace is our own working number.
const protocols::rules& rules();

/// Three groups of hexadecimal digits with hyphens between, lenient on their lengths (CHN-7).
bool token_well_formed(std::string_view token);

/// `viber://pa?chatURI=<uri>&context=<payload>` (CHN-9); empty for an account without a URI.
std::string start_link(const identity& account, std::string_view payload);

/// Only subscribers may be written to; time does not matter (CHN-5).
allowance may_send(const send_context& when);

/// The longest beginning of the text with so many UTF-16 units, cut between characters.
std::string_view cut(std::string_view utf8, std::size_t units);

/// The ending of an address's path or of a file's name, in lower case with its dot; empty if it
/// has none. What follows "?" or "#" of an address is no part of it.
std::string ending_of(std::string_view address_or_name);

} // namespace switchboard::protocols::viber
