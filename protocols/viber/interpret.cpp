#include "protocols/viber/interpret.hpp"

#include "protocols/viber/answer.hpp"
#include "protocols/viber/fields.hpp"
#include "protocols/viber/refusals.hpp"

namespace switchboard::protocols::viber {

delivery read_delivery(const http_response& from) {
  const answer read(from);
  if (read.ok()) return sent{token_at(*read.fields())};
  if (read.readable()) return read_refusal(read.status(), read.reason());
  if (from.reach == http_response::reach::not_sent) return try_later{read.reason()};
  // "Not taken" by itself, whoever on the way says it.
  if (read.gateway_wait_s() > 0)
    return wait{std::chrono::seconds{read.gateway_wait_s()}, {}, read.reason()};
  return unknown_outcome{read.reason()};
}

} // namespace switchboard::protocols::viber
