#include "storage/departments.hpp"

#include "storage/project_columns.hpp"
#include "storage/row_reader.hpp"
#include "storage/told_changes.hpp"
#include "storage/violations.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace switchboard::storage {
namespace {

const std::string& departments_sql() {
  static const std::string sql = "SELECT id, name, assignment, assignment_cap, " +
                                 epoch_ms("created_at") +
                                 " FROM departments WHERE project_id = $1 ORDER BY id";
  return sql;
}

constexpr const char* department_members_sql =
    "SELECT department_id, person_id FROM department_members WHERE project_id = $1"
    " ORDER BY department_id, person_id";

constexpr const char* department_sources_sql =
    "SELECT department_id, kind, source FROM department_sources WHERE project_id = $1"
    " ORDER BY kind, source";

constexpr const char* put_department_sql =
    "INSERT INTO departments (project_id, id, name, assignment, assignment_cap, created_at)"
    " VALUES ($1, $2, $3, nullif($4, -1), nullif($5, -1), $6::timestamptz)"
    " ON CONFLICT (project_id, id) DO UPDATE SET name = EXCLUDED.name,"
    " assignment = EXCLUDED.assignment, assignment_cap = EXCLUDED.assignment_cap";

constexpr const char* drop_members_sql =
    "DELETE FROM department_members WHERE project_id = $1 AND department_id = $2";
constexpr const char* put_member_sql =
    "INSERT INTO department_members (project_id, department_id, person_id) VALUES ($1, $2, $3)";
constexpr const char* drop_sources_sql =
    "DELETE FROM department_sources WHERE project_id = $1 AND department_id = $2";
constexpr const char* put_source_sql =
    "INSERT INTO department_sources (project_id, kind, source, department_id)"
    " VALUES ($1, $2, $3, $4)";
constexpr const char* drop_department_sql =
    "DELETE FROM departments WHERE project_id = $1 AND id = $2";

// Nobody is barred from what is no more.
constexpr const char* unbar_sql =
    "UPDATE members SET forbidden_departments = array_remove(forbidden_departments, $2::bigint)"
    " WHERE project_id = $1 AND $2 = ANY(forbidden_departments)";

constexpr const char* channels_sql = "SELECT id::text FROM channels WHERE project_id = $1";

using departments = std::vector<department_row>;

error too_many_sources() {
  return fail(errc::limit_reached,
              "A department has at most " + std::to_string(most_department_sources) + " sources.");
}

std::optional<error> wrong_sources(pqxx::transaction_base& tx, const department_row& row,
                                   const departments& others) {
  if (row.sources.size() > most_department_sources) return too_many_sources();
  std::unordered_set<std::string> channels;
  for (const auto& one : tx.exec_params(channels_sql, row.project.value))
    channels.insert(one[0].as<std::string>());
  for (const auto& source : row.sources) {
    const bool is_channel = source.kind == source_kind::channel;
    const std::string pointer = is_channel ? "/channels" : "/links";
    if (is_channel && !channels.contains(source.source))
      return fail(errc::bad_request, "names a channel that is not the project's", pointer);
    for (const auto& other : others)
      if (std::find(other.sources.begin(), other.sources.end(), source) != other.sources.end())
        return fail(errc::name_taken,
                    "This leads to the department \"" + other.name + "\" already.", pointer);
  }
  return std::nullopt;
}

/// Who left the team may stay in the list: without them the department might be open to everybody.
std::optional<error> wrong_members(pqxx::transaction_base& tx, const department_row& row,
                                   const std::vector<person_id>& before) {
  std::unordered_set<person_id> known{before.begin(), before.end()};
  for (const auto& one : members_in(tx, row.project, whom::present)) known.insert(one.id);
  for (const auto member : row.members)
    if (!known.contains(member))
      return fail(errc::bad_request, "names somebody who is no member of the project", "/members");
  return std::nullopt;
}

template <class Value>
int or_none(const std::optional<Value>& value) {
  return value ? static_cast<int>(*value) : -1;
}

result<void> store(pqxx::transaction_base& tx, const department_row& row) {
  const auto project = row.project.value;
  try {
    tx.exec_params(put_department_sql, project, row.id.value, row.name, or_none(row.assignment),
                   or_none(row.assignment_cap), sql_time(row.created_at));
  } catch (const pqxx::unique_violation& e) {
    if (breaks(e, "departments_name")) return fail(errc::name_taken, {}, "/name");
    throw;
  }
  tx.exec_params(drop_members_sql, project, row.id.value);
  for (const auto member : row.members)
    tx.exec_params(put_member_sql, project, row.id.value, member.value);
  tx.exec_params(drop_sources_sql, project, row.id.value);
  for (const auto& source : row.sources)
    tx.exec_params(put_source_sql, project, static_cast<int>(source.kind), source.source,
                   row.id.value);
  return {};
}

std::vector<source_row> sources_of(const department_change& change, const department_row& now) {
  std::vector<source_row> all;
  for (const auto& source : now.sources)
    if (source.kind == source_kind::channel ? !change.channels : !change.links)
      all.push_back(source);
  if (change.channels)
    for (const auto channel : *change.channels)
      all.push_back({source_kind::channel, to_string(channel)});
  if (change.links)
    for (const auto& link : *change.links) all.push_back({source_kind::link, link});
  return all;
}

/// The lists in the order in which they are read, so that they can be compared.
void in_order(department_row& row) {
  std::sort(row.members.begin(), row.members.end());
  std::sort(row.sources.begin(), row.sources.end(), [](const auto& left, const auto& right) {
    return std::pair{left.kind, left.source} < std::pair{right.kind, right.source};
  });
}

void apply(const department_change& change, department_row& to, told_changes& told) {
  const auto before = to;
  told.set("name", to.name, change.name);
  told.set("assignment", to.assignment, change.assignment);
  told.set("assignment cap", to.assignment_cap, change.assignment_cap);
  if (change.members) to.members = *change.members;
  to.sources = sources_of(change, before);
  in_order(to);
  if (to.members != before.members)
    told.add(to.members.empty() ? "open to everybody"
                                : "members: " + std::to_string(to.members.size()));
  if (to.sources != before.sources) told.add("sources: " + std::to_string(to.sources.size()));
}

} // namespace

