#include "actors/domain/permissions.hpp"

#include <algorithm>

namespace switchboard::actors::domain {

namespace {

using storage::chat_state;
using storage::permission;

const storage::member_row* member_of(const project_view& project, person_id who) {
  const auto found = project.members.find(who);
  return found == project.members.end() ? nullptr : &found->second;
}

permission tab_permission(chat_state state) {
  switch (state) {
    case chat_state::fresh: return permission::tab_new;
    case chat_state::active: return permission::tab_others;
    case chat_state::done: return permission::tab_done;
  }
  return permission::tab_done;
}

} // namespace

bool is_chief(const storage::member_row& member) { return member.role != storage::role::manager; }

bool allowed(const storage::member_row& member, permission what) {
  return is_chief(member) || !forbids(member.forbidden, what);
}

bool sees_department(const project_view& project, const storage::member_row& member,
                     department_id department) {
  if (!department || is_chief(member)) return true;
  const auto found = project.departments.find(department);
  // One that was deleted a moment ago: its chats are on their way to none.
  if (found == project.departments.end()) return true;
  const auto& denied = member.forbidden_departments;
  if (std::find(denied.begin(), denied.end(), department) != denied.end()) return false;
  const auto& listed = found->second.members;
  return listed.empty() || std::find(listed.begin(), listed.end(), member.id) != listed.end();
}

std::vector<department_id> departments_seen(const project_view& project,
                                            const storage::member_row& member) {
  std::vector<department_id> seen{department_id{}};
  for (const auto& [id, department] : project.departments)
    if (sees_department(project, member, id)) seen.push_back(id);
  std::sort(seen.begin(), seen.end());
  return seen;
}

bool may_hold(const project_view& project, person_id who) {
  const auto* member = member_of(project, who);
  return member && allowed(*member, permission::tab_mine);
}

bool may_be_given(const project_view& project, person_id who, department_id department) {
  const auto* member = member_of(project, who);
  return member && allowed(*member, permission::tab_mine) &&
         sees_department(project, *member, department);
}

bool sees_chat(const project_view& project, person_id who, const storage::chat_facts& facts) {
  const auto* member = member_of(project, who);
  if (!member) return false;
  if (is_chief(*member)) return true;
  const auto& holders = facts.participants;
  const bool holds = facts.state == chat_state::active &&
                     std::any_of(holders.begin(), holders.end(),
                                 [who](const auto& one) { return one.member == who; });
  if (holds) return allowed(*member, permission::tab_mine);
  return allowed(*member, tab_permission(facts.state)) &&
         sees_department(project, *member, facts.department);
}

storage::chat_facts facts_of(const storage::chat_row& chat,
                             const std::vector<storage::participant_row>& participants) {
  return {chat.state, chat.department, participants};
}

} // namespace switchboard::actors::domain
