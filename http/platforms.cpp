#include "http/platforms.hpp"

#include "actors/node.hpp"

namespace switchboard::http {

const settings::platform_part& part_of(const settings& config, protocols::platform which) {
  static const settings::platform_part none;
  switch (which) {
    case protocols::platform::telegram: return config.platforms.telegram;
    case protocols::platform::viber: return config.platforms.viber;
    case protocols::platform::vk: return config.platforms.vk;
    case protocols::platform::messenger: return config.platforms.messenger;
    case protocols::platform::webchat: break;
  }
  return none;
}

protocols::access access_of(const settings& config, protocols::platform which) {
  const auto& part = part_of(config, which);
  protocols::access out;
  out.api_url = part.api_url;
  out.api_version = part.api_version;
  out.app_id = part.app_id;
  out.app_secret = part.app_secret;
  return out;
}

protocols::access access_of(const settings& config, const storage::channel_row& row) {
  auto out = access_of(config, row.platform);
  out.token = row.token;
  out.account = row.external_id;
  return out;
}

bool can_log_in(const settings& config, const protocols::messenger& platform) {
  const auto& part = part_of(config, platform.platform());
  return platform.oauth() != nullptr && !part.app_id.empty() && !part.app_secret.empty();
}

std::string verify_token_of(const settings& config, const sealer& keys) {
  const auto& said = config.platforms.messenger.verify_token;
  return said.empty() ? keys.derive("messenger verify token") : said;
}

protocols::hook_address hook_address_of(const settings& config, const sealer& keys,
                                        const storage::channel_row& row) {
  const bool hooked = row.mode == storage::channel_mode::webhook;
  return {hooked ? actors::hook_url(config.http.public_url, row) : std::string{}, row.secret,
          verify_token_of(config, keys)};
}

std::map<std::string, std::string> proxies_of(const settings& config) {
  std::map<std::string, std::string> out;
  for (const auto* platform : protocols::messengers())
    if (const auto& proxy = part_of(config, platform->platform()).proxy; !proxy.empty())
      out.emplace(platform->name(), proxy);
  return out;
}

} // namespace switchboard::http