std::vector<department_row> departments_in(pqxx::transaction_base& tx, project_id project) {
  departments all;
  std::unordered_map<department_id, std::size_t> place;
  for (const auto& row : tx.exec_params(departments_sql(), project.value)) {
    auto& made = all.emplace_back();
    made.project = project;
    row_reader{row} >> made.id >> made.name >> made.assignment >> made.assignment_cap >>
        made.created_at;
    place.emplace(made.id, all.size() - 1);
  }
  for (const auto& row : tx.exec_params(department_members_sql, project.value)) {
    department_id of;
    person_id member;
    row_reader{row} >> of >> member;
    if (const auto at = place.find(of); at != place.end())
      all[at->second].members.push_back(member);
  }
  for (const auto& row : tx.exec_params(department_sources_sql, project.value)) {
    department_id of;
    source_row source;
    row_reader{row} >> of >> source.kind >> source.source;
    if (const auto at = place.find(of); at != place.end())
      all[at->second].sources.push_back(source);
  }
  return all;
}

result<department_row> add_department(pqxx::connection& db, const department_row& row,
                                      audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, row.project);
  const auto others = departments_in(tx, row.project);
  if (others.size() >= most_departments)
    return fail(errc::limit_reached,
                "A project has at most " + std::to_string(most_departments) + " departments.");
  if (auto wrong = wrong_members(tx, row, {})) return *wrong;
  if (auto wrong = wrong_sources(tx, row, others)) return *wrong;
  auto made = row;
  in_order(made);
  if (auto stored = store(tx, made); !stored) return stored.error();
  told.subject = row.name;
  add_audit(tx, told);
  tx.commit();
  return made;
}

result<department_row> update_department(pqxx::connection& db, project_id project,
                                         department_id department, const department_change& to,
                                         audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, project);
  auto others = departments_in(tx, project);
  const auto found = std::find_if(others.begin(), others.end(),
                                  [&](const auto& one) { return one.id == department; });
  if (found == others.end()) return fail(errc::not_found);
  auto row = std::move(*found);
  others.erase(found);
  told.subject = row.name;
  told_changes words;
  const auto before = row.members;
  apply(to, row, words);
  if (words.none()) return row;
  if (auto wrong = wrong_members(tx, row, before)) return *wrong;
  if (auto wrong = wrong_sources(tx, row, others)) return *wrong;
  if (auto stored = store(tx, row); !stored) return stored.error();
  told.detail = words.text();
  add_audit(tx, told);
  tx.commit();
  return row;
}

result<void> remove_department(pqxx::connection& db, project_id project, department_id department,
                               audit_row told) {
  pqxx::work tx{db};
  lock_project(tx, project);
  for (const auto& one : departments_in(tx, project))
    if (one.id == department) told.subject = one.name;
  if (tx.exec_params(drop_department_sql, project.value, department.value).affected_rows() == 0)
    return fail(errc::not_found);
  tx.exec_params(drop_members_sql, project.value, department.value);
  tx.exec_params(drop_sources_sql, project.value, department.value);
  tx.exec_params(unbar_sql, project.value, department.value);
  add_audit(tx, told);
  tx.commit();
  return {};
}

} // namespace switchboard::storage
