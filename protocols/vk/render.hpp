#pragma once

#include "protocols/connecting.hpp"
#include "protocols/model.hpp"
#include "protocols/transport.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Calls to VK's API: `POST {api_url}/method/{name}` with a urlencoded body that holds the
/// arguments, the token and the version.
namespace switchboard::protocols::vk {

using arguments = std::vector<std::pair<std::string_view, std::string>>;

/// Percent-encoded: what a person typed never becomes a part of a form or an address.
std::string encoded(std::string_view text);
/// `name=value&…`, both encoded.
std::string form_of(const arguments& values);
/// An address with its own end cut off: "https://api.vk.ru/" and without the slash are the same.
std::string_view without_slash(std::string_view address);

http_request call(const access& to, std::string_view method, arguments values);

/// Plain text. `attachments`: `photo-555_457_k1,doc42_460_k4`; empty = none.
http_request send_message(const access& to, const outgoing& message,
                          const std::string& attachments);
/// `execute` with one `messages.send` for each, in order. Texts stand in it as string literals.
http_request send_messages(const access& to, std::span<const outgoing> messages);
/// With `attachments` as above: what is not named is taken away.
http_request edit_message(const access& to, const std::string& client, const std::string& message,
                          const std::string& text, const std::string& attachments);
http_request delete_message(const access& to, const std::string& client,
                            const std::string& message);
http_request set_typing(const access& to, const std::string& client);
http_request mark_read(const access& to, const std::string& client);
/// Ends the spinner on a pressed button; `press` is what parsing put into
/// `client_event::acknowledge`. Nothing when it is something else.
std::optional<http_request> answer_press(const access& to, const std::string& press);

/// A call of an address that VK gave: on any host, so looked at with care.
http_request get(std::string url);

} // namespace switchboard::protocols::vk
