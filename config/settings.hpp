#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.hpp"

namespace switchboard {

/// The environment as far as it concerns us: SWITCHBOARD_HTTP_LISTEN and its like.
using environment = std::map<std::string, std::string>;

/// Every variable of this process whose name begins with SWITCHBOARD_.
environment process_environment();

/// All that can be configured, with its defaults. Bounds, units and sentences are in
/// `settings_table.cpp`; the example file and the tables in the READMEs come from there.
struct settings {
  struct http_part {
    std::string listen = "127.0.0.1:8080";
    std::string public_url;
    std::string tls_cert;
    std::string tls_key;
    std::string web_root;
    std::int64_t threads = 1;
  } http;

  struct data_part {
    std::string dir = "data";
  } data;

  struct database_part {
    std::string url;
  } database;

  struct platform_part {
    std::string api_url;
    std::string proxy;
    /// 0 = the platform's documented pace.
    std::int64_t messages_per_s = 0;
    /// Of the installation's own app, where people connect accounts by logging in.
    std::string app_id{};
    std::string app_secret{};
    std::string oauth_url{};
    /// VK ID.
    std::string id_url{};
    std::string api_version{};
    std::string verify_token{};
  };

  struct platforms_part {
    platform_part telegram{.api_url = "https://api.telegram.org", .proxy = ""};
    platform_part viber{.api_url = "https://chatapi.viber.com/pa", .proxy = ""};
    platform_part vk{.api_url = "https://api.vk.ru",
                     .proxy = "",
                     .oauth_url = "https://oauth.vk.com",
                     .id_url = "https://id.vk.com"};
    platform_part messenger{.api_url = "https://graph.facebook.com",
                            .proxy = "",
                            .oauth_url = "https://www.facebook.com",
                            .api_version = "v25.0"};
    bool allow_private_addresses = false;
    std::string ca_file{};
  } platforms;

  struct log_part {
    std::string level = "info";
    std::string format = "text";
  } log;

  struct metrics_part {
    std::string listen;
  } metrics;

  struct secrets_part {
    std::string key;
    std::string key_file;
  } secrets;

  struct limits_part {
    std::int64_t body_bytes = 1 << 20;
    std::int64_t header_bytes = 16 << 10;
    std::int64_t request_s = 30;
    std::int64_t connections = 10'000;
    std::int64_t webhooks_in_flight = 2048;
    std::int64_t socket_queue_bytes = 1 << 20;
    std::int64_t read_queue = 1024;
  } limits;

  struct runtime_part {
    std::int64_t workers = 1;
    std::int64_t writers = 2;
    std::int64_t readers = 4;
    std::int64_t files = 2;
  } runtime;

  struct timing_part {
    std::int64_t unclaimed_after_s = 900;
    std::int64_t offer_wait_s = 3600;
    std::int64_t chat_idle_s = 60;
    std::int64_t poll_timeout_s = 25;
    std::int64_t session_days = 30;
    std::int64_t file_link_days = 30;
  } timing;

  struct accounts_part {
    bool sign_up_open = true;
  } accounts;

  struct mail_part {
    /// "smtp://host:587" or "smtps://host"; empty = no mail is sent.
    std::string url;
    std::string from;
    std::string user;
    std::string password;
    std::string ca_file;
  } mail;

  /// Reads a TOML file (an empty path means none), then the environment over it. An error names
  /// the file, the line and the key, or the variable, and says what would be right.
  static result<settings> load(const std::filesystem::path& file, const environment& env);

  /// The same from text; `file` is only the name for errors.
  static result<settings> parse(std::string_view toml, std::string_view file,
                                const environment& env);
};

/// The example configuration file: every key with its sentence, bounds and default.
std::string settings_example();

/// The same as a Markdown table.
std::string settings_markdown();

} // namespace switchboard
