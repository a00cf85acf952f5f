#pragma once

#include "protocols/messenger.hpp"

#include <chrono>
#include <cstdint>
#include <string>

/// Calls to Telegram's Bot API: `{api_url}/bot{token}/{method}` with a JSON body. The address
/// holds the token.
namespace switchboard::protocols::telegram {

http_request get_me(const access& to);
http_request get_webhook_info(const access& to);
http_request set_webhook(const access& to, const std::string& url, const std::string& secret);
/// Keeps the updates that wait.
http_request delete_webhook(const access& to);
http_request get_updates(const access& to, std::int64_t offset, std::chrono::seconds hold);

/// Plain text: no `parse_mode`, so nothing a person types can be misread as markup.
http_request send_message(const access& to, const outgoing& message);
/// Ends the spinner on a pressed button.
http_request answer_callback_query(const access& to, const std::string& query);

} // namespace switchboard::protocols::telegram
