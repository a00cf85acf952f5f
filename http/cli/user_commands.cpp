#include "config/clock.hpp"
#include "config/log.hpp"
#include "config/secrets.hpp"
#include "http/api/codec.hpp"
#include "http/api/operations.hpp"
#include "http/cli/command_support.hpp"
#include "http/cli/commands.hpp"
#include "http/cli/console.hpp"
#include "http/core/text.hpp"
#include "http/database_guard.hpp"
#include "storage/accounts.hpp"
#include "storage/migrations.hpp"
#include "storage/reads.hpp"
#include "storage/sign_in.hpp"

#include <iostream>
#include <utility>
#include <vector>

namespace switchboard::http::commands {

namespace {

/// The database, opened for one command.
struct opened {
  std::unique_ptr<database_guard> database;
  std::unique_ptr<storage::pool> pool;
};

result<opened> open(const settings& config) {
  auto database = database_guard::open(config);
  if (!database) return database.error();
  if (auto migrated = storage::migrate((*database)->url()); !migrated) return migrated.error();
  opened out;
  out.pool = std::make_unique<storage::pool>((*database)->url(), 1, 16);
  out.database = std::move(*database);
  return out;
}

result<std::string> read_password() {
  std::string line;
  std::getline(std::cin, line);
  const auto length = static_cast<std::int64_t>(characters(line));
  if (!valid_utf8(line) || length < shortest_password || length > longest_password)
    return fail(errc::bad_request, "The password, the first line of standard input, must have " +
                                       std::to_string(shortest_password) + " to " +
                                       std::to_string(longest_password) + " characters.");
  return line;
}

result<std::string> read_email(const std::string& text) {
  auto normal = normal_email(text);
  if (!normal) return fail(errc::bad_request, "\"" + text + "\" is not an e-mail address.");
  return *normal;
}

struct project_people {
  std::string project;
  std::vector<storage::member_row> members;
};

result<std::vector<project_people>> everybody(pqxx::connection& db) {
  std::vector<project_people> out;
  for (const auto id : storage::load_project_ids(db))
    if (auto one = storage::load_project(db, id))
      out.push_back({one->project.name, std::move(one->members)});
  return out;
}

/// For the audit log of the person's projects: whoever has a shell here is not known by name.
storage::audit_row note_of(const storage::person_row& person, std::string action) {
  storage::audit_row out;
  out.id = make_id<audit_id>();
  out.person = person.id;
  out.action = std::move(action);
  out.subject = person.name;
  out.detail = "on the server's command line";
  out.created_at = system_clock().now();
  return out;
}

/// Loads the configuration, opens the database and runs `work(opened&) -> result<void>`.
template <class Work>
int with_database(const std::string& config_file, Work work) {
  auto config = load(config_file);
  if (!config) return wrong_config;
  // People read this command's output; the server's own lines would be in the way.
  config->log.level = "error";
  log::init(*config);
  auto database = open(*config);
  if (!database) return complain(database.error(), failed);
  const result<void> done = work(*database);
  return done ? 0 : complain(done.error(), failed);
}

} // namespace

int list_users(const std::string& config_file) {
  return with_database(config_file, [](opened& with) -> result<void> {
    auto all = ask_now<std::vector<project_people>>(*with.pool, "everybody", &everybody);
    if (!all) return all.error();
    for (const auto& [project, members] : *all)
      for (const auto& one : members)
        if (!one.removed)
          say(project + '\t' + std::string{word_of(one.role)} + '\t' + one.email + '\t' + one.name);
    return {};
  });
}

int add_user(const std::string& config_file, const std::string& email, const std::string& name) {
  return with_database(config_file, [&](opened& with) -> result<void> {
    auto address = read_email(email);
    if (!address) return address.error();
    const std::string shown{trimmed(name)};
    if (shown.empty() || has_controls(shown) ||
        static_cast<std::int64_t>(characters(shown)) > longest_name)
      return fail(errc::bad_request, "The name must be one line of 1 to " +
                                         std::to_string(longest_name) + " characters.");
    auto password = read_password();
    if (!password) return password.error();
    storage::person_row person;
    person.id = make_id<person_id>();
    person.account = make_id<account_id>();
    person.email = *address;
    person.name = shown;
    person.locale = "en";
    person.password_hash = hash_password(*password);
    person.created_at = system_clock().now();
    auto made = ask_now<storage::person_row>(
        *with.pool, "create_owner",
        [person](pqxx::connection& db) { return storage::create_owner(db, person); });
    if (!made) return made.error();
    say("Added " + made->email + ", the owner of a new account.");
    return {};
  });
}

int set_password(const std::string& config_file, const std::string& email) {
  return with_database(config_file, [&](opened& with) -> result<void> {
    auto address = read_email(email);
    if (!address) return address.error();
    auto password = read_password();
    if (!password) return password.error();
    const auto hash = hash_password(*password);
    auto changed = ask_now<void>(
        *with.pool, "change_password", [address, hash](pqxx::connection& db) -> result<void> {
          const auto person = storage::person_by_email(db, *address);
          if (!person) return fail(errc::not_found, "Nobody has the e-mail " + *address + ".");
          return storage::change_password(db, person->id, hash, {},
                                          note_of(*person, "user.password"));
        });
    if (!changed) return changed.error();
    say("The password is changed and all sessions of " + *address + " are ended.");
    return {};
  });
}

int turn_off_second_factor(const std::string& config_file, const std::string& email) {
  return with_database(config_file, [&](opened& with) -> result<void> {
    auto address = read_email(email);
    if (!address) return address.error();
    auto turned =
        ask_now<void>(*with.pool, "turn_off_totp", [address](pqxx::connection& db) -> result<void> {
          const auto person = storage::person_by_email(db, *address);
          if (!person) return fail(errc::not_found, "Nobody has the e-mail " + *address + ".");
          storage::turn_off_totp(db, person->id, note_of(*person, "user.one_factor"));
          return {};
        });
    if (!turned) return turned.error();
    say(*address + " signs in with the password alone.");
    return {};
  });
}

} // namespace switchboard::http::commands
