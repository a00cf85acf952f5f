#pragma once

#include "storage/changes.hpp"
#include "storage/embedded.hpp"
#include "storage/writer.hpp"

#include <pqxx/pqxx>

#include <chrono>
#include <functional>
#include <string>

/// A real PostgreSQL and rows to put into it. Every test makes its own project, so that tests of a
/// suite share one database without seeing each other.
namespace switchboard::test {

/// A folder that goes with the object.
class temp_dir {
public:
  temp_dir();
  ~temp_dir();
  temp_dir(const temp_dir&) = delete;
  temp_dir& operator=(const temp_dir&) = delete;
  const std::string& path() const { return path_; }

private:
  std::string path_;
};

/// The database of this process, started and migrated at the first call.
storage::embedded_database& database();

/// A plain connection, with the server's own settings.
pqxx::connection connection();

/// The first value of the first row.
std::int64_t number(const std::string& sql);
std::string text(const std::string& sql);

/// Whether the condition came true in time.
bool eventually(const std::function<bool()>& condition,
                std::chrono::seconds limit = std::chrono::seconds{20});

/// Any moment, the same in every run.
inline constexpr timestamp moment{std::chrono::milliseconds{1'795'168'415'123}};

/// Rows of one made-up project.
struct rows {
  project_id project = make_id<project_id>();
  channel_id channel = make_id<channel_id>();

  storage::claim_event claim(const std::string& key) const;
  storage::chat_row chat(chat_id id, storage::chat_state state = storage::chat_state::fresh) const;
  storage::client_row client(chat_id id, const std::string& external_id) const;
  storage::message_row message(chat_id chat, const std::string& words) const;
  storage::file_row file(protocols::content kind = protocols::content::photo) const;
  /// " WHERE project_id = …"
  std::string mine() const { return " WHERE project_id = " + to_string(project); }
};

/// Commits one unit and says what became of it.
storage::stored commit(storage::writer& to, storage::unit one);
/// Commits until the database is back.
storage::stored commit_patiently(storage::writer& to, const storage::unit& one);

} // namespace switchboard::test
