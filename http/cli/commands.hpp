#pragma once

#include <string>

/// What the program does on the command line. Each returns the exit code: 0, 1 for what went wrong,
/// 2 for a wrong configuration.
namespace switchboard::http::commands {

/// "0.1.0"
std::string version();

int serve(const std::string& config_file);
int migrate(const std::string& config_file);
int check_config(const std::string& config_file);
int doctor(const std::string& config_file);
int openapi();

int list_users(const std::string& config_file);
/// The password is the first line of standard input.
int add_user(const std::string& config_file, const std::string& email, const std::string& name);
int set_password(const std::string& config_file, const std::string& email);
/// For who lost the phone and the recovery codes: the password is enough again.
int turn_off_second_factor(const std::string& config_file, const std::string& email);

} // namespace switchboard::http::commands
