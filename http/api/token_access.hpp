#pragma once

#include "http/api/call.hpp"
#include "http/api/operations.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

/// What programs may do with a token (ACC-7): never more than who made it, in one project, within
/// its scopes.
namespace switchboard::http {

/// What every token begins with, so that one that got lost is recognised.
inline constexpr std::string_view token_prefix = "sbt_";

inline constexpr std::array every_scope{scope::chats_read,   scope::chats_write,
                                        scope::clients_read, scope::clients_write,
                                        scope::project_read, scope::project_write};

/// Where a scope stands in a token's set; none stands nowhere.
constexpr std::uint32_t bit_of(scope of) {
  return of == scope::none ? 0U : 1U << (static_cast<unsigned>(of) - 1U);
}

/// errc::access_denied unless the token has all of them.
result<void> check_scopes(const storage::api_token_row& token, std::initializer_list<scope> needed);

/// For calls by a token; calls by people pass. Another project than the token's is not there
/// (not_found), and what no scope allows is nobody's but a person's (access_denied).
result<void> check_token(const call& c);

} // namespace switchboard::http
