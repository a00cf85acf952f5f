#include "http/cli/commands.hpp"

#include "config/log.hpp"
#include "config/settings.hpp"
#include "http/api/openapi.hpp"
#include "http/cli/command_support.hpp"
#include "http/cli/console.hpp"
#include "http/compose.hpp"
#include "http/database_guard.hpp"
#include "storage/migrations.hpp"

namespace switchboard::http::commands {

int complain(const error& what, int code) {
  say_wrong("switchboard: " + sentence_of(what));
  return code;
}

std::optional<settings> load(const std::string& config_file) {
  auto loaded = settings::load(config_file, process_environment());
  if (!loaded) {
    complain(loaded.error(), wrong_config);
    return std::nullopt;
  }
  return std::move(*loaded);
}

int serve(const std::string& config_file) {
  const auto config = load(config_file);
  if (!config) return wrong_config;
  log::init(*config);
  auto started = server::start(*config);
  if (!started) {
    log::flush();
    return complain(started.error(), failed);
  }
  say("Switchboard is ready at " + (*started)->address());
  (*started)->run();
  started->reset();
  log::info("stopped");
  log::flush();
  return 0;
}

int migrate(const std::string& config_file) {
  const auto config = load(config_file);
  if (!config) return wrong_config;
  auto database = database_guard::open(*config);
  if (!database) return complain(database.error(), failed);
  const auto version = storage::migrate((*database)->url());
  if (!version) return complain(version.error(), failed);
  say("The database has schema version " + std::to_string(*version) + ".");
  return 0;
}

int check_config(const std::string& config_file) {
  const auto config = load(config_file);
  if (!config) return wrong_config;
  say("The configuration is valid.");
  return 0;
}

int openapi() {
  say(*openapi_text());
  return 0;
}

} // namespace switchboard::http::commands
