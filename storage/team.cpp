#include "storage/team.hpp"

#include "storage/member_steps.hpp"
#include "storage/project_columns.hpp"
#include "storage/told_changes.hpp"

#include <pqxx/pqxx>

#include <algorithm>

namespace switchboard::storage {
namespace {

constexpr const char* update_member_sql =
    "UPDATE members SET role = $3, forbidden = $4, forbidden_departments = $5::bigint[]"
    " WHERE project_id = $1 AND person_id = $2";

constexpr const char* set_away_sql =
    "UPDATE members SET away = $3 WHERE project_id = $1 AND person_id = $2"
    " AND removed_at IS NULL";

// Of the account, or a member of one of its projects.
constexpr const char* is_staff_sql =
    "SELECT 1 FROM persons s WHERE s.id = $2 AND s.removed_at IS NULL AND (s.account_id = $1"
    " OR EXISTS (SELECT 1 FROM members m JOIN projects p ON p.id = m.project_id"
    " WHERE m.person_id = s.id AND m.removed_at IS NULL AND p.account_id = $1"
    " AND p.deleted_at IS NULL))";

/// Who is a member now: right after it was made so in the same transaction.
member_row joined(pqxx::transaction_base& tx, project_id project, person_id person) {
  return member_in(tx, project, person).value();
}

/// "as manager, others: forbidden"
std::string in_words(const member_rights& as) {
  told_changes words;
  words.add("as " + in_words(as.role));
  for (std::size_t i = 0; i < permission_count; ++i)
    if (forbids(as.forbidden, static_cast<permission>(i)))
      words.add(std::string{permission_words[i]} + ": forbidden");
  if (!as.forbidden_departments.empty())
    words.add("departments forbidden: " + std::to_string(as.forbidden_departments.size()));
  return words.text();
}

void apply(const member_change& change, member_row& to, told_changes& told) {
  told.set("role", to.role, change.role);
  const auto before = to.forbidden;
  to.forbidden = (before | change.forbid) & ~change.allow;
  for (std::size_t i = 0; i < permission_count; ++i) {
    const auto what = static_cast<permission>(i);
    if (forbids(before, what) != forbids(to.forbidden, what))
      told.add(std::string{permission_words[i]} +
               (forbids(to.forbidden, what) ? ": forbidden" : ": allowed"));
  }
  if (!change.forbidden_departments) return;
  auto wanted = *change.forbidden_departments;
  std::sort(wanted.begin(), wanted.end());
  std::sort(to.forbidden_departments.begin(), to.forbidden_departments.end());
  if (wanted == to.forbidden_departments) return;
  told.add("departments forbidden: " + std::to_string(wanted.size()));
  to.forbidden_departments = std::move(wanted);
}

/// Who may be changed: a member and not the owner.
result<member_row> changeable(pqxx::transaction_base& tx, project_id project, person_id member) {
  auto row = member_in(tx, project, member);
  if (!row) return fail(errc::not_found);
  if (row->role == role::owner) return fail(errc::owner_stays);
  return std::move(*row);
}

} // namespace

std::vector<member_row> members_of(pqxx::connection& db, project_id project) {
  pqxx::nontransaction ask{db};
  return members_in(ask, project, whom::present);
}

result<member_row> add_member(pqxx::connection& db, project_id project, person_row person,
                              const member_rights& as, audit_row told) {
  pqxx::work tx{db};
  person.account = lock_project(tx, project).account;
  if (auto known = check_departments(tx, project, as.forbidden_departments); !known)
    return known.error();
  if (auto made = add_person(tx, person); !made) return made.error();
  if (auto in = join_project(tx, project, person.id, as, person.created_at); !in) return in.error();
  told.subject = person.name;
  told.detail = in_words(as);
  add_audit(tx, told);
  auto member = joined(tx, project, person.id);
  tx.commit();
  return member;
}

result<member_row> add_staff_member(pqxx::connection& db, project_id project, person_id person,
                                    const member_rights& as, audit_row told) {
  pqxx::work tx{db};
  const auto row = lock_project(tx, project);
  if (tx.exec_params(is_staff_sql, row.account.value, person.value).empty())
    return fail(errc::bad_request, "is nobody of the account's staff", "/person");
  if (auto known = check_departments(tx, project, as.forbidden_departments); !known)
    return known.error();
  if (auto in = join_project(tx, project, person, as, told.created_at); !in) return in.error();
  auto member = joined(tx, project, person);
  told.subject = member.name;
  told.detail = in_words(as);
  add_audit(tx, told);
  tx.commit();
  return member;
}

result<member_row> update_member(pqxx::connection& db, project_id project, person_id member,
                                 const member_change& to, audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, project);
  auto row = changeable(tx, project, member);
  if (!row) return row;
  if (to.forbidden_departments)
    if (auto known = check_departments(tx, project, *to.forbidden_departments); !known)
      return known.error();
  told_changes words;
  apply(to, *row, words);
  if (words.none()) return row;
  tx.exec_params(update_member_sql, project.value, member.value, static_cast<int>(row->role),
                 static_cast<std::int64_t>(row->forbidden), id_array(row->forbidden_departments));
  if (row->role == role::manager) drop_invites_of(tx, project, member);
  told.subject = row->name;
  told.detail = words.text();
  add_audit(tx, told);
  tx.commit();
  return row;
}

result<void> remove_member(pqxx::connection& db, project_id project, person_id member,
                           audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, project);
  const auto row = changeable(tx, project, member);
  if (!row) return row.error();
  leave_project(tx, project, member, told.created_at);
  told.subject = row->name;
  add_audit(tx, told);
  tx.commit();
  return {};
}

result<void> set_away(pqxx::connection& db, project_id project, person_id member, bool away) {
  pqxx::work tx{db};
  lock_project(tx, project);
  if (tx.exec_params(set_away_sql, project.value, member.value, away).affected_rows() == 0)
    return fail(errc::not_found);
  tx.commit();
  return {};
}

} // namespace switchboard::storage
