#pragma once

#include "protocols/connecting.hpp"
#include "protocols/messenger/query.hpp"
#include "protocols/model.hpp"

#include <string>
#include <string_view>

/// Calls to the Graph API: `{api_url}/{version}/{path}?access_token=…&appsecret_proof=…`. The
/// address holds the token. The proof (HMAC-SHA256 of the token under the app's secret) goes with
/// every call for which there is a secret.
namespace switchboard::protocols::facebook {

/// The same place, asked as the installation's own app instead of as the page.
access as_app(access to);
bool has_app(const access& to);

http_request get(const access& to, std::string_view path, const parameters& what);
http_request post(const access& to, std::string_view path, const parameters& what);

/// The page itself, and what the token is good for (asked by the app).
http_request get_me(const access& to);
http_request debug_token(const access& to);

/// The address that all events of the app go to, as the app.
http_request get_subscriptions(const access& to);
http_request set_subscriptions(const access& to, const hook_address& hook);
/// Whether, and for what, the page's events go to the app.
http_request get_subscribed_apps(const access& to);
http_request subscribe_page(const access& to);
http_request unsubscribe_page(const access& to);
/// A new person who comes by a link presses it, and brings what the link carried.
http_request set_get_started(const access& to);

http_request get_profile(const access& to, const std::string& client);

/// The bytes go up once and can be sent many times.
http_request upload(const access& to, const outgoing_file& file);
http_request send_text(const access& to, const outgoing& message);
/// By the reference of an upload, or, without one, by its public link.
http_request send_file(const access& to, const outgoing& message, const outgoing_file& file,
                       const std::string& reference);
/// "typing_on", "mark_seen".
http_request send_action(const access& to, const std::string& client, std::string_view action);

} // namespace switchboard::protocols::facebook
