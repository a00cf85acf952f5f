#pragma once

#include "actors/events.hpp"

#include <optional>

/// Who hears of what (INB-11).
namespace switchboard::actors::domain {

/// How a member is told of an event; absent = not at all.
std::optional<telling::form> told_as(const event& what, const project_view& project,
                                     person_id member);

/// Whether the member may see and do the same in both: if not, what they hold is to be fetched
/// anew.
bool same_rights(const project_view& before, const project_view& now, person_id member);

} // namespace switchboard::actors::domain
