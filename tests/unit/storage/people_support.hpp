#pragma once

#include "storage/accounts.hpp"
#include "storage/sign_in.hpp"
#include "support.hpp"

#include <string>

/// People with a project, made by their rows alone, and ways into it.
namespace switchboard::test {

struct people_stage {
  pqxx::connection db = connection();
  sealer keys = sealer::from_hex(std::string(64, 'a')).value();
  const timestamp later = moment + std::chrono::hours{1};

  storage::person_row person(const std::string& email) const;
  /// An owner of an account of their own.
  storage::person_row owner();
  /// A project that has the person as its owner.
  project_id project_of(const storage::person_row& person);
  void join(project_id project, const storage::person_row& person, storage::role as);

  storage::session_row session(const storage::person_row& of, char mark) const;
  storage::audit_row told(const storage::person_row& by, const std::string& action) const;
  /// With the password alone, as "sign_in".
  result<void> enter(const storage::person_row& who, const storage::session_row& with,
                     const storage::second_factor& shown = {});
  /// "action subject detail", newest first.
  std::vector<std::string> log_of(project_id project);
};

} // namespace switchboard::test
