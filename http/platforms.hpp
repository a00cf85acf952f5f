#pragma once

#include "config/secrets.hpp"
#include "config/settings.hpp"
#include "protocols/messenger.hpp"
#include "storage/model.hpp"

#include <map>
#include <string>

/// What the configuration says of the platforms (CHN-11).
namespace switchboard::http {

const settings::platform_part& part_of(const settings& config, protocols::platform which);

/// Where the platform's API is, and the installation's app there; without a token.
protocols::access access_of(const settings& config, protocols::platform which);

/// The same with what opens a channel's account there.
protocols::access access_of(const settings& config, const storage::channel_row& row);

/// An app is configured with which people may connect accounts by logging in (CHN-3, CHN-8).
bool can_log_in(const settings& config, const protocols::messenger& platform);

/// What Messenger says when it checks our address: the setting, or what the installation's key
/// makes of it.
std::string verify_token_of(const settings& config, const sealer& keys);

/// Our end of a channel's webhook; of a polled channel an empty address: it should have none.
protocols::hook_address hook_address_of(const settings& config, const sealer& keys,
                                        const storage::channel_row& row);

/// Name of each platform → its proxy, where it has one.
std::map<std::string, std::string> proxies_of(const settings& config);

} // namespace switchboard::http
