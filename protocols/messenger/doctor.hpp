#pragma once

#include "protocols/messenger.hpp"

#include <vector>

namespace switchboard::protocols::facebook {

/// The doctor (CHN-14). Codes:
///   secret:  app_missing (the installation has no app id or secret: nothing that comes can be
///            proved, and the platform can't be asked about the token and the address)
///            app_refused (the platform does not accept them), platform_unreachable
///   token:   token_refused, token_other_app, token_not_a_page, token_expires (the day is told),
///            platform_unreachable
///   account: account_unreadable
///   rights:  rights_missing (which are told)
///   webhook: webhook_missing (the app has no address), webhook_other_url, webhook_failing (the
///            platform switched the address off), webhook_unknown (the app can't be asked),
///            page_not_subscribed (the page's events do not go to the app)
///   events:  events_missing (which are told)
conversation<std::vector<finding>> examine(access to, hook_address hook);

} // namespace switchboard::protocols::facebook
