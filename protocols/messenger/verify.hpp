#pragma once

#include "protocols/hooks.hpp"

#include <string_view>

/// Who calls the app's address: all pages of all projects arrive at one (CHN-3).
namespace switchboard::protocols::facebook {

inline constexpr std::string_view proof_header = "X-Hub-Signature-256";

/// "sha256=" and the HMAC-SHA256 of the raw bytes under the app's secret. The older header
/// X-Hub-Signature (HMAC-SHA1) comes beside it and is not looked at: who could leave out the
/// stronger proof would choose the weaker, and the platform always sends both. Constant time; an
/// empty secret refuses.
bool verify(const hook_call& call, const hook_keys& keys);

/// Of the GET by which the platform tries an address before it takes it: the challenge, byte for
/// byte and as plain text, for our verify token; 403 for anything else.
hook_answer answer_handshake(const hook_call& call, const hook_keys& keys);

} // namespace switchboard::protocols::facebook
