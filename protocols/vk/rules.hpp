#pragma once

#include "protocols/messenger.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers and forms of VK's community API.
namespace switchboard::protocols::vk {

/// The version of calls and of events: they follow `api_version` of the callback settings.
inline constexpr std::string_view api_version = "5.199";

/// Calls of a community token, a second. One call inside `execute` counts as one of its 25.
inline constexpr double calls_per_second = 20;
inline constexpr std::size_t calls_of_execute = 25;
/// Clients of one `users.get`.
inline constexpr std::size_t users_of_a_question = 1000;
/// The schema says 9000; 4096 is what everybody has seen working.
inline constexpr std::size_t text_limit = 4096;
inline constexpr std::size_t attachments_of_a_message = 10;
/// Bytes.
inline constexpr std::int64_t photo_limit = 50'000'000;
inline constexpr std::int64_t document_limit = 200'000'000;
/// Width and height together, in pixels, and how much longer than the other one side may be.
inline constexpr std::int64_t photo_sides_limit = 14'000;
inline constexpr std::int64_t photo_ratio_limit = 20;
inline constexpr std::chrono::seconds voice_limit{300};
inline constexpr std::chrono::hours changes_within{24};
/// Of a callback server.
inline constexpr std::string_view server_title = "Switchboard";
inline constexpr std::size_t server_title_limit = 14;
inline constexpr std::size_t server_secret_limit = 50;
static_assert(server_title.size() <= server_title_limit);
/// What a long poll may wait at VK, and what it may take on top.
inline constexpr std::chrono::seconds longest_hold{90};
inline constexpr std::chrono::seconds poll_margin{10};

/// Chats of many people have ids from here on; they number per community, so they end below 2^31,
/// and people's newer ids begin above it.
inline constexpr std::int64_t first_chat = 2'000'000'000;
inline constexpr std::int64_t after_chats = 2'147'483'648;

/// The events we ask for, of callbacks and of the long poll.
inline constexpr std::array<std::string_view, 12> wanted_events{
    "message_new",  "message_reply",        "message_edit", "message_allow",
    "message_deny", "message_typing_state", "message_read", "message_event",
    "group_join",   "group_leave",          "user_block",   "user_unblock"};

const protocols::rules& rules();

/// Lenient: what a token is made of, not which kind it is (CHN-6).
bool token_well_formed(std::string_view token);
/// `https://vk.com/id42`; nothing for an id that is not a number (SUB-4).
std::optional<std::string> profile_url(std::string_view client);
/// Opens the conversation with the community (CHN-9). `ref` comes with the first message after.
std::string start_link(const identity& community, std::string_view payload);

/// `messages.send.random_id` of the message with this key: stable, positive, 31 bits, never 0. A
/// repeat with the same value to the same person is delivered once.
std::int32_t random_id(std::string_view key);
/// How an echo names the message it is of.
std::string echo_of(std::int64_t random_id);

/// VK has no window: whoever wrote or allowed may be written to until they deny (CHN-5).
allowance may_send(const send_context& when);

} // namespace switchboard::protocols::vk
