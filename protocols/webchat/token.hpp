#pragma once

#include "config/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// Who a visitor of the web chat is (CHN-12): a name we gave, signed, kept by the visitor's
/// browser. Nothing about it is stored: whoever shows the token is that visitor.
///
///     1.<visitor>.<issued, Unix seconds>.<HMAC-SHA256, 64 hexadecimal digits>
///
/// The signature covers the account too: a token of one chat opens no other.
namespace switchboard::protocols::webchat {

inline constexpr std::chrono::days token_lives{400};
/// A clock of ours that is ahead of another of ours by this much is forgiven.
inline constexpr std::chrono::minutes token_ahead{5};

struct visitor_token {
  std::string visitor;
  timestamp issued;
};

/// Empty if the key is empty or `visitor` is no name (see rules.hpp).
std::string make_visitor_token(std::string_view key, std::string_view account,
                               const visitor_token& who);

/// Nothing when the token is not ours, is of another account, was changed, or has expired. Takes
/// a time that does not depend on how much of a signature is right.
std::optional<visitor_token> read_visitor_token(std::string_view key, std::string_view account,
                                                std::string_view token, timestamp now);

} // namespace switchboard::protocols::webchat
