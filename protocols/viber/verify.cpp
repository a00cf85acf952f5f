#include "protocols/viber/verify.hpp"

#include "protocols/digest.hpp"

#include <algorithm>

namespace switchboard::protocols::viber {

namespace {

/// The digits need no decoding: whatever is encoded is no signature.
std::string_view signature_in(std::string_view query) {
  constexpr std::string_view name = "sig=";
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto one = query.substr(0, end);
    if (one.starts_with(name)) return one.substr(name.size());
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return {};
}

} // namespace

bool verify(const hook_call& call, const hook_keys& keys) {
  if (keys.token.empty()) return false;
  auto proof = call.header ? call.header(proof_header) : std::string_view();
  if (proof.empty()) proof = signature_in(call.query);
  return constant_time_equal(proof, hmac_sha256_hex(keys.token, call.body));
}

} // namespace switchboard::protocols::viber
