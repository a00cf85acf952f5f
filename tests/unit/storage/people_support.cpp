#include "people_support.hpp"

namespace switchboard::test {

using namespace storage;

person_row people_stage::person(const std::string& email) const {
  person_row made;
  made.id = make_id<person_id>();
  made.account = make_id<account_id>();
  made.email = email;
  made.name = "Ann";
  made.password_hash = "hash";
  made.locale = "ru";
  made.created_at = moment;
  return made;
}

person_row people_stage::owner() {
  return create_owner(db, person(to_string(make_id<person_id>()) + "@example.org")).value();
}

project_id people_stage::project_of(const person_row& of) {
  const auto made = make_id<project_id>();
  pqxx::nontransaction{db}.exec_params(
      "INSERT INTO projects (id, account_id, name, time_zone, created_at)"
      " VALUES ($1, $2, 'Shop', 'UTC', now())",
      made.value, of.account.value);
  join(made, of, role::owner);
  return made;
}

void people_stage::join(project_id project, const person_row& who, role as) {
  pqxx::nontransaction{db}.exec_params(
      "INSERT INTO members (project_id, person_id, role, created_at) VALUES ($1, $2, $3, now())",
      project.value, who.id.value, static_cast<int>(as));
}

session_row people_stage::session(const person_row& of, char mark) const {
  session_row made;
  made.id = make_id<session_id>();
  made.token_hash = std::string("\0\x01", 2) + mark + to_string(made.id);
  made.token_hash.resize(32, mark);
  made.person = of.id;
  made.csrf_token = std::string{"csrf "} + mark;
  made.user_agent = std::string{"Browser "} + mark;
  made.address = "192.0.2.1";
  made.created_at = moment;
  made.last_seen_at = moment;
  made.expires_at = later;
  return made;
}

audit_row people_stage::told(const person_row& by, const std::string& action) const {
  audit_row made;
  made.id = make_id<audit_id>();
  made.person = by.id;
  made.action = action;
  made.address = "192.0.2.1";
  made.created_at = moment;
  return made;
}

result<void> people_stage::enter(const person_row& who, const session_row& with,
                                 const second_factor& shown) {
  return sign_in(db, with, who.password_hash, shown, told(who, "sign_in"));
}

std::vector<std::string> people_stage::log_of(project_id project) {
  std::vector<std::string> all;
  for (const auto& one : list_audit(db, project, {}, 100))
    all.push_back(one.action + ' ' + one.subject + ' ' + one.detail);
  return all;
}

} // namespace switchboard::test
