#include "config/settings_table.hpp"

#include <array>
#include <charconv>
#include <limits>

namespace switchboard {

namespace {

std::optional<std::string> anything(const std::string&) { return std::nullopt; }

std::optional<std::string> not_empty(const std::string& value) {
  if (value.empty()) return "may not be empty";
  return std::nullopt;
}

std::optional<std::string> endpoint(const std::string& value) {
  constexpr auto sentence = R"(must be "address:port" with a port from 0 to 65535)";
  auto colon = value.rfind(':');
  if (colon == std::string::npos || colon == 0) return sentence;
  unsigned port = 0;
  auto end = value.data() + value.size();
  auto [stop, failure] = std::from_chars(value.data() + colon + 1, end, port);
  if (failure != std::errc{} || stop != end || port > 65535) return sentence;
  return std::nullopt;
}

std::optional<std::string> endpoint_or_empty(const std::string& value) {
  return value.empty() ? std::nullopt : endpoint(value);
}

std::optional<std::string> web_address(const std::string& value) {
  bool known = value.starts_with("https://") || value.starts_with("http://");
  auto host = known ? value.substr(value.find("//") + 2) : std::string{};
  if (host.empty() || host.front() == '/' || host.find_first_of(" \t\"<>\\") != std::string::npos)
    return "must be an address that begins with https:// or http://";
  if (value.ends_with('/')) return "may not end with a slash";
  return std::nullopt;
}

std::optional<std::string> web_address_or_empty(const std::string& value) {
  return value.empty() ? std::nullopt : web_address(value);
}

std::optional<std::string> proxy_or_empty(const std::string& value) {
  for (std::string_view scheme : {"http://", "https://", "socks5://", "socks5h://"})
    if (value.starts_with(scheme) && value.size() > scheme.size()) return std::nullopt;
  if (value.empty()) return std::nullopt;
  return "must begin with http://, https://, socks5:// or socks5h://";
}

std::optional<std::string> mail_server_or_empty(const std::string& value) {
  if (value.empty()) return std::nullopt;
  for (std::string_view scheme : {"smtp://", "smtps://"}) {
    if (!value.starts_with(scheme)) continue;
    const auto host = std::string_view{value}.substr(scheme.size());
    if (!host.empty() && host.find_first_of("/@ \t\r\n\"<>\\") == host.npos) return std::nullopt;
  }
  return "must be smtp://host:port or smtps://host:port, without a user or a path";
}

std::optional<std::string> mail_address_or_empty(const std::string& value) {
  const auto at = value.find('@');
  const bool plain = value.find_first_of(" \t\r\n\"<>(),:;\\[]") == std::string::npos;
  if (value.empty() || (plain && at != 0 && at != std::string::npos && at + 1 < value.size() &&
                        value.find('@', at + 1) == std::string::npos))
    return std::nullopt;
  return "must be an e-mail address";
}

std::optional<std::string> log_level(const std::string& value) {
  for (auto known : {"debug", "info", "warn", "error", "off"})
    if (value == known) return std::nullopt;
  return R"(must be one of "debug", "info", "warn", "error", "off")";
}

std::optional<std::string> log_format(const std::string& value) {
  if (value == "text" || value == "json") return std::nullopt;
  return R"(must be "text" or "json")";
}

std::optional<std::string> hex_key_or_empty(const std::string& value) {
  bool hex = value.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (value.empty() || (value.size() == 64 && hex)) return std::nullopt;
  return "must be 64 hexadecimal digits";
}

// The member gives both the name and the place, so neither is written twice.
#define TEXT(member, check, sentence)                                                              \
  setting {                                                                                        \
#member, text_setting{[](settings & s) -> std::string& { return s.member; }, check }, sentence \
  }
#define NUMBER(member, min, max, unit, sentence)                                              \
  setting {                                                                                   \
#member, number_setting{[](settings & s) -> std::int64_t& { return s.member; }, min, max, \
                                                                                 unit },      \
                             sentence                                                         \
  }
#define FLAG(member, sentence)                                                       \
  setting {                                                                          \
#member, flag_setting{[](settings & s) -> bool& { return s.member; } }, sentence \
  }

constexpr std::int64_t mib = 1 << 20;

const std::array table{
    TEXT(http.listen, endpoint, "Where the panel, the API and the webhooks are served."),
    TEXT(http.public_url, web_address_or_empty,
         "The address the world sees; webhooks are used when it begins with https://."),
    TEXT(http.tls_cert, anything, "Certificate chain, a PEM file; empty = plain HTTP."),
    TEXT(http.tls_key, anything, "The certificate's private key, a PEM file."),
    TEXT(http.web_root, anything,
         "Folder of the built panel; empty = ../../web/dist beside the program."),
    NUMBER(http.threads, 1, 64, "threads", "Threads that serve connections."),
    TEXT(data.dir, not_empty, "Everything the server keeps on disk, its own database included."),
    TEXT(database.url, anything,
         "A PostgreSQL to use, postgresql://user:password@host/name; empty = a private one in "
         "the data folder."),
    TEXT(platforms.telegram.api_url, web_address, "Where Telegram's Bot API is."),
    TEXT(platforms.telegram.proxy, proxy_or_empty,
         "Proxy for calls to Telegram: http://, https://, socks5:// or socks5h://."),
    NUMBER(platforms.telegram.messages_per_s, 0, 100'000, "messages",
           "How many messages a second one channel sends; 0 = as Telegram documents it."),
    TEXT(platforms.viber.api_url, web_address, "Where Viber's bot API is."),
    TEXT(platforms.viber.proxy, proxy_or_empty, "Proxy for calls to Viber."),
    NUMBER(platforms.viber.messages_per_s, 0, 100'000, "messages",
           "How many messages a second one channel sends; 0 = as Viber documents it."),
    TEXT(platforms.vk.api_url, web_address, "Where VK's API is, without /method."),
    TEXT(platforms.vk.proxy, proxy_or_empty, "Proxy for calls to VK."),
    NUMBER(platforms.vk.messages_per_s, 0, 100'000, "messages",
           "How many messages a second one channel sends; 0 = as VK documents it."),
    TEXT(platforms.vk.app_id, anything,
         "Your application at VK, for connecting communities by logging in; empty = tokens only."),
    TEXT(platforms.vk.app_secret, anything, "Its secret key."),
    TEXT(platforms.vk.oauth_url, web_address, "Where VK gives community tokens."),
    TEXT(platforms.vk.id_url, web_address, "Where VK ID signs people in."),
    TEXT(platforms.messenger.api_url, web_address, "Where Facebook's Graph API is."),
    TEXT(platforms.messenger.api_version, anything, "Version of the Graph API in its addresses."),
    TEXT(platforms.messenger.proxy, proxy_or_empty, "Proxy for calls to Facebook."),
    NUMBER(platforms.messenger.messages_per_s, 0, 100'000, "messages",
           "How many messages a second one channel sends; 0 = as Facebook documents it."),
    TEXT(platforms.messenger.app_id, anything,
         "Your app at Facebook; without it Messenger's events can't be received."),
    TEXT(platforms.messenger.app_secret, anything,
         "Its secret: signs our calls and proves theirs."),
    TEXT(platforms.messenger.verify_token, anything,
         "What Facebook says when it checks the webhook; empty = made from the key for secrets."),
    TEXT(platforms.messenger.oauth_url, web_address, "Where Facebook signs people in."),
    FLAG(platforms.allow_private_addresses,
         "Allow platforms and files at private and local addresses; for tests and simulators."),
    TEXT(platforms.ca_file, anything,
         "Certificates to trust at platforms beside the system's, a PEM file; empty = none."),
    TEXT(log.level, log_level, "debug, info, warn, error or off."),
    TEXT(log.format, log_format, "text for people, json for programs."),
    TEXT(metrics.listen, endpoint_or_empty, "Where Prometheus may read /metrics; empty = nowhere."),
    TEXT(secrets.key, hex_key_or_empty,
         "The key that encrypts stored tokens, 64 hexadecimal digits; better left to a file."),
    TEXT(secrets.key_file, anything,
         "A file with that key, mode 0600; empty = secret.key in the data folder, made at first "
         "start."),
    NUMBER(limits.body_bytes, 1024, 64 * mib, "bytes", "Largest request body."),
    NUMBER(limits.header_bytes, 1024, mib, "bytes", "Largest request header."),
    NUMBER(limits.request_s, 1, 600, "seconds", "Longest time a request may take."),
    NUMBER(limits.connections, 1, 1'000'000, "connections", "Connections served at once."),
    NUMBER(limits.webhooks_in_flight, 1, 1'000'000, "requests",
           "Webhooks waiting for the database before new ones are answered 503."),
    NUMBER(limits.socket_queue_bytes, 16 * 1024, 256 * mib, "bytes",
           "Events waiting for one slow panel before it is told to fetch everything again."),
    NUMBER(limits.read_queue, 1, 1'000'000, "queries", "Database reads waiting for a connection."),
    NUMBER(runtime.workers, 1, 256, "threads", "Threads that run actors."),
    NUMBER(runtime.writers, 1, 64, "connections",
           "Database connections that write; the second is used when enough waits to pay."),
    NUMBER(runtime.readers, 1, 256, "connections", "Database connections that read."),
    NUMBER(runtime.files, 1, 64, "threads", "Threads that look at files and make small pictures."),
    NUMBER(timing.unclaimed_after_s, 1, 604'800, "seconds",
           "How long an appeal may wait before it counts as untaken."),
    NUMBER(timing.offer_wait_s, 1, 604'800, "seconds",
           "How long a chat that was passed waits for the other's word."),
    NUMBER(timing.chat_idle_s, 1, 86'400, "seconds", "How long an idle chat stays in memory."),
    NUMBER(timing.poll_timeout_s, 1, 60, "seconds",
           "How long one request for updates waits where there is no webhook."),
    NUMBER(timing.session_days, 1, 365, "days", "How long a sign-in lasts."),
    NUMBER(timing.file_link_days, 1, 365, "days",
           "How long a link to a file works; Viber fetches files up to 14 days later."),
    FLAG(accounts.sign_up_open, "Whether anybody may sign up."),
    TEXT(mail.url, mail_server_or_empty,
         "The server that takes our mail: smtp://host:587 (with STARTTLS, which only a server on "
         "this machine may do without) or smtps://host; empty = no mail."),
    TEXT(mail.from, mail_address_or_empty, "The address that mail comes from."),
    TEXT(mail.user, anything, "Who we are at that server; empty = it takes mail without asking."),
    TEXT(mail.password, anything, "The password of that user."),
    TEXT(mail.ca_file, anything,
         "Certificates to trust at that server beside the system's, a PEM file; empty = none."),
};

#undef TEXT
#undef NUMBER
#undef FLAG

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t value = 0;
  auto end = text.data() + text.size();
  auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stop != end || text.empty()) return std::nullopt;
  return value;
}

} // namespace

