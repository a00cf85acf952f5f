#include "storage/chat_columns.hpp"
#include "storage/prepared.hpp"
#include "storage/reads.hpp"
#include "storage/row_reader.hpp"

#include <charconv>
#include <string_view>

namespace switchboard::storage {
namespace {

const std::string& get_chat_sql() {
  static const std::string sql =
      "SELECT " + listing_columns() +
      " FROM chats c JOIN clients k ON k.project_id = c.project_id AND k.id = c.id"
      " WHERE c.project_id = $1 AND c.id = $2";
  return sql;
}

// Only who holds an active chat decides about it.
const std::string& find_facts_sql() {
  static const std::string sql = "SELECT c.state, c.department_id, CASE c.state WHEN 1 THEN " +
                                 participants_column +
                                 " END FROM chats c WHERE c.project_id = $1 AND c.id = $2";
  return sql;
}

/// Among so many of the newest messages of a chat those are looked for that a receipt may move:
/// what waking costs must not grow with the chat.
constexpr int outstanding_reach = 300;

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

} // namespace

std::optional<chat_listing> get_chat(pqxx::connection& db, project_id project, chat_id chat) {
  const auto rows = ask_prepared(db, "get_chat", get_chat_sql(), project.value, chat.value);
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  return read_listing(from, project);
}

std::optional<chat_facts> find_facts(pqxx::connection& db, project_id project, chat_id chat) {
  const auto rows = ask_prepared(db, "find_facts", find_facts_sql(), project.value, chat.value);
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  row_reader from{row};
  chat_facts made;
  from >> made.state >> made.department;
  made.participants = read_participants(from);
  return made;
}

std::optional<chat_record> load_chat(pqxx::connection& db, project_id project, chat_id chat) {
  const auto rows = ask_prepared(db, "load_chat", load_chat_sql(), project.value, chat.value,
                                 remembered_send_keys, remembered_unread, remembered_outstanding,
                                 outstanding_reach);
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
