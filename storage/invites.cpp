#include "storage/invites.hpp"

#include "storage/member_steps.hpp"
#include "storage/project_columns.hpp"
#include "storage/told_changes.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* drop_old_sql =
    "DELETE FROM invites WHERE project_id = $1 AND expires_at <= $2::timestamptz";
constexpr const char* count_sql = "SELECT count(*) FROM invites WHERE project_id = $1";
constexpr const char* add_sql =
    "INSERT INTO invites (token_hash, project_id, id, role, created_by, created_at, expires_at)"
    " VALUES ($1::bytea, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz)";

const std::string& open_sql() {
  static const std::string sql =
      "SELECT id, role, created_by, " + epoch_ms("created_at") + ", " + epoch_ms("expires_at") +
      " FROM invites WHERE project_id = $1 AND expires_at > $2::timestamptz ORDER BY id";
  return sql;
}

constexpr const char* revoke_sql =
    "DELETE FROM invites WHERE project_id = $1 AND id = $2 RETURNING role";

constexpr const char* look_sql =
    "SELECT p.name, i.role, s.name FROM invites i JOIN projects p ON p.id = i.project_id"
    " JOIN persons s ON s.id = i.created_by WHERE i.token_hash = $1::bytea"
    " AND i.expires_at > $2::timestamptz AND p.deleted_at IS NULL";

// Whoever comes second waits here until the first has committed, and finds nothing.
constexpr const char* use_sql =
    "DELETE FROM invites WHERE token_hash = $1::bytea AND expires_at > $2::timestamptz"
    " RETURNING project_id, role";

constexpr const char* name_sql = "SELECT name FROM persons WHERE id = $1 AND removed_at IS NULL";

/// What an invitation gives to who uses it up.
struct used_invite {
  project_row project;
  member_rights rights;
};

result<used_invite> use(pqxx::transaction_base& tx, const std::string& token_hash, timestamp now) {
  const auto rows = tx.exec_params(use_sql, pqxx::binarystring{token_hash}, sql_time(now));
  if (rows.empty()) return fail(errc::link_expired);
  const auto row = rows.front();
  used_invite made;
  project_id project;
  row_reader{row} >> project >> made.rights.role;
  auto found = project_in(tx, project);
  if (!found) return fail(errc::link_expired);
  made.project = std::move(*found);
  return made;
}

result<project_id> join(pqxx::transaction_base& tx, const used_invite& invite, person_id person,
                        audit_row told) {
  const auto joined = join_project(tx, invite.project.id, person, invite.rights, told.created_at);
  if (!joined) return joined.error();
  told.project = invite.project.id;
  told.person = person;
  told.detail = "as " + in_words(invite.rights.role);
  add_audit(tx, told);
  tx.commit();
  return invite.project.id;
}

} // namespace

result<void> add_invite(pqxx::connection& db, const invite_row& row, audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, row.project);
  tx.exec_params(drop_old_sql, row.project.value, sql_time(row.created_at));
  const auto open = tx.exec_params1(count_sql, row.project.value)[0].as<std::size_t>();
  if (open >= most_open_invites)
    return fail(errc::limit_reached, "At most " + std::to_string(most_open_invites) +
                                         " invitations may be open. Revoke one first.");
  tx.exec_params(add_sql, pqxx::binarystring{row.token_hash}, row.project.value, row.id.value,
                 static_cast<int>(row.role), row.created_by.value, sql_time(row.created_at),
                 sql_time(row.expires_at));
  told.detail = "as " + in_words(row.role);
  add_audit(tx, told);
  tx.commit();
  return {};
}

std::vector<invite_row> invites_of(pqxx::connection& db, project_id project, timestamp now) {
  pqxx::nontransaction ask{db};
  std::vector<invite_row> all;
  for (const auto& row : ask.exec_params(open_sql(), project.value, sql_time(now))) {
    auto& made = all.emplace_back();
    made.project = project;
    row_reader{row} >> made.id >> made.role >> made.created_by >> made.created_at >>
        made.expires_at;
  }
  return all;
}

result<void> revoke_invite(pqxx::connection& db, project_id project, invite_id invite,
                           audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, project);
  const auto rows = tx.exec_params(revoke_sql, project.value, invite.value);
  if (rows.empty()) return fail(errc::not_found);
  const auto row = rows.front();
  role as = role::manager;
  row_reader{row} >> as;
  told.detail = "as " + in_words(as);
  add_audit(tx, told);
  tx.commit();
  return {};
}

result<invitation> look_at_invite(pqxx::connection& db, const std::string& token_hash,
                                  timestamp now) {
  pqxx::nontransaction ask{db};
  const auto rows = ask.exec_params(look_sql, pqxx::binarystring{token_hash}, sql_time(now));
  if (rows.empty()) return fail(errc::link_expired);
  const auto row = rows.front();
  invitation made;
  row_reader{row} >> made.project >> made.role >> made.invited_by;
  return made;
}

result<project_id> accept_invite(pqxx::connection& db, const std::string& token_hash,
                                 person_id person, audit_row told) {
  pqxx::work tx{db};
  const auto invite = use(tx, token_hash, told.created_at);
  if (!invite) return invite.error();
  const auto who = tx.exec_params(name_sql, person.value);
  if (who.empty()) return fail(errc::auth_required);
  told.subject = who.front()[0].as<std::string>();
  return join(tx, *invite, person, std::move(told));
}

result<project_id> accept_invite(pqxx::connection& db, const std::string& token_hash,
                                 person_row& person, audit_row told) {
  pqxx::work tx{db};
  const auto invite = use(tx, token_hash, told.created_at);
  if (!invite) return invite.error();
  person.account = invite->project.account;
  if (auto made = add_person(tx, person); !made) return made.error();
  told.subject = person.name;
  return join(tx, *invite, person.id, std::move(told));
}

} // namespace switchboard::storage
