#pragma once

#include "protocols/connecting.hpp"
#include "protocols/delivery.hpp"
#include "protocols/vk/answer.hpp"

#include <cstddef>
#include <vector>

/// What VK's answers mean for us. Nothing here throws on what a body holds.
namespace switchboard::protocols::vk {

/// Of `messages.send`. The same `random_id` is delivered once, so whatever is not known is
/// `try_later`.
delivery read_delivery(const http_response& from);

/// Of `execute` with this many `messages.send`: one outcome for each, in their order. Failed calls
/// are false among the answers and stand in `execute_errors` in the same order.
std::vector<delivery> read_deliveries(const http_response& from, std::size_t count);

/// Of `messages.edit` and `messages.delete`, as `sent` without an id. Both may be repeated. A right
/// that is missing here says nothing about the channel: it is a refusal.
delivery read_change(const http_response& from);

/// What a failed step before the message itself means for it: nothing has gone out yet.
delivery read_failed_step(const answer& from);

/// What a failed question about the community means: token_refused, bad_request with the
/// platform's words, platform_unreachable.
error failure_of(const answer& from);

/// Asking again for events is always safe: wait, try_later or channel_broken.
delivery read_failed_poll(const http_response& from);

} // namespace switchboard::protocols::vk
