#include "storage/binary_arrays.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

#include <algorithm>
#include <limits>

/// What must be known to bring chats from hand to hand: who waits, who holds, what is astray.
namespace switchboard::storage {
namespace {

constexpr const char* oldest_waiting_sql =
    "SELECT c.id, c.department_id, c.turn FROM unnest($2::bigint[]) AS d (id) CROSS JOIN LATERAL ("
    "SELECT id, department_id, turn FROM chats"
    " WHERE project_id = $1 AND state = 0 AND department_id = d.id ORDER BY turn LIMIT $3) c"
    " ORDER BY c.turn";

constexpr const char* chats_held_by_sql =
    "SELECT DISTINCT p.chat_id FROM unnest($2::bigint[]) AS m (id) CROSS JOIN LATERAL ("
    "SELECT chat_id FROM participants"
    " WHERE project_id = $1 AND member_id = m.id AND chat_id > $3 ORDER BY chat_id LIMIT $4) p"
    " ORDER BY p.chat_id LIMIT $4";

// Between the known departments there is nobody; the index of the tabs is asked there only.
constexpr const char* chats_astray_sql =
    "SELECT c.id FROM unnest('{0,1,2}'::smallint[]) AS s (state)"
    " CROSS JOIN unnest($2::bigint[], $3::bigint[]) AS gap (after, before)"
    " CROSS JOIN LATERAL (SELECT id FROM chats WHERE project_id = $1 AND state = s.state"
    " AND department_id > gap.after AND department_id < gap.before LIMIT $4) c LIMIT $4";

std::vector<chat_id> ids_in(const pqxx::result& rows) {
  std::vector<chat_id> all;
  all.reserve(rows.size());
  for (const auto& row : rows) row_reader{row} >> all.emplace_back();
  return all;
}

} // namespace

std::vector<waiting_appeal> oldest_waiting(pqxx::connection& db, project_id project,
                                           const std::vector<department_id>& departments,
                                           int limit) {
  const auto rows = ask_prepared(db, "oldest_waiting", oldest_waiting_sql, project.value,
                                 array_of(departments), limit);
  std::vector<waiting_appeal> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.chat >> made.department >> made.turn;
  }
  return all;
}

std::vector<chat_id> chats_held_by(pqxx::connection& db, project_id project,
                                   const std::vector<person_id>& members, chat_id after,
                                   int limit) {
  return ids_in(ask_prepared(db, "chats_held_by", chats_held_by_sql, project.value,
                             array_of(members), after.value, limit));
}

std::vector<chat_id> chats_astray(pqxx::connection& db, project_id project,
                                  const std::vector<department_id>& known, int limit) {
  std::vector<department_id> after = known;
  after.push_back({});
  std::ranges::sort(after);
  std::vector<department_id> before{after.begin() + 1, after.end()};
  before.push_back({std::numeric_limits<std::int64_t>::max()});
  return ids_in(ask_prepared(db, "chats_astray", chats_astray_sql, project.value, array_of(after),
                             array_of(before), limit));
}

} // namespace switchboard::storage
