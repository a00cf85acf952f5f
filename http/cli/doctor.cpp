#include "config/clock.hpp"
#include "config/log.hpp"
#include "config/secrets.hpp"
#include "http/api/codec.hpp"
#include "http/cli/command_support.hpp"
#include "http/cli/commands.hpp"
#include "http/cli/console.hpp"
#include "http/client.hpp"
#include "http/compose.hpp"
#include "http/database_guard.hpp"
#include "http/platforms.hpp"
#include "http/site/site.hpp"
#include "protocols/messenger.hpp"
#include "storage/migrations.hpp"
#include "storage/reads.hpp"

#include <filesystem>

namespace switchboard::http::commands {

namespace {

using channels = std::vector<storage::channel_row>;
using namespace std::chrono_literals;

/// One line for each thing looked at; the exit code says whether all was well.
class checklist {
public:
  void good(const std::string& what) { say("ok       " + what); }
  void bad(const std::string& what, const std::string& mend) {
    say("problem  " + what + "\n         " + mend);
    all_good_ = false;
  }
  bool all_good() const { return all_good_; }

private:
  bool all_good_ = true;
};

protocols::http_response call(client& by, protocols::http_request request) {
  std::promise<protocols::http_response> told;
  auto answer = told.get_future();
  by.send(std::move(request),
          [&told](protocols::http_response got) { told.set_value(std::move(got)); });
  return answer.get();
}

template <class T>
T hold(client& by, protocols::conversation<T> what) {
  std::promise<T> told;
  auto answer = told.get_future();
  protocols::converse(by, std::move(what), [&told](T got) { told.set_value(std::move(got)); });
  return answer.get();
}

void check_clock(checklist& list) {
  using namespace std::chrono;
  const auto now = to_rfc3339(system_clock().now());
  if (system_clock().now() < sys_days{2026y / January / 1})
    list.bad("the clock says " + now, "Set the clock: certificates and timers depend on it.");
  else
    list.good("the clock says " + now);
}

void check_pages(checklist& list, const settings& config) {
  const auto root = web_root_of(config);
  const auto pages = site::load(root);
  if (!pages)
    list.bad("the panel in " + root, sentence_of(pages.error()));
  else if (pages->empty())
    list.bad("no panel in " + root, "Build it (npm run build in web) or set [http] web_root.");
  else
    list.good("the panel: " + std::to_string(pages->files()) + " files in " + root);
}

void check_address(checklist& list, const settings& config) {
  const auto& url = config.http.public_url;
  if (url.empty())
    list.good("no public_url: channels are polled, which needs no address");
  else if (!url.starts_with("https://"))
    list.bad("public_url is " + url, "Platforms deliver webhooks only to https:// addresses.");
  else
    list.good("webhooks come to " + url);
}

/// CHN-14, the same checks as the panel's button.
void check_channel(checklist& list, const settings& config, const sealer& keys, client& by,
                   const storage::channel_row& channel) {
  using grade = enum protocols::finding::grade;
  const auto& platform = protocols::messenger_of(channel.platform);
  const auto name = std::string{platform.name()} + " channel " + channel.name;
  const auto to = access_of(config, channel);
  const auto hook = hook_address_of(config, keys, channel);
  for (const auto& found : hold(by, platform.examine(to, hook))) {
    const auto what = name + ": " + found.check +
                      (found.code.empty() ? "" : " (" + found.code + ")") +
                      (found.detail.empty() ? "" : ": " + found.detail);
    if (found.grade == grade::bad)
      list.bad(what, "Open the channel in the panel: its check says how to mend this.");
    else
      list.good(what);
  }
}

void check_channels(checklist& list, const settings& config, const std::string& database_url) {
  const auto keys = sealer::from_settings(config);
  if (!keys) {
    list.bad("the key for secrets", sentence_of(keys.error()));
    return;
  }
  list.good("the key for secrets");
  storage::pool pool{database_url, 1, 16};
  auto all = ask_now<channels>(
      pool, "load_channels",
      [&](pqxx::connection& db) -> result<channels> { return storage::load_channels(db, *keys); });
  if (!all) {
    list.bad("the channels cannot be read: " + sentence_of(all.error()),
             "If the key for secrets was changed, bring the old one back.");
    return;
  }
  client by{{.proxies = proxies_of(config),
             .allow_private = config.platforms.allow_private_addresses,
             .ca_file = config.platforms.ca_file}};
  for (const auto& one : *all)
    if (one.state != storage::channel_state::disconnected)
      check_channel(list, config, *keys, by, one);
}

/// Of a server that runs on the data folder only itself can tell.
void check_running(checklist& list, const settings& config, const error& locked) {
  client by{{}};
  protocols::http_request ask;
  ask.method = "GET";
  ask.url =
      (config.http.tls_cert.empty() ? "http://" : "https://") + config.http.listen + "/readyz";
  ask.timeout = 3s;
  const auto said = call(by, ask);
  if (said.status == 200)
    list.good("a server runs on this data folder and is ready");
  else
    list.bad(sentence_of(locked), "It does not answer at " + ask.url + " (" + said.failure +
                                      "). Stop it to look at the database.");
}

void check_database(checklist& list, const settings& config) {
  auto database = database_guard::open(config);
  if (!database) {
    if (std::filesystem::exists(std::filesystem::path{config.data.dir} / "server.lock") &&
        database.error().code == errc::bad_settings)
      check_running(list, config, database.error());
    else
      list.bad("the database", sentence_of(database.error()));
    return;
  }
  list.good("the data folder " + config.data.dir);
  const auto version = storage::migrate((*database)->url());
  if (!version) {
    list.bad("the database", sentence_of(version.error()));
    return;
  }
  list.good("the database, schema version " + std::to_string(*version));
  check_channels(list, config, (*database)->url());
}

} // namespace

int doctor(const std::string& config_file) {
  auto config = load(config_file);
  if (!config) return wrong_config;
  config->log.level = "off";
  log::init(*config);
  checklist list;
  list.good("the configuration");
  check_clock(list);
  check_pages(list, *config);
  check_address(list, *config);
  check_database(list, *config);
  return list.all_good() ? 0 : failed;
}

} // namespace switchboard::http::commands
