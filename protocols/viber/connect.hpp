#pragma once

#include "protocols/messenger.hpp"

/// Becoming the one who answers for an account of Viber (CHN-7), and the doctor (CHN-14).
///
/// Codes of findings:
///   token: token_refused (the platform does not accept it), platform_unreachable
///   account: account_blocked (blocked, suspended, gone or not authorised)
///   webhook: webhook_missing, webhook_elsewhere (another server), webhook_other_url (this server
///            at another address)
///   events: events_missing (the platform does not tell of everything we ask for)
///   files: needs_public_url (the platform fetches files from us by https)
namespace switchboard::protocols::viber {

conversation<result<identity>> identify(access to);
conversation<result<webhook_state>> ask_webhook(access to);
/// The platform calls the address before it answers, so the address must be ready to take its
/// test call. bad_request when that call did not succeed: says what to mend before the next try.
conversation<result<void>> set_webhook(access to, hook_address hook);
/// Leaves a webhook that leads elsewhere as it is: it belongs to who came after us.
conversation<result<void>> clear_webhook(access to, hook_address hook);
conversation<std::vector<finding>> examine(access to, hook_address hook);

} // namespace switchboard::protocols::viber
