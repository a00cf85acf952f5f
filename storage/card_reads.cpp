#include "storage/binary_arrays.hpp"
#include "storage/card_columns.hpp"
#include "storage/cards.hpp"
#include "storage/chat_columns.hpp"
#include "storage/prepared.hpp"

namespace switchboard::storage {
namespace {

const std::string& load_card_sql() {
  static const std::string sql = std::string{"SELECT "} + card_columns +
                                 " FROM client_cards d WHERE d.project_id = $1"
                                 " AND d.client_id = $2";
  return sql;
}

const std::string& cards_of_sql() {
  static const std::string sql = std::string{"SELECT n.id, "} + card_columns +
                                 " FROM unnest($2::bigint[]) WITH ORDINALITY AS n (id, place)"
                                 " LEFT JOIN client_cards d ON d.project_id = $1"
                                 " AND d.client_id = n.id ORDER BY n.place";
  return sql;
}

// A client has one chat, with the client's id.
const std::string& list_clients_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() + ", " + card_columns +
      " FROM (SELECT * FROM clients WHERE project_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) k"
      " JOIN chats c ON c.project_id = k.project_id AND c.id = k.id"
      " LEFT JOIN client_cards d ON d.project_id = k.project_id AND d.client_id = k.id"
      " ORDER BY k.id DESC";
  return sql;
}

// Each side stops at the size of the answer, however many share a telephone; `<> ''` is what the
// indexes say too.
constexpr const char* linked_clients_sql =
    "WITH me AS (SELECT phone_digits, lower(email) AS email FROM client_cards"
    " WHERE project_id = $1 AND client_id = $2)"
    " SELECT client_id FROM ("
    "(SELECT d.client_id FROM me JOIN client_cards d ON d.project_id = $1"
    " AND d.phone_digits = me.phone_digits AND d.phone_digits <> ''"
    " WHERE d.client_id <> $2 LIMIT $3)"
    " UNION "
    "(SELECT d.client_id FROM me JOIN client_cards d ON d.project_id = $1"
    " AND lower(d.email) = me.email AND d.email <> '' WHERE d.client_id <> $2 LIMIT $3)"
    ") n ORDER BY client_id DESC LIMIT $3";

} // namespace

card_row read_card(row_reader& from, project_id project, chat_id client) {
  card_row made;
  chat_id stored;
  from >> stored >> made.status >> made.email >> made.phone >> made.sex >> made.country >>
      made.city >> made.address >> made.notes >> made.tags >> made.variables >> made.version;
  if (!stored) made = {};
  made.project = project;
  made.client = client;
  return made;
}

card_row load_card(pqxx::connection& db, project_id project, chat_id client) {
  const auto rows = ask_prepared(db, "load_card", load_card_sql(), project.value, client.value);
  card_row made;
  made.project = project;
  made.client = client;
  if (rows.empty()) return made;
  const auto row = rows.front();
  row_reader from{row};
  return read_card(from, project, client);
}

std::vector<card_row> cards_of(pqxx::connection& db, project_id project,
                               const std::vector<chat_id>& clients) {
  std::vector<card_row> all;
  if (clients.empty()) return all;
  for (const auto& row :
       ask_prepared(db, "cards_of", cards_of_sql(), project.value, array_of(clients))) {
    row_reader from{row};
    chat_id client;
    from >> client;
    all.push_back(read_card(from, project, client));
  }
  return all;
}

std::vector<client_listing> list_clients(pqxx::connection& db, project_id project, chat_id before,
                                         int limit) {
  std::vector<client_listing> all;
  for (const auto& row : ask_prepared(db, "list_clients", list_clients_sql(), project.value,
                                      upper_bound(before.value), limit)) {
    row_reader from{row};
    client_listing made;
    made.chat = read_listing(from, project);
    made.card = read_card(from, project, made.chat.chat.id);
    all.push_back(std::move(made));
  }
  return all;
}

std::vector<chat_id> linked_clients(pqxx::connection& db, project_id project, chat_id client,
                                    int limit) {
  std::vector<chat_id> all;
  for (const auto& row :
       ask_prepared(db, "linked_clients", linked_clients_sql, project.value, client.value, limit))
    row_reader{row} >> all.emplace_back();
  return all;
}

} // namespace switchboard::storage
