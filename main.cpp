#include "http/cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace commands = switchboard::http::commands;

int main(int argc, char** argv) {
  CLI::App program{"Switchboard: all messengers of a company in one panel", "switchboard"};
  program.require_subcommand(1);
  program.set_version_flag("--version", "switchboard " + commands::version());

  std::string config;
  std::string email;
  std::string name;
  int code = 0;
  const auto add = [&](CLI::App& to, const char* word, const char* about,
                       std::function<int()> run) {
    auto* made = to.add_subcommand(word, about);
    made->add_option("--config", config, "TOML file; without it defaults and the environment");
    made->callback([&code, run] { code = run(); });
    return made;
  };

  add(program, "serve", "Run the server", [&] { return commands::serve(config); });
  add(program, "migrate", "Bring the database to this program's schema",
      [&] { return commands::migrate(config); });
  add(program, "check-config", "Say whether the configuration is valid",
      [&] { return commands::check_config(config); });
  add(program, "doctor", "Look for problems and say how to mend them",
      [&] { return commands::doctor(config); });
  add(program, "openapi", "Print the OpenAPI document", [] { return commands::openapi(); });

  auto* user = program.add_subcommand("user", "People who sign in");
  user->require_subcommand(1);
  add(*user, "list", "The members of every project", [&] { return commands::list_users(config); });
  auto* added = add(*user, "add", "A new account with its owner; reads the password from stdin",
                    [&] { return commands::add_user(config, email, name); });
  added->add_option("email", email)->required();
  added->add_option("--name", name, "Shown to people")->required();
  auto* password = add(*user, "password", "Set a password, read from stdin; ends all sessions",
                       [&] { return commands::set_password(config, email); });
  password->add_option("email", email)->required();
  auto* factor = add(*user, "one-factor", "Turn a lost second factor off",
                     [&] { return commands::turn_off_second_factor(config, email); });
  factor->add_option("email", email)->required();

  CLI11_PARSE(program, argc, argv);
  return code;
}
