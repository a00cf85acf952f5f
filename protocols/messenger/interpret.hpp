#pragma once

#include "protocols/delivery.hpp"
#include "protocols/messenger/refusals.hpp"
#include "protocols/transport.hpp"

#include <string>
#include <variant>

/// What the Graph API's answers mean for a message. Nothing here throws on what a body holds.
namespace switchboard::protocols::facebook {

/// Of a send. There is no idempotency key: only the platform's own words, or no connection at
/// all, prove that a message did not go out. The echo settles the rest.
delivery read_delivery(const http_response& from, attempt tried);

/// Of an upload: the attachment's id. Nothing went out yet, so silence is `try_later`.
std::variant<std::string, delivery> read_upload(const http_response& from);

/// The id of the attachment that a send by link has left at the platform; empty if it tells none.
std::string kept_attachment(const http_response& from);

} // namespace switchboard::protocols::facebook
