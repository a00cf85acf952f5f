#include "support.hpp"

#include "storage/migrations.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

// libpqxx 6.4 loses libpq's result when a connection breaks in the middle of a statement.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpq.so\n"; }

namespace switchboard::test {

using namespace storage;

temp_dir::temp_dir() {
  std::string name = (std::filesystem::temp_directory_path() / "storage-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
  // PostgreSQL runs as another user where the tests run as root.
  ::chmod(name.c_str(), 0711);
  path_ = name;
}

temp_dir::~temp_dir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

embedded_database& database() {
  static temp_dir folder;
  static auto running = [] {
    auto started = embedded_database::start(folder.path()).value();
    migrate(started->url()).value();
    return started;
  }();
  return *running;
}

pqxx::connection connection() { return pqxx::connection{database().url()}; }

std::int64_t number(const std::string& sql) {
  auto db = connection();
  return pqxx::nontransaction{db}.exec1(sql)[0].as<std::int64_t>();
}

std::string text(const std::string& sql) {
  auto db = connection();
  return pqxx::nontransaction{db}.exec1(sql)[0].as<std::string>("");
}

/// Other processes do not tell when they are done.
constexpr int look_again_ms = 1;

bool eventually(const std::function<bool()>& condition, std::chrono::seconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    ::poll(nullptr, 0, look_again_ms);
  }
  return true;
}

claim_event rows::claim(const std::string& key) const {
  claim_event made;
  made.project = project;
  made.channel = channel;
  made.key = key;
  made.received_at = moment;
  return made;
}

chat_row rows::chat(chat_id id, chat_state state) const {
  chat_row made;
  made.project = project;
  made.id = id;
  made.channel = channel;
  made.state = state;
  made.dialog = make_id<dialog_id>();
  made.dialogs = 1;
  made.activity = next_id();
  made.last.id = message_id{made.activity};
  made.last.text = "hello";
  made.last.at = moment;
  made.version = 1;
  made.created_at = moment;
  return made;
}

client_row rows::client(chat_id id, const std::string& external_id) const {
  client_row made;
  made.project = project;
  made.id = id;
  made.channel = channel;
  made.external_id = external_id;
  made.who.first_name = "Ann";
  made.created_at = moment;
  return made;
}

message_row rows::message(chat_id chat, const std::string& words) const {
  message_row made;
  made.project = project;
  made.chat = chat;
  made.id = make_id<message_id>();
  made.dialog = make_id<dialog_id>();
  made.text = words;
  made.created_at = moment;
  return made;
}

file_row rows::file(protocols::content kind) const {
  file_row made;
  made.project = project;
  made.id = make_id<file_id>();
  made.kind = kind;
  auto number = to_string(made.id);
  made.blob = std::string(64 - number.size(), 'a') + number;
  made.size = 5'000'000'000;
  made.mime = "image/jpeg";
  made.name = "Цены 'на' \\ сегодня.jpg";
  made.width = 640;
  made.height = 480;
  made.duration_s = 7;
  made.thumbnail = std::string(64, 'b');
  made.created_at = moment;
  return made;
}

stored commit(writer& to, unit one) { return to.commit({std::move(one)}).front(); }

stored commit_patiently(writer& to, const unit& one) {
  auto outcome = stored::unavailable;
  eventually([&] { return (outcome = commit(to, one)) != stored::unavailable; });
  return outcome;
}

} // namespace switchboard::test
