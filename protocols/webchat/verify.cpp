#include "protocols/webchat/verify.hpp"

#include "protocols/digest.hpp"

namespace switchboard::protocols::webchat {

bool verify(const hook_call& call, const hook_keys& keys) {
  return !keys.secret.empty() && call.header &&
         constant_time_equal(call.header(proof_header), keys.secret);
}

} // namespace switchboard::protocols::webchat
