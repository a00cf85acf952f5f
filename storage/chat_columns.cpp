#include "storage/chat_columns.hpp"

#include <cstdlib>

namespace switchboard::storage {
const std::string& chat_columns() {
  static const std::string columns =
      "c.id, c.channel_id, c.state, c.responsible, c.dialog_id, c.dialogs, c.unread, " +
      epoch_ms("c.waiting_since") +
      ", c.unclaimed, c.activity, c.last_message, c.last_kind, c.last_content, c.last_status, "
      "c.last_text, " +
      epoch_ms("c.last_at") + ", c.version, " + epoch_ms("c.created_at") + ", " +
      epoch_ms("c.last_action_at") + ", c.department_id, c.offered_to, " +
      epoch_ms("c.offered_at") + ", c.turn";
  return columns;
}

const std::string& client_columns() {
  static const std::string columns =
      "k.external_id, k.first_name, k.last_name, k.username, k.language, k.subscribed, " +
      epoch_ms("k.created_at") +
      ", k.country, k.photo_source, encode(k.photo_blob, 'hex'), k.profiled, k.came_by";
  return columns;
}

const std::string participants_column =
    "ARRAY(SELECT p.member_id || ':' || p.role FROM participants p"
    " WHERE p.project_id = c.project_id AND p.chat_id = c.id ORDER BY p.role, p.member_id)";

const std::string& listing_columns() {
  static const std::string columns =
      chat_columns() + ", " + client_columns() + ", " + participants_column;
  return columns;
}

std::vector<participant_row> read_participants(row_reader& from) {
  std::vector<std::string> pairs;
  from >> pairs;
  std::vector<participant_row> all;
  all.reserve(pairs.size());
  for (const auto& pair : pairs) {
    char* colon = nullptr;
    participant_row one;
    one.member.value = std::strtoll(pair.c_str(), &colon, 10);
    one.role = static_cast<participant_role>(std::strtol(colon + 1, nullptr, 10));
    all.push_back(one);
  }
  return all;
}

chat_listing read_listing(row_reader& from, project_id project) {
  chat_listing made;
  auto& chat = made.chat;
  chat.project = project;
  from >> chat.id >> chat.channel >> chat.state >> chat.responsible >> chat.dialog >>
      chat.dialogs >> chat.unread >> chat.waiting_since >> chat.unclaimed >> chat.activity >>
      chat.last.id >> chat.last.kind >> chat.last.content >> chat.last.status >> chat.last.text >>
      chat.last.at >> chat.version >> chat.created_at >> chat.last_action_at >> chat.department >>
      chat.offered_to >> chat.offered_at >> chat.turn;
  auto& client = made.client;
  client.project = project;
  client.id = chat.id;
  client.channel = chat.channel;
  from >> client.external_id >> client.who.first_name >> client.who.last_name >>
      client.who.username >> client.who.language >> client.subscribed >> client.created_at >>
      client.who.country >> client.who.photo >> client.photo_blob >> client.profiled >>
      client.came_by;
  made.participants = read_participants(from);
  return made;
}

} // namespace switchboard::storage
