#pragma once

#include "protocols/json.hpp"
#include "protocols/messenger.hpp"

#include <string>
#include <string_view>

/// Calls to Viber's Bot API: `{api_url}/{method}` with the token in a header and a JSON body.
namespace switchboard::protocols::viber {

http_request get_account_info(const access& to);
/// Names and photos of clients are asked for, and every kind of event.
http_request set_webhook_call(const access& to, const std::string& url);
/// The account's 1-on-1 chat goes away with it.
http_request remove_webhook_call(const access& to);

/// A text without files.
json::object text_message(const outgoing& message, std::string_view text);
http_request send_message(const access& to, const json::object& message);

/// `sender`, which every message must have: the name cut to what the platform takes.
json::object sender_named(std::string_view name);

/// BOT-1: the body of our answer to `conversation_started`, which the platform shows as a message.
/// The link's payload comes back with what the client writes next. Empty when it would be longer
/// than the platform takes.
std::string welcome_message(const hook_keys& keys, const std::string& payload);

} // namespace switchboard::protocols::viber
