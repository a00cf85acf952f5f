#pragma once

#include "config/secrets.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

/// Questions. Each runs in one statement or one read-only transaction on the given connection and
/// throws only what pqxx throws, and `refusal` (pool.hpp) where secrets can't be opened with this
/// installation's key; `pool::run` turns both into an error.
namespace switchboard::storage {

/// A message of ours that a receipt may still move (CHT-7).
struct outstanding_message {
  message_id message;
  std::string external_id;
  message_status status = message_status::sent; ///< sent or delivered
  timestamp created_at{};
};

/// All a chat actor needs to come back to life.
struct chat_record {
  client_row client;
  chat_row chat;
  std::vector<participant_row> participants;
  /// Messages of the client that nobody has read, oldest first; the newest of them if many.
  std::vector<message_id> unread;
  /// Keys of the last sends of this chat, oldest first: (client_key, message).
  std::vector<std::pair<std::string, message_id>> sent_keys;
  /// The newest of them, oldest first.
  std::vector<outstanding_message> outstanding;
};
inline constexpr int remembered_outstanding = 100;
inline constexpr int remembered_send_keys = 100;
inline constexpr int remembered_unread = 1000;

/// All a project actor needs.
struct project_record {
  project_row project;
  std::vector<member_row> members; ///< those who left too
  std::vector<department_row> departments;
  std::vector<counter_row> counters;
};

/// What decides who may see a chat (INB-11).
struct chat_facts {
  chat_state state = chat_state::fresh;
  department_id department;
  std::vector<participant_row> participants; ///< of an active chat
  friend bool operator==(const chat_facts&, const chat_facts&) = default;
};

/// An appeal in New.
struct waiting_appeal {
  chat_id chat;
  department_id department;
  std::int64_t turn = 0;
};

/// A chat as lists show it: the row, its client, who holds it. Names are looked up by the caller.
struct chat_listing {
  chat_row chat;
  client_row client;
  std::vector<participant_row> participants;
};

enum class tab : std::uint8_t { fresh, mine, others, done };

/// Which chats a list shows. The viewer's rights are part of the question, so that what they may
/// not see never leaves the database (INB-11).
struct chat_query {
  tab which = tab::fresh;
  person_id viewer;
  /// Where to look; 0 = chats of no department. Of `mine` empty means anywhere; of the others
  /// empty finds nothing.
  std::vector<department_id> departments;
  person_id responsible; ///< of active chats only; 0 = whoever
};

std::optional<project_record> load_project(pqxx::connection& db, project_id project);
/// Of the whole installation.
std::vector<project_id> load_project_ids(pqxx::connection& db);
/// Of the whole installation, disconnected ones too (their chats live on).
std::vector<channel_row> load_channels(pqxx::connection& db, const sealer& keys);
std::optional<chat_record> load_chat(pqxx::connection& db, project_id project, chat_id chat);
/// Who of some people is known to a channel.
struct known_clients {
  /// Those who wrote before.
  std::unordered_map<std::string, chat_id> chats;
  /// Payloads of those who came by a link and wrote nothing yet.
  std::unordered_map<std::string, std::string> arrivals;
};
known_clients find_clients(pqxx::connection& db, project_id project, channel_id channel,
                           const std::vector<std::string>& external_ids);
/// Waiting messages of one kind of author in order, `after` excluded, with their files and
/// references that still hold.
std::vector<outbox_row> load_outbox(pqxx::connection& db, project_id project, channel_id channel,
                                    protocols::author by, message_id after, int limit);
/// Due at `until` or before, soonest first. The work done is proportional to what is due.
std::vector<fetch_row> due_fetches(pqxx::connection& db, timestamp until, int limit);
/// Of one project; those of others, and unknown ones, are absent.
std::vector<file_row> find_files(pqxx::connection& db, project_id project,
                                 const std::vector<file_id>& ids);
/// What a channel's platform calls files of ours, where that still holds.
using known_references = std::unordered_map<file_id, std::string>;
known_references find_references(pqxx::connection& db, project_id project, channel_id channel,
                                 const std::vector<file_id>& files);
/// An upload's row (CHT-6); messages name it by its id.
void put_file(pqxx::connection& db, const file_row& file);
/// Due at `until` or before, soonest first, at most `limit`. The work done is proportional to what
/// is due, not to what waits.
std::vector<timer_row> due_timers(pqxx::connection& db, timestamp until, int limit);

/// Newest activity first; `before` = activity of the last one seen, 0 = from the top (INB-1). The
/// work done is that of a page in each department, whatever the number of chats.
std::vector<chat_listing> list_chats(pqxx::connection& db, project_id project,
                                     const chat_query& query, std::int64_t before, int limit);
std::optional<chat_listing> get_chat(pqxx::connection& db, project_id project, chat_id chat);
std::optional<chat_facts> find_facts(pqxx::connection& db, project_id project, chat_id chat);

/// The appeals that wait longest in New, of some departments (0 = none), at most `limit` of each.
std::vector<waiting_appeal> oldest_waiting(pqxx::connection& db, project_id project,
                                           const std::vector<department_id>& departments,
                                           int limit);
/// Chats that some members hold, were added to or are offered, by rising chat; `after` excluded.
std::vector<chat_id> chats_held_by(pqxx::connection& db, project_id project,
                                   const std::vector<person_id>& members, chat_id after, int limit);
/// Chats in departments that are none of `known`, at most `limit`.
std::vector<chat_id> chats_astray(pqxx::connection& db, project_id project,
                                  const std::vector<department_id>& known, int limit);

/// The card as it stands; one without a row is the empty card.
card_row load_card(pqxx::connection& db, project_id project, chat_id client);
std::vector<variable_row> variables_of(pqxx::connection& db, project_id project);
/// Newest first; `before` = id of the last one seen, 0 = from the top.
std::vector<message_row> list_messages(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id before, int limit);
std::optional<message_row> get_message(pqxx::connection& db, project_id project, chat_id chat,
                                       message_id message);
/// By the platform's id of it, among the newest messages of the chat that an edit can reach; the
/// newest if there are several.
std::optional<message_row> find_message_by_external(pqxx::connection& db, project_id project,
                                                    chat_id chat, const std::string& external_id);

} // namespace switchboard::storage
