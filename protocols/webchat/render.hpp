#pragma once

#include "protocols/messenger.hpp"

#include <string>
#include <string_view>

/// What goes to a visitor's page: calls of the address `webchat://<account>/<visitor>`, answered by
/// our own socket (CHN-12). The body is the frame:
///
///     {"type": "message|edit|delete|typing|read", "id", "text"?, "reply_to"?, "by"?,
///      "sender_name"?, "files"?: [{"link", "thumbnail_link", "name", "mime", "size", "kind",
///      "width", "height", "duration_s"}]}
///
/// `id` is our message's; of "read", the visitor's message up to which an operator has seen.
namespace switchboard::protocols::webchat {

http_request message_frame(const access& to, const outgoing& message);
http_request edit_frame(const access& to, const std::string& client, const std::string& id,
                        const std::string& text);
http_request delete_frame(const access& to, const std::string& client, const std::string& id);
http_request typing_frame(const access& to, const std::string& client);
http_request read_frame(const access& to, const std::string& client, const std::string& id);

/// The bytes that a visitor sent: `webchat://<account>/uploads/<source>`.
http_request upload_bytes(const access& to, std::string_view source);

/// "photo": as in the API.
std::string_view name_of(content kind);

} // namespace switchboard::protocols::webchat
