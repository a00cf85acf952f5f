#include "protocols/telegram/verify.hpp"

#include "protocols/digest.hpp"

namespace switchboard::protocols::telegram {

bool verify(std::string_view proof, std::string_view secret) {
  return !secret.empty() && constant_time_equal(proof, secret);
}

} // namespace switchboard::protocols::telegram
