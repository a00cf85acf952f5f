#pragma once

#include "actors/events.hpp"
#include "storage/model.hpp"
#include "storage/reads.hpp"

#include <vector>

/// Who may see and do what in a project (TEAM-2, TEAM-3, INB-7, INB-11): the one place that
/// decides. Lists ask it which departments to look in, the hub whom to tell, the API whom to
/// answer, chats who may hold them.
namespace switchboard::actors::domain {

/// Owners and administrators are forbidden nothing.
bool allowed(const storage::member_row& member, storage::permission what);
bool is_chief(const storage::member_row& member);

/// Whether the member sees chats of the department; 0 = chats of none, which everybody sees.
bool sees_department(const project_view& project, const storage::member_row& member,
                     department_id department);
/// All the member sees, 0 among them.
std::vector<department_id> departments_seen(const project_view& project,
                                            const storage::member_row& member);

/// Whether chats can be in the member's hands at all: who may not see Mine can hold none.
bool may_hold(const project_view& project, person_id member);
/// Whether the member may be given a chat of the department by somebody else or by a rule.
bool may_be_given(const project_view& project, person_id member, department_id department);

/// Who holds a chat sees it; else it depends on the tab it is in and on its department. False for
/// who is no member.
bool sees_chat(const project_view& project, person_id member, const storage::chat_facts& facts);

storage::chat_facts facts_of(const storage::chat_row& chat,
                             const std::vector<storage::participant_row>& participants);

} // namespace switchboard::actors::domain
