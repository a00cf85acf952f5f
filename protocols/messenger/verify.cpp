#include "protocols/messenger/verify.hpp"

#include "protocols/digest.hpp"
#include "protocols/messenger/query.hpp"

namespace switchboard::protocols::facebook {

bool verify(const hook_call& call, const hook_keys& keys) {
  constexpr std::string_view scheme = "sha256=";
  if (keys.secret.empty() || !call.header) return false;
  const auto proof = call.header(proof_header);
  if (!proof.starts_with(scheme)) return false;
  return constant_time_equal(proof.substr(scheme.size()), hmac_sha256_hex(keys.secret, call.body));
}

hook_answer answer_handshake(const hook_call& call, const hook_keys& keys) {
  const auto token = parameter(call.query, "hub.verify_token");
  const auto challenge = parameter(call.query, "hub.challenge");
  const bool ours = !keys.verify_token.empty() && token &&
                    constant_time_equal(*token, keys.verify_token) && challenge &&
                    parameter(call.query, "hub.mode") == "subscribe";
  if (!ours) return {403, "text/plain", "wrong verify token"};
  return {200, "text/plain", *challenge};
}

} // namespace switchboard::protocols::facebook
