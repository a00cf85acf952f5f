#include "storage/binary_arrays.hpp"
#include "storage/file_columns.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

namespace switchboard::storage {
namespace {

// Who wrote is known by that; how they once came by a link counts no more.
constexpr const char* find_clients_sql =
    "SELECT n.external_id, k.id, a.payload FROM unnest($3::text[]) AS n (external_id)"
    " LEFT JOIN clients k ON k.project_id = $1 AND k.channel_id = $2"
    " AND k.external_id = n.external_id"
    " LEFT JOIN arrivals a ON a.project_id = $1 AND a.channel_id = $2"
    " AND a.external_id = n.external_id AND k.id IS NULL"
    " WHERE k.id IS NOT NULL OR a.external_id IS NOT NULL";

const std::string& load_outbox_sql() {
  static const std::string sql =
      "SELECT o.message_id, o.chat_id, o.act, o.author, k.external_id, m.text, m.attachments,"
      " r.external_id, m.external_id, " +
      epoch_ms("c.last_action_at") +
      ", o.state = 1, o.attempts"
      " FROM (SELECT * FROM outbox WHERE project_id = $1 AND channel_id = $2 AND author = $3"
      " AND message_id > $4 ORDER BY message_id LIMIT $5) o"
      " JOIN messages m ON m.project_id = o.project_id AND m.chat_id = o.chat_id"
      " AND m.id = o.message_id"
      " JOIN clients k ON k.project_id = o.project_id AND k.id = o.chat_id"
      " JOIN chats c ON c.project_id = o.project_id AND c.id = o.chat_id"
      " LEFT JOIN messages r ON r.project_id = m.project_id AND r.chat_id = m.chat_id"
      " AND r.id = m.reply_to"
      " ORDER BY o.message_id";
  return sql;
}

const std::string& outbox_files_sql() {
  static const std::string sql =
      "SELECT a.message_id, a.kind, r.reference, " + file_columns() +
      " FROM unnest($3::bigint[], $4::bigint[]) AS n (chat_id, message_id)"
      " JOIN attachments a ON a.project_id = $1 AND a.chat_id = n.chat_id"
      " AND a.message_id = n.message_id"
      " JOIN files f ON f.project_id = $1 AND f.id = a.file_id"
      " LEFT JOIN file_references r ON r.project_id = $1 AND r.channel_id = $2"
      " AND r.file_id = a.file_id AND (r.until IS NULL OR r.until > now())"
      " ORDER BY a.message_id, a.position";
  return sql;
}

const std::string& due_fetches_sql() {
  static const std::string sql =
      "SELECT project_id, channel_id, chat_id, message_id, position, kind, source, name, "
      "attempts, " +
      epoch_ms("due_at") + " FROM fetches WHERE due_at <= $1::timestamptz ORDER BY due_at LIMIT $2";
  return sql;
}

const std::string& due_timers_sql() {
  static const std::string sql = "SELECT project_id, chat_id, kind, generation, " +
                                 epoch_ms("due_at") +
                                 " FROM timers WHERE due_at <= $1::timestamptz"
                                 " ORDER BY due_at LIMIT $2";
  return sql;
}

/// Both in the order of messages.
void add_files(std::vector<outbox_row>& to, const pqxx::result& files, project_id project) {
  auto at = to.begin();
  for (const auto& row : files) {
    message_id message;
    outbox_file made;
    row_reader from{row};
    protocols::content kind{};
    from >> message >> kind >> made.reference;
    made.file = read_file(from, project);
    // How it is to be sent: a photo too large for the platform goes as a document.
    made.file.kind = kind;
    while (at != to.end() && at->message < message) ++at;
    if (at != to.end() && at->message == message) at->files.push_back(std::move(made));
  }
}

} // namespace

known_clients find_clients(pqxx::connection& db, project_id project, channel_id channel,
                           const std::vector<std::string>& external_ids) {
  known_clients found;
  if (external_ids.empty()) return found;
  const auto rows = ask_prepared(db, "find_clients", find_clients_sql, project.value, channel.value,
                                 array_of(external_ids));
  for (const auto& row : rows) {
    std::string external_id;
    std::string payload;
    chat_id chat;
    row_reader{row} >> external_id >> chat >> payload;
    if (chat)
      found.chats.emplace(std::move(external_id), chat);
    else
      found.arrivals.emplace(std::move(external_id), std::move(payload));
  }
  return found;
}

std::vector<outbox_row> load_outbox(pqxx::connection& db, project_id project, channel_id channel,
                                    protocols::author by, message_id after, int limit) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(load_outbox_sql(), project.value, channel.value, static_cast<int>(by),
                              after.value, limit);
  std::vector<outbox_row> all;
  all.reserve(rows.size());
  std::vector<chat_id> chats;
  std::vector<message_id> messages;
  for (const auto& row : rows) {
    auto& made = all.emplace_back();
    std::int32_t attachments = 0;
    row_reader{row} >> made.message >> made.chat >> made.act >> made.by >> made.client >>
        made.text >> attachments >> made.reply_to >> made.external_id >> made.last_action_at >>
        made.sending >> made.attempts;
    if (attachments == 0) continue;
    chats.push_back(made.chat);
    messages.push_back(made.message);
  }
  if (messages.empty()) return all;
  auto files = ask.exec_params(outbox_files_sql(), project.value, channel.value, array_of(chats),
                               array_of(messages));
  add_files(all, files, project);
  return all;
}

std::vector<fetch_row> due_fetches(pqxx::connection& db, timestamp until, int limit) {
  pqxx::nontransaction ask{db};
  std::vector<fetch_row> all;
  for (const auto& row : ask.exec_params(due_fetches_sql(), sql_time(until), limit)) {
    auto& made = all.emplace_back();
    std::int32_t position = 0;
    row_reader{row} >> made.project >> made.channel >> made.chat >> made.message >> position >>
        made.kind >> made.source >> made.name >> made.attempts >> made.due_at;
    made.position = static_cast<std::int16_t>(position);
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