std::span<const setting> settings_table() { return table; }

std::string environment_name(const setting& of) {
  std::string name = "SWITCHBOARD_";
  for (char c : of.name)
    name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::optional<std::string> assign_text(settings& into, const text_setting& which,
                                       std::string value) {
  if (value.find('\0') != std::string::npos) return "may not contain a zero byte";
  if (auto wrong = which.check(value)) return wrong;
  which.in(into) = std::move(value);
  return std::nullopt;
}

std::optional<std::string> assign_number(settings& into, const number_setting& which,
                                         std::int64_t value) {
  if (value < which.min || value > which.max)
    return "must be from " + std::to_string(which.min) + " to " + std::to_string(which.max) +
           (which.unit.empty() ? "" : " " + std::string{which.unit}) + ", not " +
           std::to_string(value);
  which.in(into) = value;
  return std::nullopt;
}

std::optional<std::string> assign(settings& into, const setting& which, const std::string& text) {
  if (auto* number = std::get_if<number_setting>(&which.kind)) {
    auto value = number_in(text);
    if (!value) return "must be a whole number";
    return assign_number(into, *number, *value);
  }
  if (auto* flag = std::get_if<flag_setting>(&which.kind)) {
    if (text != "true" && text != "false") return "must be true or false";
    flag->in(into) = text == "true";
    return std::nullopt;
  }
  return assign_text(into, std::get<text_setting>(which.kind), text);
}

} // namespace switchboard
