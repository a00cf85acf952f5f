#include "storage/cards.hpp"
#include "storage/prepared.hpp"
#include "storage/row_reader.hpp"

namespace switchboard::storage {
namespace {

/// Among so many of a dialog's first messages the client's first words are looked for.
constexpr int first_words_reach = 100;
/// How much of it is shown, in letters.
constexpr int first_words_length = 200;

// A dialog's messages lie between its id and that of the next one: ids are made in order of time.
const std::string& list_dialogs_sql() {
  static const std::string sql =
      "SELECT d.id, " + epoch_ms("d.opened_at") + ", " + epoch_ms("d.closed_at") +
      ", d.closed_by, (SELECT left(f.text, $5) FROM ("
      "SELECT m.id, m.kind, m.text FROM messages m WHERE m.project_id = $1 AND m.chat_id = $2"
      " AND m.id > d.id AND m.id < d.next ORDER BY m.id LIMIT $6) f"
      " WHERE f.kind = 0 AND f.text <> '' ORDER BY f.id LIMIT 1)"
      " FROM (SELECT n.*, lag(n.id, 1, $3::bigint) OVER (ORDER BY n.id DESC) AS next FROM ("
      "SELECT * FROM dialogs WHERE project_id = $1 AND chat_id = $2 AND id < $3"
      " ORDER BY id DESC LIMIT $4) n) d ORDER BY d.id DESC";
  return sql;
}

const std::string& list_changes_sql() {
  static const std::string sql =
      "SELECT id, by, field, before, after, " + epoch_ms("created_at") +
      " FROM client_changes WHERE project_id = $1 AND client_id = $2 AND id < $3"
      " ORDER BY id DESC LIMIT $4";
  return sql;
}

const std::string& list_sources_sql() {
  static const std::string sql =
      "SELECT id, payload, link, google_id, utm, " + epoch_ms("created_at") +
      " FROM client_sources WHERE project_id = $1 AND client_id = $2 AND id < $3"
      " ORDER BY id DESC LIMIT $4";
  return sql;
}

} // namespace

std::vector<dialog_row> list_dialogs(pqxx::connection& db, project_id project, chat_id client,
                                     dialog_id before, int limit) {
  std::vector<dialog_row> all;
  for (const auto& row :
       ask_prepared(db, "list_dialogs", list_dialogs_sql(), project.value, client.value,
                    upper_bound(before.value), limit, first_words_length, first_words_reach)) {
    auto& made = all.emplace_back();
    row_reader{row} >> made.id >> made.opened_at >> made.closed_at >> made.closed_by >>
        made.first_text;
  }
  return all;
}

std::vector<card_change_row> list_card_changes(pqxx::connection& db, project_id project,
                                               chat_id client, change_id before, int limit) {
  std::vector<card_change_row> all;
  for (const auto& row : ask_prepared(db, "list_card_changes", list_changes_sql(), project.value,
                                      client.value, upper_bound(before.value), limit)) {
    auto& made = all.emplace_back();
    made.project = project;
    made.client = client;
    row_reader{row} >> made.id >> made.by >> made.field >> made.before >> made.after >>
        made.created_at;
  }
  return all;
}

std::vector<client_source_row> list_client_sources(pqxx::connection& db, project_id project,
                                                   chat_id client, source_id before, int limit) {
  std::vector<client_source_row> all;
  for (const auto& row : ask_prepared(db, "list_client_sources", list_sources_sql(), project.value,
                                      client.value, upper_bound(before.value), limit)) {
    auto& made = all.emplace_back();
    made.project = project;
    made.client = client;
    row_reader{row} >> made.id >> made.payload >> made.link >> made.google_id >> made.utm >>
        made.created_at;
  }
  return all;
}

} // namespace switchboard::storage
