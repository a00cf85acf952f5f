#pragma once

#include "actors/node.hpp"
#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"
#include "http/site/site.hpp"
#include "http/webchat/exchange.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// What a visitor of a web chat meets (CHN-12): the page, its socket and its uploads. No cookies
/// are used, so a page of any site may talk to it: whoever shows a token is that visitor.
namespace switchboard::http::webchat {

using door_ptr = std::shared_ptr<const actors::hook>;

/// All that serves visitors share; lives as long as the server.
class desk {
public:
  desk(services& env, exchange& sockets, const site& pages);

  static constexpr std::string_view base = "/webchat/";

  /// GET /webchat/{key}, GET /webchat/{key}/ws, POST /webchat/{key}/files; the key is the channel's
  /// hook key or its account.
  task<response> handle(request& asked);
  /// Whether the body is a visitor's upload.
  static bool streams(const request& head);

  /// The chat's door while it is connected.
  door_ptr find_door(std::string_view key) const;

  /// Who a token speaks for, in this chat.
  std::optional<std::string> visitor_of(const actors::hook& door, std::string_view token) const;
  std::string token_for(const actors::hook& door, const std::string& visitor) const;
  std::optional<file_id> upload_of(const actors::hook& door, const std::string& visitor,
                                   std::string_view source) const;

  /// One more frame of a visitor, sent from an address; how long to wait if that is too many.
  std::chrono::seconds frame_pause(const std::string& visitor, const std::string& peer);
  /// One more visitor that nobody knew, from an address.
  std::chrono::seconds visitor_pause(const std::string& peer);

  services& env;
  exchange& sockets;

private:
  task<response> page(const request& asked, const actors::hook& door) const;
  task<response> upload(request& asked, const actors::hook& door);

  const site& pages_;
  const std::string visitors_key_;
  const std::string uploads_key_;
  rate_limiter by_visitor_{2, 30};
  /// A whole office, or a proxy in front of us, may be one address.
  rate_limiter by_address_{100, 1000};
  rate_limiter new_visitors_{20, 300};
  rate_limiter uploads_{0.1, 20};
  rate_limiter uploads_by_address_{2, 100};
};

/// Answers a request for a visitor's socket: 101 or what is in its way.
response open_socket(desk& of, const request& asked, door_ptr door);

} // namespace switchboard::http::webchat
