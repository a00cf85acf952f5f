#include "storage/binary_arrays.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

namespace switchboard::storage {
namespace {

constexpr const char* find_clients_sql =
    "SELECT k.external_id, k.id FROM unnest($3::text[]) AS n (external_id)"
    " JOIN clients k ON k.project_id = $1 AND k.channel_id = $2 AND k.external_id = n.external_id";

constexpr const char* load_outbox_sql =
    "SELECT o.message_id, o.chat_id, k.external_id, m.text, o.state = 1, o.attempts"
    " FROM (SELECT * FROM outbox WHERE project_id = $1 AND channel_id = $2 AND message_id > $3"
    " ORDER BY message_id LIMIT $4) o"
    " JOIN messages m ON m.project_id = o.project_id AND m.chat_id = o.chat_id"
    " AND m.id = o.message_id"
    " JOIN clients k ON k.project_id = o.project_id AND k.id = o.chat_id"
    " ORDER BY o.message_id";

const std::string& due_timers_sql() {
  static const std::string sql = "SELECT project_id, chat_id, kind, generation, " +
                                 epoch_ms("due_at") +
                                 " FROM timers WHERE due_at <= $1::timestamptz"
                                 " ORDER BY due_at LIMIT $2";
  return sql;
}

pqxx::binarystring text_array(const std::vector<std::string>& texts) {
  binary_arrays rows;
  for (const auto& text : texts) {
    rows << text;
    rows.end_row();
  }
  return rows.take().front();
}

} // namespace

std::unordered_map<std::string, chat_id> find_clients(
    pqxx::connection& db, project_id project, channel_id channel,
    const std::vector<std::string>& external_ids) {
  std::unordered_map<std::string, chat_id> found;
  if (external_ids.empty()) return found;
  pqxx::nontransaction ask{db};
  auto rows =
      ask.exec_params(find_clients_sql, project.value, channel.value, text_array(external_ids));
  for (const auto& row : rows) {
    std::string external_id;
    chat_id chat;
    row_reader{row} >> external_id >> chat;
    found.emplace(std::move(external_id), chat);
  }
  return found;
}

std::vector<outbox_row> load_outbox(pqxx::connection& db, project_id project, channel_id channel,
                                    message_id after, int limit) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(load_outbox_sql, project.value, channel.value, after.value, limit);
  std::vector<outbox_row> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.message >> made.chat >> made.client >> made.text >> made.sending >>
        made.attempts;
  }
  return all;
}

std::vector<timer_row> due_timers(pqxx::connection& db, timestamp until, int limit) {
  pqxx::nontransaction ask{db};
  std::vector<timer_row> all;
  for (const auto& row : ask.exec_params(due_timers_sql(), sql_time(until), limit)) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.project >> made.chat >> made.kind >> made.generation >> made.due_at;
  }
  return all;
}

} // namespace switchboard::storage
