#pragma once

#include "actors/events.hpp"
#include "config/clock.hpp"
#include "storage/audit.hpp"
#include "storage/model.hpp"
#include "storage/tokens.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Our rows in the words of the API; their schemas are in openapi_schemas*.cpp. Names of people,
/// departments and channels come from the project's snapshot, which remembers those who left.
namespace switchboard::http {

class link_maker;

/// What the words need besides the rows.
struct codec {
  std::string public_url; ///< where platforms reach us; "" = nowhere
  const link_maker& links;
  wall_clock& clock;
};

/// Oneself.
boost::json::object to_json(const storage::person_row& person, const codec& with);
/// `current`: the one that asks.
boost::json::object to_json(const storage::session_row& session, session_id current);
boost::json::object to_json(const storage::api_token_row& token,
                            const actors::project_view& project);
boost::json::object to_json(const storage::audit_row& line, const actors::project_view& project);
/// A project as one of its members sees it.
boost::json::object to_json(const storage::membership_row& of, const codec& with);
boost::json::object to_json(const storage::project_row& project, const storage::member_row& viewer,
                            const codec& with);
boost::json::object to_json(const storage::member_row& member, const codec& with);
boost::json::object to_json(const storage::department_row& department);
boost::json::object presence_json(person_id member, const actors::team_member_state& state);
/// All 14 by name: true = allowed (TEAM-3).
boost::json::object permissions_json(storage::role role, storage::forbidden_set forbidden);
/// A photo of ours by its blob; null = none.
boost::json::value picture_url(const std::string& blob, const codec& with);
/// Of a project; null = none (PRJ-2).
boost::json::value logo_url(const std::string& blob, const codec& with);
/// `public_url`: where platforms reach us, for the address of the webhook.
boost::json::object to_json(const storage::channel_row& channel, std::string_view public_url);
/// Whether how a client can be reached is told (TEAM-3): username, profile and, of the card,
/// e-mail, phone and address.
enum class contacts : std::uint8_t { told, kept };
boost::json::object to_json(const actors::chat_view& chat, const actors::project_view& project,
                            const codec& with, contacts how);
boost::json::object to_json(const storage::message_row& message,
                            const actors::project_view& project, const codec& with);
boost::json::object to_json(const storage::file_row& file, const codec& with);
boost::json::object counters_json(const actors::tab_numbers& numbers);
/// The client's card (CRD-1 to CRD-8).
boost::json::object to_json(const storage::client_row& client, const storage::card_row& card,
                            const actors::project_view& project, const codec& with, contacts how);
boost::json::object to_json(const storage::card_change_row& change,
                            const actors::project_view& project, contacts how);
boost::json::object to_json(const storage::dialog_row& dialog, const actors::project_view& project);
boost::json::object to_json(const storage::client_source_row& source);
boost::json::object to_json(const storage::variable_row& variable);

/// An event as those panels are told it that `how` speaks of: the text of a WebSocket frame.
std::string event_frame(const actors::event& what, const actors::telling& how,
                        const actors::project_view& project, const std::string& epoch,
                        std::uint64_t seq, const codec& with);

/// An opaque place in a list.
std::string make_cursor(std::int64_t place);
/// Nothing for what we did not make.
std::optional<std::int64_t> read_cursor(std::string_view text);

std::string_view word_of(storage::role role);

} // namespace switchboard::http
