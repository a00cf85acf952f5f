#pragma once

#include "actors/events.hpp"
#include "http/api/codec.hpp"
#include "storage/model.hpp"

#include <boost/json/object.hpp>

/// What chats and cards both say of a client.
namespace switchboard::protocols {
class messenger;
}

namespace switchboard::http {

/// id, name, first_name, last_name, username, language, subscribed, photo_url, came_by,
/// profile_url.
boost::json::object client_basics(const storage::client_row& client,
                                  const protocols::messenger& platform, const codec& with,
                                  contacts how);

/// The chat's channel, and the platform it is of.
const protocols::messenger& platform_of(channel_id channel, const actors::project_view& project);
boost::json::object channel_basics(channel_id channel, const actors::project_view& project);

} // namespace switchboard::http
