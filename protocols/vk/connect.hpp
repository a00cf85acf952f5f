#pragma once

#include "config/error.hpp"
#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"
#include "protocols/hooks.hpp"
#include "protocols/vk/answer.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The community behind a token, and where its events go (CHN-8, CHN-10).
namespace switchboard::protocols::vk {

/// groups.getById and groups.getTokenPermissions. token_refused also for a person's token, which
/// has no community (CHN-2), and for one that lacks messages or manage, with the words for which.
conversation<result<identity>> identify(access to);

/// Turns on community messages, bot abilities and the Start button (groups.setSettings).
http_request open_for_messages(const access& to);

/// Callbacks to our address. Servers of other services are left as they are. bad_request when VK
/// could not confirm the address, or has ten servers already (one must be removed).
conversation<result<void>> set_webhook(access to, hook_address hook);
/// Removes our server only.
conversation<result<void>> clear_webhook(access to, hook_address hook);

/// The code that confirms our address, asked for at this moment: it changes with every server and
/// setting. Plain text; 403 when the question was not VK's, 503 when VK does not tell the code.
conversation<hook_answer> confirm(access to, bool genuine);

/// What a token may do; by the list of its rights, or by the mask where there is none.
struct rights {
  bool messages = false;
  bool manage = false;
  bool photos = false;
  bool docs = false;
};
rights read_rights(const answer& read);
/// The community of `groups.getById`, in the present and in the older form of the answer; an empty
/// id when there is none.
identity read_community(const answer& read);
http_request ask_community(const access& to);
http_request ask_rights(const access& to);

/// One of the community's callback servers.
struct callback_server {
  std::string id;
  std::string url;
  std::string secret;
  std::string title;
  /// "unconfigured", "wait", "failed", "ok".
  std::string status;
};
http_request ask_servers(const access& to);
std::vector<callback_server> read_servers(const answer& read);
/// The one with our address, else the one with our secret (our address was another before); null
/// when there is neither.
const callback_server* own_server(const std::vector<callback_server>& servers,
                                  const hook_address& hook);

} // namespace switchboard::protocols::vk
