#pragma once

#include "actors/events.hpp"
#include "config/clock.hpp"
#include "storage/model.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Words of the API for our enums, and small values that many objects hold.
namespace switchboard::http {

namespace json = boost::json;

template <class Enum, std::size_t N>
constexpr std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

// In the order of the enums.
inline constexpr std::array<std::string_view, 3> roles{"owner", "admin", "manager"};
inline constexpr std::array<std::string_view, 2> participant_roles{"responsible", "added"};
inline constexpr std::array<std::string_view, 3> chat_states{"new", "active", "done"};
inline constexpr std::array<std::string_view, 2> channel_modes{"webhook", "polling"};
inline constexpr std::array<std::string_view, 3> channel_states{"connected", "broken",
                                                                "disconnected"};
inline constexpr std::array<std::string_view, 6> message_kinds{"incoming",  "outgoing", "auto",
                                                               "broadcast", "note",     "system"};
inline constexpr std::array<std::string_view, 8> statuses{
    "", "queued", "sending", "sent", "delivered", "read", "failed", "uncertain"};
inline constexpr std::array<std::string_view, 22> actions{
    "",          "opened",   "took",     "closed",        "unsubscribed", "subscribed",
    "unclaimed", "passed",   "accepted", "declined",      "expired",      "withdrew",
    "added",     "removed",  "left",     "took_over",     "forwarded",    "returned",
    "assigned",  "released", "routed",   "undepartmented"};
inline constexpr std::array<std::string_view, 2> source_kinds{"channel", "link"};
inline constexpr std::array<std::string_view, 3> presences{"offline", "away", "online"};
inline constexpr std::array<std::string_view, 6> client_statuses{
    "not_client", "appealed", "interested", "desire", "client", "regular"};
inline constexpr std::array<std::string_view, 3> sexes{"unknown", "female", "male"};
inline constexpr std::array<std::string_view, 5> variable_kinds{"text", "number", "boolean", "date",
                                                                "choice"};
inline constexpr std::array<std::string_view, 15> contents{
    "text",    "photo",    "video", "animation", "video_note", "voice", "audio", "document",
    "sticker", "location", "venue", "contact",   "button",     "start", "other"};

template <class Tag>
std::string text_of(id_of<Tag> id) {
  return to_string(id);
}

inline json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value{} : json::value(json::string_view{text});
}

inline json::value time_or_null(const std::optional<timestamp>& when) {
  return when ? json::value(json::string_view{to_rfc3339(*when)}) : json::value{};
}

/// The value of a word of ours; `words` must hold it.
template <class Enum, std::size_t N>
constexpr Enum meant_by(const std::array<std::string_view, N>& words, std::string_view text) {
  return static_cast<Enum>(std::find(words.begin(), words.end(), text) - words.begin());
}

/// Empty for who never was in the project.
inline std::string name_of(person_id id, const actors::project_view& project) {
  if (const auto here = project.members.find(id); here != project.members.end())
    return here->second.name;
  const auto gone = project.former.find(id);
  return gone == project.former.end() ? std::string{} : gone->second;
}

inline json::object named(person_id id, const actors::project_view& project) {
  json::object out;
  out["id"] = text_of(id);
  out["name"] = name_of(id, project);
  return out;
}

/// The name of one that was deleted is empty.
inline json::object named(department_id id, const actors::project_view& project) {
  const auto found = project.departments.find(id);
  json::object out;
  out["id"] = text_of(id);
  out["name"] = found == project.departments.end() ? std::string{} : found->second.name;
  return out;
}

template <class Id>
json::value named_or_null(Id id, const actors::project_view& project) {
  return id ? json::value(named(id, project)) : json::value{};
}

inline constexpr std::array<std::string_view, 4> attachment_states{"none", "waiting", "ready",
                                                                   "failed"};

} // namespace switchboard::http
