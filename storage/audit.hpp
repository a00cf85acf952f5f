#pragma once

#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The audit log (ACC-7): sign-ins, changes of the team and of permissions, settings, exports,
/// deletions. Functions that change such things take an `audit_row` and write it in the same
/// transaction, so that nothing happens unseen.
namespace switchboard::storage {

struct audit_row {
  project_id project;
  audit_id id;
  person_id person;    ///< who did it; 0 = nobody (the server itself, a link)
  std::string action;  ///< "members.update": as the operation is called
  std::string subject; ///< whom or what it was about, as people call it
  std::string detail;  ///< what changed, in a few words: "others: forbidden"
  std::string address; ///< where it was done from
  timestamp created_at{};
};

/// Within the transaction of what it tells.
void add_audit(pqxx::transaction_base& tx, const audit_row& row);
/// In every project the person is a member of: for sign-ins and what concerns the person alone.
void add_audit_everywhere(pqxx::transaction_base& tx, const audit_row& row);
/// Newest first; `before` = id of the last one seen, 0 = from the top.
std::vector<audit_row> list_audit(pqxx::connection& db, project_id project, audit_id before,
                                  int limit);

} // namespace switchboard::storage
