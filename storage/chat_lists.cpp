#include "storage/binary_arrays.hpp"
#include "storage/chat_columns.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"

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

// A page of each department from the index of the tabs; the page is the newest of them.
std::string page_of_departments(const std::string& which) {
  return page_of(
      "SELECT c.* FROM unnest($4::bigint[]) AS d (id) CROSS JOIN LATERAL ("
      "SELECT c.* FROM chats c WHERE c.project_id = $1 AND c.department_id = d.id"
      " AND c.activity < $2 AND " +
      which + " ORDER BY c.activity DESC LIMIT $3) c");
}

const std::string not_mine =
    "NOT EXISTS (SELECT 1 FROM participants m"
    " WHERE m.project_id = $1 AND m.member_id = $5 AND m.chat_id = c.id)";

// What a person has in hand is few beside what a project has: these go from the person.
const std::string chats_of_participant =
    "SELECT c.* FROM participants p"
    " JOIN chats c ON c.project_id = p.project_id AND c.id = p.chat_id"
    " WHERE p.project_id = $1 AND c.state = 1 AND c.activity < $2";

const std::string& list_fresh_sql() {
  static const std::string sql = page_of_departments("c.state = 0");
  return sql;
}

const std::string& list_done_sql() {
  static const std::string sql = page_of_departments("c.state = 2");
  return sql;
}

const std::string& list_others_sql() {
  static const std::string sql = page_of_departments("c.state = 1 AND " + not_mine);
  return sql;
}

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
              " AND ($6 = 0 OR EXISTS (SELECT 1 FROM participants r WHERE r.project_id = $1"
              " AND r.member_id = $6 AND r.chat_id = c.id AND r.role = 0))");
  return sql;
}

} // namespace

std::vector<chat_listing> list_chats(pqxx::connection& db, project_id project,
                                     const chat_query& query, std::int64_t before, int limit) {
  if (query.which != tab::mine && query.departments.empty()) return {};
  const auto where = array_of(query.departments);
  const auto ask = [&](const char* name, const std::string& sql, auto... people) {
    return ask_prepared(db, name, sql, project.value, upper_bound(before), limit, where, people...);
  };
  const auto rows = [&] {
    const auto viewer = query.viewer.value;
    switch (query.which) {
      case tab::fresh: return ask("list_fresh", list_fresh_sql());
      case tab::done: return ask("list_done", list_done_sql());
      case tab::mine: return ask("list_mine", list_mine_sql(), viewer, query.responsible.value);
      case tab::others: break;
    }
    if (!query.responsible) return ask("list_others", list_others_sql(), viewer);
    return ask("list_others_of", list_others_of_sql(), viewer, query.responsible.value);
  }();
  std::vector<chat_listing> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    row_reader from{row};
    all.push_back(read_listing(from, project));
  }
  return all;
}

} // namespace switchboard::storage
