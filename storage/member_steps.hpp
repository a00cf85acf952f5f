#pragma once

#include "storage/team.hpp"

#include <optional>

/// Steps of the transactions by which people come and go; they expect the project to be locked.
namespace switchboard::storage {

/// The row of a new person. errc::email_taken.
result<void> add_person(pqxx::transaction_base& tx, const person_row& person);
/// Makes the person a member, or again. errc::already_member.
result<void> join_project(pqxx::transaction_base& tx, project_id project, person_id person,
                          const member_rights& as, timestamp now);
/// The member leaves with what would let somebody in on their word: API tokens, invitations.
void leave_project(pqxx::transaction_base& tx, project_id project, person_id member, timestamp now);
/// Who may no longer invite: their invitations are good for nothing.
void drop_invites_of(pqxx::transaction_base& tx, project_id project, person_id member);
/// errc::bad_request for a department that is not the project's.
result<void> check_departments(pqxx::transaction_base& tx, project_id project,
                               const std::vector<department_id>& departments);

/// As PostgreSQL reads an array of numbers.
template <class Id>
std::string id_array(const std::vector<Id>& ids) {
  std::string out = "{";
  for (const auto& id : ids) out += (out.size() > 1 ? "," : "") + to_string(id);
  return out + "}";
}

} // namespace switchboard::storage
