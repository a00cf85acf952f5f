#include "storage/chat_columns.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

#include <pqxx/pqxx>

#include <charconv>
#include <limits>
#include <string_view>

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

/// Among so many of the newest messages of a chat those are looked for that a receipt may move:
/// what waking costs must not grow with the chat.
constexpr int outstanding_reach = 300;

constexpr const char* load_chat_name = "load_chat";

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
      ", ARRAY(SELECT o.id || ' ' || o.status || ' ' || " +
      epoch_ms("o.created_at") +
      " || ' ' || o.external_id FROM (SELECT n.* FROM ("
      "SELECT m.id, m.kind, m.status, m.created_at, m.external_id FROM messages m"
      " WHERE m.project_id = c.project_id AND m.chat_id = c.id ORDER BY m.id DESC LIMIT $6) n"
      " WHERE n.kind IN (1, 2, 3) AND n.status IN (3, 4) ORDER BY n.id DESC LIMIT $5) o"
      " ORDER BY o.id)"
      " FROM chats c JOIN clients k ON k.project_id = c.project_id AND k.id = c.id"
      " WHERE c.project_id = $1 AND c.id = $2";
  return sql;
}

std::int64_t below(std::int64_t before) {
  return before != 0 ? before : std::numeric_limits<std::int64_t>::max();
}

/// Takes the number in front of a list's element, with the space after it.
std::int64_t take_number(std::string_view& words) {
  std::int64_t number = 0;
  const auto* end = words.data() + words.size();
  auto rest = std::from_chars(words.data(), end, number).ptr;
  words = {rest, static_cast<std::size_t>(end - rest)};
  if (!words.empty()) words.remove_prefix(1);
  return number;
}

std::pair<std::string, message_id> sent_key_in(std::string_view words) {
  const message_id message{take_number(words)};
  return {std::string{words}, message};
}

outstanding_message outstanding_in(std::string_view words) {
  outstanding_message made;
  made.message.value = take_number(words);
  made.status = static_cast<message_status>(take_number(words));
  made.created_at = timestamp{std::chrono::milliseconds{take_number(words)}};
  made.external_id = words;
  return made;
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
  // Every waking chat asks this, and planning it takes ten times as long as doing it. Saying it
  // again to a connection that knows it costs nothing.
  db.prepare(load_chat_name, load_chat_sql());
  pqxx::nontransaction ask{db};
  auto rows = ask.exec_prepared(load_chat_name, project.value, chat.value, remembered_send_keys,
                                remembered_unread, remembered_outstanding, outstanding_reach);
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  auto listing = read_listing(from, project);
  chat_record made;
  made.client = std::move(listing.client);
  made.chat = std::move(listing.chat);
  made.participants = std::move(listing.participants);
  std::vector<std::string> unread;
  std::vector<std::string> keys;
  std::vector<std::string> outstanding;
  from >> unread >> keys >> outstanding;
  for (std::string_view id : unread) made.unread.push_back(message_id{take_number(id)});
  for (const auto& words : keys) made.sent_keys.push_back(sent_key_in(words));
  for (const auto& words : outstanding) made.outstanding.push_back(outstanding_in(words));
  return made;
}

} // namespace switchboard::storage
