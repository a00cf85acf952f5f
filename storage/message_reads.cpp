#include "storage/binary_arrays.hpp"
#include "storage/file_columns.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"
#include "storage/statements.hpp"

#include <algorithm>

namespace switchboard::storage {
namespace {

/// Of `messages AS m`.
const std::string& message_columns() {
  static const std::string columns =
      "m.id, m.dialog_id, m.kind, m.content, m.status, m.action, m.author, m.text, m.external_id, "
      "m.client_key, m.error_code, m.error_text, " +
      epoch_ms("m.created_at") + ", m.attachments, m.reply_to, m.quote, " +
      epoch_ms("m.edited_at") + ", " + epoch_ms("m.deleted_at") + ", m.subject";
  return columns;
}

const std::string& list_messages_sql() {
  static const std::string sql =
      "SELECT " + message_columns() +
      " FROM messages m WHERE m.project_id = $1 AND m.chat_id = $2 AND m.id < $3"
      " ORDER BY m.id DESC LIMIT $4";
  return sql;
}

const std::string& get_message_sql() {
  static const std::string sql =
      "SELECT " + message_columns() +
      " FROM messages m WHERE m.project_id = $1 AND m.chat_id = $2 AND m.id = $3";
  return sql;
}

// No index bears the platform's id of a message: each costs the hot path.
const std::string& find_message_sql() {
  static const std::string sql =
      "SELECT " + message_columns() +
      " FROM (SELECT * FROM messages WHERE project_id = $1 AND chat_id = $2"
      " ORDER BY id DESC LIMIT $4) m WHERE m.external_id = $3 LIMIT 1";
  return sql;
}

const std::string& attachments_sql() {
  static const std::string sql =
      "SELECT a.message_id, a.position, a.kind, a.state, a.source, a.name, a.mime, a.size, a.width,"
      " a.height, a.duration_s, a.latitude, a.longitude, a.error, " +
      file_columns() +
      " FROM unnest($3::bigint[]) AS n (id)"
      " JOIN attachments a ON a.project_id = $1 AND a.chat_id = $2 AND a.message_id = n.id"
      " LEFT JOIN files f ON f.project_id = $1 AND f.id = a.file_id";
  return sql;
}

/// With as many empty attachments as the message has.
message_row read_message(row_reader& from, project_id project, chat_id chat) {
  message_row made;
  made.project = project;
  made.chat = chat;
  std::int32_t attachments = 0;
  from >> made.id >> made.dialog >> made.kind >> made.content >> made.status >> made.action >>
      made.author >> made.text >> made.external_id >> made.client_key >> made.error_code >>
      made.error_text >> made.created_at >> attachments >> made.reply_to >> made.quote >>
      made.edited_at >> made.deleted_at >> made.subject;
  made.attachments.resize(static_cast<std::size_t>(attachments));
  return made;
}

attachment_row read_attachment(row_reader& from, project_id project) {
  attachment_row made;
  from >> made.kind >> made.state >> made.source >> made.name >> made.mime >> made.size >>
      made.width >> made.height >> made.duration_s >> made.latitude >> made.longitude >> made.error;
  auto file = read_file(from, project);
  if (file.id) made.file = std::move(file);
  return made;
}

// A statement of its own, for messages that have any: they were stored in one transaction with
// their message and never go, so that another moment shows no less.
void add_attachments_to(std::vector<message_row>& messages, pqxx::connection& db) {
  std::vector<message_id> with_any;
  for (const auto& one : messages)
    if (!one.attachments.empty()) with_any.push_back(one.id);
  if (with_any.empty()) return;
  const auto& first = messages.front();
  const auto rows = ask_prepared(db, "attachments_of", attachments_sql(), first.project.value,
                                 first.chat.value, array_of(with_any));
  for (const auto& row : rows) {
    message_id message;
    std::int32_t position = 0;
    row_reader from{row};
    from >> message >> position;
    auto made = read_attachment(from, first.project);
    auto of = std::ranges::find(messages, message, &message_row::id);
    of->attachments.at(static_cast<std::size_t>(position)) = std::move(made);
  }
}

std::vector<message_row> messages_in(const pqxx::result& rows, pqxx::connection& db,
                                     project_id project, chat_id chat) {
  std::vector<message_row> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    row_reader from{row};
    all.push_back(read_message(from, project, chat));
  }
  add_attachments_to(all, db);
  return all;
}

std::optional<message_row> first_of(std::vector<message_row> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

} // namespace

std::vector<message_row> list_messages(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id before, int limit) {
  const auto rows = ask_prepared(db, "list_messages", list_messages_sql(), project.value,
                                 chat.value, upper_bound(before.value), limit);
  return messages_in(rows, db, project, chat);
}

std::optional<message_row> get_message(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id message) {
  const auto rows =
      ask_prepared(db, "get_message", get_message_sql(), project.value, chat.value, message.value);
  return first_of(messages_in(rows, db, project, chat));
}

std::optional<message_row> find_message_by_external(pqxx::connection& db, project_id project,
                                                    chat_id chat, const std::string& external_id) {
  const auto rows = ask_prepared(db, "find_message", find_message_sql(), project.value, chat.value,
                                 external_id, edit_reach);
  return first_of(messages_in(rows, db, project, chat));
}

} // namespace switchboard::storage
