#include "actors/store.hpp"

#include "config/secrets.hpp"
#include "storage/accounts.hpp"
#include "storage/pool.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

class pool_store final : public store {
public:
  pool_store(storage::pool& pool, const sealer& keys) : pool_(pool), keys_(keys) {}

  void load_project(project_id project,
                    done<std::optional<storage::project_record>> then) override {
    ask("load_project", std::move(then),
        [project](auto& db) { return storage::load_project(db, project); });
  }

  void load_channel(project_id project, channel_id channel,
                    done<std::optional<storage::channel_row>> then) override {
    ask("load_channel", std::move(then), [this, project, channel](auto& db) {
      return storage::find_channel(db, project, channel, keys_);
    });
  }

  void load_chat(project_id project, chat_id chat,
                 done<std::optional<storage::chat_record>> then) override {
    ask("load_chat", std::move(then),
        [project, chat](auto& db) { return storage::load_chat(db, project, chat); });
  }

  void load_message(project_id project, chat_id chat, message_id message,
                    done<std::optional<storage::message_row>> then) override {
    ask("load_message", std::move(then), [project, chat, message](auto& db) {
      return storage::get_message(db, project, chat, message);
    });
  }

  void find_message(project_id project, chat_id chat, std::string external_id,
                    done<std::optional<storage::message_row>> then) override {
    ask("find_message", std::move(then), [project, chat, id = std::move(external_id)](auto& db) {
      return storage::find_message_by_external(db, project, chat, id);
    });
  }

  void load_card(project_id project, chat_id client, done<storage::card_row> then) override {
    ask("load_card", std::move(then),
        [project, client](auto& db) { return storage::load_card(db, project, client); });
  }

  void oldest_waiting(project_id project, std::vector<department_id> departments, int limit,
                      done<std::vector<storage::waiting_appeal>> then) override {
    ask("oldest_waiting", std::move(then), [project, in = std::move(departments), limit](auto& db) {
      return storage::oldest_waiting(db, project, in, limit);
    });
  }

  void chats_held_by(project_id project, std::vector<person_id> members, int limit,
                     done<std::vector<chat_id>> then) override {
    ask("chats_held_by", std::move(then), [project, by = std::move(members), limit](auto& db) {
      return storage::chats_held_by(db, project, by, {}, limit);
    });
  }

  void chats_astray(project_id project, std::vector<department_id> known, int limit,
                    done<std::vector<chat_id>> then) override {
    ask("chats_astray", std::move(then), [project, known = std::move(known), limit](auto& db) {
      return storage::chats_astray(db, project, known, limit);
    });
  }

  void find_clients(project_id project, channel_id channel, std::vector<std::string> clients,
                    done<storage::known_clients> then) override {
    ask("find_clients", std::move(then),
        [project, channel, clients = std::move(clients)](auto& db) {
          return storage::find_clients(db, project, channel, clients);
        });
  }

  void load_outbox(project_id project, channel_id channel, protocols::author by, message_id after,
                   int limit, done<std::vector<storage::outbox_row>> then) override {
    ask("load_outbox", std::move(then), [project, channel, by, after, limit](auto& db) {
      return storage::load_outbox(db, project, channel, by, after, limit);
    });
  }

  void find_references(project_id project, channel_id channel, std::vector<file_id> files,
                       done<storage::known_references> then) override {
    ask("find_references", std::move(then), [project, channel, files = std::move(files)](auto& db) {
      return storage::find_references(db, project, channel, files);
    });
  }

  void due_fetches(timestamp until, int limit,
                   done<std::vector<storage::fetch_row>> then) override {
    ask("due_fetches", std::move(then),
        [until, limit](auto& db) { return storage::due_fetches(db, until, limit); });
  }

  void due_timers(timestamp until, int limit, done<std::vector<storage::timer_row>> then) override {
    ask("due_timers", std::move(then),
        [until, limit](auto& db) { return storage::due_timers(db, until, limit); });
  }

private:
  template <class T, class Query>
  void ask(const char* name, done<T> then, Query query) {
    pool_.run(
        name, [query = std::move(query)](auto& db) -> result<T> { return query(db); },
        std::move(then));
  }

  storage::pool& pool_;
  const sealer& keys_;
};

} // namespace

std::unique_ptr<store> make_store(storage::pool& pool, const sealer& keys) {
  return std::make_unique<pool_store>(pool, keys);
}

} // namespace switchboard::actors
