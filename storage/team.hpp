#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <optional>
#include <string>
#include <vector>

/// Who works in a project and on an account (TEAM-1 to TEAM-5): rare writes, each one transaction
/// together with its line in the audit log. They throw what pqxx throws, and `refusal` (pool.hpp)
/// with errc::not_found for a project that is none or is being deleted; `pool::run` turns both into
/// an error.
namespace switchboard::storage {

/// As which somebody joins.
struct member_rights {
  storage::role role = role::manager;
  forbidden_set forbidden = 0;
  std::vector<department_id> forbidden_departments;
};

/// Those who work in the project now.
std::vector<member_row> members_of(pqxx::connection& db, project_id project);

/// A new person of the project's account (TEAM-1). errc::email_taken; errc::bad_request for a
/// department that is none (/forbidden_departments).
result<member_row> add_member(pqxx::connection& db, project_id project, person_row person,
                              const member_rights& as, audit_row told);
/// Somebody of the account's staff. errc::bad_request (/person) for who is not, already_member.
/// Who was removed before is back with these rights.
result<member_row> add_staff_member(pqxx::connection& db, project_id project, person_id person,
                                    const member_rights& as, audit_row told);

/// What is to change; the rest stays.
struct member_change {
  std::optional<storage::role> role;
  forbidden_set forbid = 0;
  forbidden_set allow = 0;
  std::optional<std::vector<department_id>> forbidden_departments;
};
/// errc::not_found, errc::owner_stays, errc::bad_request as above.
result<member_row> update_member(pqxx::connection& db, project_id project, person_id member,
                                 const member_change& to, audit_row told);
/// With the member's API tokens and invitations; the row stays for the names in the history.
/// errc::not_found, errc::owner_stays.
result<void> remove_member(pqxx::connection& db, project_id project, person_id member,
                           audit_row told);
/// TEAM-5; not told to the audit log, as it is said many times a day. errc::not_found.
result<void> set_away(pqxx::connection& db, project_id project, person_id member, bool away);

/// A project that somebody works in, and as what.
struct staff_project {
  project_id id;
  std::string name;
  storage::role role = role::manager;
};
struct staff_row {
  person_id id;
  std::string name;
  std::string email;
  std::string photo_blob;
  std::vector<staff_project> projects;
};
/// The people of the account as one of them may see them: its owner all, also who works in no
/// project; others those of the projects they administer.
std::vector<staff_row> staff_of(pqxx::connection& db, account_id account, person_id viewer);
struct removed_staff {
  std::vector<project_id> projects; ///< those they worked in
  bool signed_out = false;          ///< they belonged to the account: their sessions ended
};
/// TEAM-4: out of every project of the account, for ever; who belongs to the account can't sign in
/// any more. Only the account's owner (`told.person`) may: errc::access_denied; errc::owner_stays;
/// errc::not_found.
result<removed_staff> remove_staff(pqxx::connection& db, account_id account, person_id person,
                                   const audit_row& told);

} // namespace switchboard::storage
