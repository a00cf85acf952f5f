#pragma once

#include "config/clock.hpp"
#include "protocols/messenger/answer.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// What the platform tells of a token (debug_token).
namespace switchboard::protocols::facebook {

struct token_info {
  std::string app_id;
  /// "PAGE", "USER"…
  std::string type;
  bool valid = false;
  /// Needed rights that it does not have, "a, b".
  std::string missing_rights;
  /// Nothing = never. (The access to the person's data ends earlier, but a page's messages are
  /// none of it.)
  std::optional<timestamp> ends;
  /// The platform's words on a token that is not valid.
  std::string problem;
};

/// Nothing when the answer does not tell.
std::optional<token_info> read_token_info(const answer& from);

/// Why the token is of no use to the app.
enum class token_fault : std::uint8_t { none, not_valid, other_app, not_a_page, rights_missing };
token_fault fault_of(const token_info& token, const std::string& app_id);

} // namespace switchboard::protocols::facebook
