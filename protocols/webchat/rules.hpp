#pragma once

#include "protocols/messenger.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers and forms of our own web chat (CHN-12).
namespace switchboard::protocols::webchat {

/// In UTF-16 code units, with files beside it or without.
inline constexpr std::size_t text_limit = 4096;
inline constexpr std::size_t files_at_once = 10;
inline constexpr std::int64_t file_bytes = 100'000'000;
/// Letters of an account's, a visitor's or an upload's name; a start link's payload too.
inline constexpr std::size_t name_limit = 64;

const protocols::rules& rules();

/// 1 to 64 of A-Za-z0-9_-: what we make ourselves, and what may stand in an address.
bool is_name(std::string_view text);

/// The page of the chat on our own server: an address relative to it. Empty for an account that is
/// none; a payload that is no name is left out.
std::string start_link(const identity& channel, std::string_view payload);

/// Always, unless the visitor asked not to be written to: there is no window (CHN-5).
allowance may_send(const send_context& when);

} // namespace switchboard::protocols::webchat
