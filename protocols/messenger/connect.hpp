#pragma once

#include "protocols/messenger.hpp"

#include <string>
#include <vector>

/// The page behind a token, and where its events go (CHN-3, CHN-10). The address belongs to the
/// installation's app: one for all pages.
namespace switchboard::protocols::facebook {

/// debug_token (where the app is known) and /me. token_refused: not a page's token, of another
/// app, without the rights that are needed, no longer good.
conversation<result<identity>> identify(access to);
/// The app's address as long as the page's events go to the app; empty = they do not, or the app
/// is not known here. Several apps may live on one page.
conversation<result<webhook_state>> ask_webhook(access to, identity account);
/// The app's address (where the app is known), the page's subscription, and the payload of "Get
/// started", which is left as it is if the page does not let us.
conversation<result<void>> set_webhook(access to, hook_address hook);
/// Ends the page's subscription only: other pages need the app's address.
conversation<result<void>> clear_webhook(access to, hook_address hook);

/// One question for each; a person whose name is not for us is absent, never gone.
conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients);
/// Attachments and pictures are signed addresses that expire.
conversation<result<http_request>> locate(std::string source);

} // namespace switchboard::protocols::facebook
