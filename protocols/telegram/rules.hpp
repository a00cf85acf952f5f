#pragma once

#include "protocols/messenger.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Numbers and forms of Telegram's Bot API.
namespace switchboard::protocols::telegram {

/// `sendMessage.text`, in UTF-16 code units.
inline constexpr std::size_t text_limit = 4096;
/// Parallel deliveries to our webhook; Telegram's own default.
inline constexpr int webhook_connections = 40;
/// Updates of one `getUpdates`; the platform's maximum.
inline constexpr int poll_limit = 100;
/// What a long poll may take on top of the time it waits at the platform.
inline constexpr std::chrono::seconds poll_margin{10};
/// Bounds on `retry_after`: a wait of nothing would spin, one of days would hide a channel.
inline constexpr std::chrono::seconds shortest_wait{1};
inline constexpr std::chrono::seconds longest_wait{3600};

/// What we ask to be told of: the kinds that `parse_update` understands.
inline constexpr std::array<std::string_view, 4> allowed_updates{
    "message", "edited_message", "callback_query", "my_chat_member"};

/// Working numbers below the platform's unpublished limits: about 30 a second for a bot, about
/// one a second in a chat, short bursts pass.
protocols::pace pace();

/// `<digits>:<letters>`, lenient on length (CHN-6).
bool token_well_formed(std::string_view token);

/// `https://t.me/<username>`; without a username a link that works in clients that know the user.
/// Nothing for an id that is not a number (SUB-4).
std::optional<std::string> profile_url(std::string_view client, const profile& who);

/// Opens the conversation with the bot (CHN-9).
std::string start_link(const identity& bot);

} // namespace switchboard::protocols::telegram
