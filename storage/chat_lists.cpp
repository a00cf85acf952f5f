#include "storage/binary_arrays.hpp"
#include "storage/chat_columns.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"

#include <bit>

namespace switchboard::storage {
namespace {

// In every list the page is cut first, so that what a listing needs besides is looked up for its
// rows only. `$1` project, `$2` activity to begin below, `$3` size of the page.
std::string page_of(const std::string& chats) {
  return "SELECT " + listing_columns() + " FROM (" + chats +
         " ORDER BY c.activity DESC LIMIT $3) c"
         " JOIN clients k ON k.project_id = c.project_id AND k.id = c.id"
         " ORDER BY c.activity DESC";
}

// The chats of each department come from the index of the tabs in their order and are merged: what
// is read is the page and one chat more of each department. That takes a branch of the statement
// for each of them (a join could only read a whole page of each).
std::string page_of_departments(std::size_t departments, const std::string& which) {
  std::string branches;
  for (std::size_t i = 1; i <= departments; ++i)
    branches += (i == 1 ? "(" : " UNION ALL (") +
                ("SELECT c.* FROM chats c WHERE c.project_id = $1 AND c.activity < $2"
                 " AND c.department_id = ($4::bigint[])[" +
                 std::to_string(i) + "] AND " + which + " ORDER BY c.activity DESC LIMIT $3)");
  return page_of("SELECT c.* FROM (" + branches + ") c");
}

/// So that a connection knows few statements they are made for 1, 2, 4, 8… departments, the last of
/// which may be nobody's.
std::vector<department_id> filled_up(std::vector<department_id> departments) {
  constexpr department_id nobodys{-1};
  departments.resize(std::bit_ceil(departments.size()), nobodys);
  return departments;
}

// OFFSET keeps it a question asked of each chat: as a join it would go through all the viewer has
// in hand for each.
const std::string not_mine =
    "NOT EXISTS (SELECT 1 FROM participants m"
    " WHERE m.project_id = $1 AND m.member_id = $5 AND m.chat_id = c.id OFFSET 0)";

// What a person has in hand is few beside what a project has: these go from the person.
const std::string chats_of_participant =
    "SELECT c.* FROM participants p"
    " JOIN chats c ON c.project_id = p.project_id AND c.id = p.chat_id"
    " WHERE p.project_id = $1 AND c.state = 1 AND c.activity < $2";

const std::string& list_others_of_sql() {
  static const std::string sql =
      page_of(chats_of_participant +
              " AND c.department_id = ANY ($4::bigint[]) AND p.member_id = $6 AND p.role = 0 AND " +
              not_mine);
  return sql;
}

const std::string& list_mine_sql() {
  static const std::string sql =
      page_of(chats_of_participant +
              " AND p.member_id = $5"
              " AND (cardinality($4::bigint[]) = 0 OR c.department_id = ANY ($4::bigint[]))"
              " AND ($6::bigint = 0 OR EXISTS (SELECT 1 FROM participants r WHERE r.project_id = $1"
              " AND r.member_id = $6 AND r.chat_id = c.id AND r.role = 0))");
  return sql;
}

struct question {
  pqxx::connection& db;
  project_id project;
  const chat_query& query;
  std::int64_t before;
  int limit;
};

/// Chats of the query's departments of which `which` is true.
template <class... People>
pqxx::result in_departments(const question& of, const std::string& name, const std::string& which,
                            People... people) {
  const auto where = filled_up(of.query.departments);
  return ask_prepared(of.db, (name + '_' + std::to_string(where.size())).c_str(),
                      page_of_departments(where.size(), which), of.project.value,
                      upper_bound(of.before), of.limit, array_of(where), people...);
}

/// Active chats in the hands of the viewer, or of the one who is asked for.
pqxx::result in_hands(const question& of, const char* name, const std::string& sql) {
  return ask_prepared(of.db, name, sql, of.project.value, upper_bound(of.before), of.limit,
                      array_of(of.query.departments), of.query.viewer.value,
                      of.query.responsible.value);
}

pqxx::result answer(const question& of) {
  const auto& query = of.query;
  switch (query.which) {
    case tab::mine: return in_hands(of, "list_mine", list_mine_sql());
    case tab::fresh: return in_departments(of, "list_fresh", "c.state = 0");
    case tab::done: return in_departments(of, "list_done", "c.state = 2");
    case tab::others: break;
  }
  if (query.responsible) return in_hands(of, "list_others_of", list_others_of_sql());
  return in_departments(of, "list_others", "c.state = 1 AND " + not_mine, query.viewer.value);
}

} // namespace

std::vector<chat_listing> list_chats(pqxx::connection& db, project_id project,
                                     const chat_query& query, std::int64_t before, int limit) {
  std::vector<chat_listing> all;
  if (query.which != tab::mine && query.departments.empty()) return all;
  const auto rows = answer({db, project, query, before, limit});
  all.reserve(rows.size());
  for (const auto& row : rows) {
    row_reader from{row};
    all.push_back(read_listing(from, project));
  }
  return all;
}

} // namespace switchboard::storage
