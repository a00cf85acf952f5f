#include "storage/chat_columns.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"
#include "storage/statements.hpp"

#include <pqxx/pqxx>

#include <cstdlib>
#include <limits>

namespace switchboard::storage {
namespace {

const std::string& listing_columns() {
  static const std::string columns =
      chat_columns() + ", " + client_columns() + ", " + participants_column;
  return columns;
}

// The page is cut first, from the index of the tab, so that the rest is done for its rows only.
const std::string& list_state_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      " FROM (SELECT * FROM chats WHERE project_id = $1 AND state = $2 AND activity < $3"
      " ORDER BY activity DESC LIMIT $4) c"
      " JOIN clients k ON k.project_id = c.project_id AND k.id = c.id ORDER BY c.activity DESC";
  return sql;
}

const std::string& list_mine_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      " FROM (SELECT c.* FROM participants p"
      " JOIN chats c ON c.project_id = p.project_id AND c.id = p.chat_id"
      " WHERE p.project_id = $1 AND p.member_id = $2 AND c.state = $3 AND c.activity < $4"
      " ORDER BY c.activity DESC LIMIT $5) c"
      " JOIN clients k ON k.project_id = c.project_id AND k.id = c.id ORDER BY c.activity DESC";
  return sql;
}

const std::string& list_others_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      " FROM (SELECT c.* FROM chats c WHERE c.project_id = $1 AND c.state = $3"
      " AND c.activity < $4 AND NOT EXISTS (SELECT 1 FROM participants p"
      " WHERE p.project_id = $1 AND p.member_id = $2 AND p.chat_id = c.id)"
      " ORDER BY c.activity DESC LIMIT $5) c"
      " JOIN clients k ON k.project_id = c.project_id AND k.id = c.id ORDER BY c.activity DESC";
  return sql;
}

const std::string& get_chat_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      " FROM chats c JOIN clients k ON k.project_id = c.project_id AND k.id = c.id"
      " WHERE c.project_id = $1 AND c.id = $2";
  return sql;
}

// One statement sees one moment, and one round trip is what waking a chat costs.
const std::string& load_chat_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      ", ARRAY(SELECT u.id FROM (SELECT m.id FROM messages m WHERE m.project_id = c.project_id"
      " AND m.chat_id = c.id AND m.kind = 0 ORDER BY m.id DESC LIMIT least(c.unread, $4)) u"
      " ORDER BY u.id)"
      ", ARRAY(SELECT s.id || ' ' || s.client_key FROM ("
      "SELECT m.id, m.client_key FROM messages m WHERE m.project_id = c.project_id"
      " AND m.chat_id = c.id AND m.client_key <> '' ORDER BY m.id DESC LIMIT $3) s ORDER BY s.id)"
      " FROM chats c JOIN clients k ON k.project_id = c.project_id AND k.id = c.id"
      " WHERE c.project_id = $1 AND c.id = $2";
  return sql;
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

const std::string& find_message_sql() {
  static const std::string sql =
      "SELECT " + message_columns() +
      " FROM (SELECT * FROM messages WHERE project_id = $1 AND chat_id = $2"
      " ORDER BY id DESC LIMIT $4) m WHERE m.external_id = $3 LIMIT 1";
  return sql;
}

std::int64_t below(std::int64_t before) {
  return before != 0 ? before : std::numeric_limits<std::int64_t>::max();
}

std::pair<std::string, message_id> sent_key_in(const std::string& words) {
  auto space = words.find(' ');
  return {words.substr(space + 1), message_id{std::strtoll(words.c_str(), nullptr, 10)}};
}

std::vector<chat_listing> listings_in(const pqxx::result& rows, project_id project) {
  std::vector<chat_listing> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    row_reader from{row};
    all.push_back(read_listing(from, project));
  }
  return all;
}

std::optional<message_row> message_in(const pqxx::result& rows, project_id project, chat_id chat) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  return read_message(from, project, chat);
}

} // namespace

std::vector<chat_listing> list_chats(pqxx::connection& db, project_id project, person_id viewer,
                                     tab which, std::int64_t before, int limit) {
  pqxx::nontransaction ask{db};
  const auto start = below(before);
  constexpr int active = static_cast<int>(chat_state::active);
  switch (which) {
    case tab::mine:
      return listings_in(
          ask.exec_params(list_mine_sql(), project.value, viewer.value, active, start, limit),
          project);
    case tab::others:
      return listings_in(
          ask.exec_params(list_others_sql(), project.value, viewer.value, active, start, limit),
          project);
    case tab::fresh:
    case tab::done: break;
  }
  const auto state = which == tab::fresh ? chat_state::fresh : chat_state::done;
  return listings_in(
      ask.exec_params(list_state_sql(), project.value, static_cast<int>(state), start, limit),
      project);
}

std::optional<chat_listing> get_chat(pqxx::connection& db, project_id project, chat_id chat) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(get_chat_sql(), project.value, chat.value);
  if (rows.empty()) return std::nullopt;
  return listings_in(rows, project).front();
}

std::optional<chat_record> load_chat(pqxx::connection& db, project_id project, chat_id chat) {
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_params(load_chat_sql(), project.value, chat.value, remembered_send_keys,
                              remembered_unread);
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  auto listing = read_listing(from, project);
  chat_record made{
      std::move(listing.client), std::move(listing.chat), std::move(listing.participants), {}, {}};
  std::vector<std::string> unread;
  std::vector<std::string> keys;
  from >> unread >> keys;
  for (const auto& id : unread)
    made.unread.push_back(message_id{std::strtoll(id.c_str(), nullptr, 10)});
  for (const auto& words : keys) made.sent_keys.push_back(sent_key_in(words));
  return made;
}

std::vector<message_row> list_messages(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id before, int limit) {
  pqxx::nontransaction ask{db};
  auto rows =
      ask.exec_params(list_messages_sql(), project.value, chat.value, below(before.value), limit);
  std::vector<message_row> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    row_reader from{row};
    all.push_back(read_message(from, project, chat));
  }
  return all;
}

std::optional<message_row> get_message(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id message) {
  pqxx::nontransaction ask{db};
  return message_in(ask.exec_params(get_message_sql(), project.value, chat.value, message.value),
                    project, chat);
}

std::optional<message_row> find_message_by_external(pqxx::connection& db, project_id project,
                                                    chat_id chat, const std::string& external_id) {
  pqxx::nontransaction ask{db};
  return message_in(
      ask.exec_params(find_message_sql(), project.value, chat.value, external_id, edit_reach),
      project, chat);
}

} // namespace switchboard::storage
