#pragma once

#include "actors/events.hpp"
#include "config/clock.hpp"
#include "storage/model.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Our rows in the words of the API; their schemas are in openapi_schemas.cpp. Names of people and
/// channels come from the project's snapshot; who is no longer there has the name "".
namespace switchboard::http {

class link_maker;

/// What the words need besides the rows.
struct codec {
  std::string public_url; ///< where platforms reach us; "" = nowhere
  const link_maker& links;
  wall_clock& clock;
};

boost::json::object to_json(const storage::person_row& person);
boost::json::object to_json(const storage::project_row& project, storage::role role);
boost::json::object to_json(const storage::member_row& member);
/// `public_url`: where platforms reach us, for the address of the webhook.
boost::json::object to_json(const storage::channel_row& channel, std::string_view public_url);
boost::json::object to_json(const actors::chat_view& chat, const actors::project_view& project,
                            const codec& with);
boost::json::object to_json(const storage::message_row& message,
                            const actors::project_view& project, const codec& with);
boost::json::object to_json(const storage::file_row& file, const codec& with);
boost::json::object counters_json(std::int64_t fresh, std::int64_t mine, std::int64_t others,
                                  std::int64_t done);

/// What every panel of the project is told, as the text of a WebSocket frame.
std::string event_frame(const actors::event& what, const actors::project_view& project,
                        const std::string& epoch, std::uint64_t seq, const codec& with);

/// An opaque place in a list.
std::string make_cursor(std::int64_t place);
/// Nothing for what we did not make.
std::optional<std::int64_t> read_cursor(std::string_view text);

std::string_view word_of(storage::role role);

} // namespace switchboard::http
