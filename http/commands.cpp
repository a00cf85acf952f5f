#include "http/commands.hpp"

#include "config/log.hpp"
#include "config/settings.hpp"
#include "http/api/openapi.hpp"
#include "http/command_support.hpp"
#include "http/compose.hpp"
#include "http/database_guard.hpp"
#include "storage/migrations.hpp"

#include <iostream>

namespace switchboard::http::commands {

int complain(const error& what, int code) {
  std::cerr << "switchboard: " << sentence_of(what) << '\n';
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
  std::cout << "Switchboard is ready at " << (*started)->address() << std::endl;
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
  std::cout << "The database has schema version " << *version << ".\n";
  return 0;
}

int check_config(const std::string& config_file) {
  const auto config = load(config_file);
  if (!config) return wrong_config;
  std::cout << "The configuration is valid.\n";
  return 0;
}

int openapi() {
  std::cout << *openapi_text() << '\n';
  return 0;
}

} // namespace switchboard::http::commands
