#pragma once

#include "config/error.hpp"
#include "storage/reads.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace switchboard::storage {
class pool;
}
namespace switchboard {
class sealer;
}

namespace switchboard::actors {

/// What actors ask the database. Every call returns at once; `done` is called exactly once, on any
/// thread, so an actor turns it into a message to itself.
class store {
public:
  template <class T>
  using done = std::function<void(result<T>)>;

  virtual ~store() = default;

  virtual void load_project(project_id project,
                            done<std::optional<storage::project_record>> then) = 0;
  virtual void load_channel(project_id project, channel_id channel,
                            done<std::optional<storage::channel_row>> then) = 0;
  virtual void load_chat(project_id project, chat_id chat,
                         done<std::optional<storage::chat_record>> then) = 0;
  virtual void load_message(project_id project, chat_id chat, message_id message,
                            done<std::optional<storage::message_row>> then) = 0;
  virtual void find_message(project_id project, chat_id chat, std::string external_id,
                            done<std::optional<storage::message_row>> then) = 0;
  virtual void load_card(project_id project, chat_id client, done<storage::card_row> then) = 0;
  virtual void find_clients(project_id project, channel_id channel,
                            std::vector<std::string> clients,
                            done<storage::known_clients> then) = 0;
  virtual void load_outbox(project_id project, channel_id channel, protocols::author by,
                           message_id after, int limit,
                           done<std::vector<storage::outbox_row>> then) = 0;
  virtual void find_references(project_id project, channel_id channel, std::vector<file_id> files,
                               done<storage::known_references> then) = 0;
  /// The appeals that wait longest, of some departments.
  virtual void oldest_waiting(project_id project, std::vector<department_id> departments, int limit,
                              done<std::vector<storage::waiting_appeal>> then) = 0;
  virtual void chats_held_by(project_id project, std::vector<person_id> members, int limit,
                             done<std::vector<chat_id>> then) = 0;
  virtual void chats_astray(project_id project, std::vector<department_id> known, int limit,
                            done<std::vector<chat_id>> then) = 0;
  virtual void due_fetches(timestamp until, int limit,
                           done<std::vector<storage::fetch_row>> then) = 0;
  virtual void due_timers(timestamp until, int limit,
                          done<std::vector<storage::timer_row>> then) = 0;
};

/// The store over a pool of database connections, both of which must outlive it.
std::unique_ptr<store> make_store(storage::pool& pool, const sealer& keys);

} // namespace switchboard::actors
