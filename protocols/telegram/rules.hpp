#pragma once

#include "protocols/messenger.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers and forms of Telegram's Bot API.
namespace switchboard::protocols::telegram {

/// `sendMessage.text`, in UTF-16 code units.
inline constexpr std::size_t text_limit = 4096;
/// `caption` of a file, in the same units.
inline constexpr std::size_t caption_limit = 1024;
/// Bytes of an upload: of a picture, of everything else.
inline constexpr std::int64_t photo_bytes = 10'000'000;
inline constexpr std::int64_t file_bytes = 50'000'000;
/// A picture's width and height together, and the longer by the shorter.
inline constexpr std::int64_t photo_sides = 10'000;
inline constexpr std::int64_t photo_ratio = 20;
/// How long our own messages can be changed and taken back.
inline constexpr std::chrono::hours changes_within{48};
/// Parallel deliveries to our webhook; Telegram's own default.
inline constexpr int webhook_connections = 40;
/// Updates of one `getUpdates`; the platform's maximum.
inline constexpr int poll_limit = 100;
/// What a long poll may take on top of the time it waits at the platform.
inline constexpr std::chrono::seconds poll_margin{10};
/// Bounds on `retry_after`: a wait of nothing would spin, one of days would hide a channel.
inline constexpr std::chrono::seconds shortest_wait{1};
inline constexpr std::chrono::seconds longest_wait{3600};
/// `setMyName`, `setMyDescription`, `setMyShortDescription`, in UTF-16 code units.
inline constexpr std::size_t bot_name_limit = 64;
inline constexpr std::size_t bot_description_limit = 512;
inline constexpr std::size_t bot_about_limit = 120;
/// Letters of a start link's payload.
inline constexpr std::size_t payload_limit = 64;

/// What we ask to be told of: the kinds that `parse_update` understands.
inline constexpr std::array<std::string_view, 4> allowed_updates{
    "message", "edited_message", "callback_query", "my_chat_member"};

/// The pace is a working number below the platform's unpublished limits: about 30 a second for a
/// bot, about one a second in a chat, short bursts pass.
const protocols::rules& rules();

/// `<digits>:<letters>`, lenient on length (CHN-6).
bool token_well_formed(std::string_view token);

/// `https://t.me/<username>`; without a username a link that works in clients that know the user.
/// Nothing for an id that is not a number (SUB-4).
std::optional<std::string> profile_url(std::string_view client, const profile& who);

/// Opens the conversation with the bot (CHN-9). A payload that the platform would not take is left
/// out: the link still opens the bot.
std::string start_link(const identity& bot, std::string_view payload);

/// Only who blocked the bot cannot be written to; there is no window (CHN-5).
allowance may_send(const send_context& when);

} // namespace switchboard::protocols::telegram
