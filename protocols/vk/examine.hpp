#pragma once

#include "protocols/connecting.hpp"
#include "protocols/conversation.hpp"

#include <vector>

namespace switchboard::protocols::vk {

/// The doctor (CHN-14). An address without a url means that the channel polls. Codes:
///   token:   token_refused, platform_unreachable; nothing more is asked then
///   account: other_account (detail: the community the token is of)
///   rights:  rights_missing (detail: messages, manage)
///   files:   files_rights_missing (a warning; detail: photos, docs)
///   webhook: webhook_missing, webhook_other_url (detail: where it points), webhook_failing,
///            webhook_unconfirmed (a warning: VK has not asked us yet), polling_refused
///   secret:  secret_differs
///   events:  events_missing (detail: which)
///   limits:  servers_full (ten callback servers, none of them ours)
conversation<std::vector<finding>> examine(access to, hook_address hook);

} // namespace switchboard::protocols::vk
