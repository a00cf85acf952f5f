#include "http/compose.hpp"

#include "actors/node.hpp"
#include "config/log.hpp"
#include "config/secrets.hpp"
#include "http/api/codec.hpp"
#include "http/api/services.hpp"
#include "http/client.hpp"
#include "http/core/loop.hpp"
#include "http/database_guard.hpp"
#include "http/deletions.hpp"
#include "http/files/disk.hpp"
#include "http/files/links.hpp"
#include "http/files/serve.hpp"
#include "http/front.hpp"
#include "http/mail/mailer.hpp"
#include "http/ops/hard_end.hpp"
#include "http/ops/metrics.hpp"
#include "http/platforms.hpp"
#include "http/server/listener.hpp"
#include "http/server/streams.hpp"
#include "http/site/site.hpp"
#include "http/transports.hpp"
#include "http/webchat/desk.hpp"
#include "http/webchat/exchange.hpp"
#include "storage/files/blob_store.hpp"
#include "storage/files/intake.hpp"
#include "storage/migrations.hpp"
#include "storage/pool.hpp"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <semaphore>
#include <thread>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;

constexpr auto drain_limit = 8s;
constexpr auto deletions_limit = 1s;
constexpr auto actors_limit = 4s;
/// A database that does not answer would hold everything up; what is committed is safe.
constexpr auto stop_limit = 14s;
constexpr std::size_t metrics_connections = 16;
/// Files that may wait to be looked at; one more is asked to come again.
constexpr std::size_t waiting_files = 256;

actors::node_options node_options_of(const settings& config, const std::string& database_url,
                                     const sealer& keys) {
  actors::node_options out;
  out.database_url = database_url;
  out.public_url = config.http.public_url;
  for (const auto* messenger : protocols::messengers()) {
    const auto which = messenger->platform();
    out.platforms[which] = access_of(config, which);
    if (const auto pace = part_of(config, which).messages_per_s; pace > 0)
      out.paces[which] = static_cast<double>(pace);
  }
  out.verify_token = verify_token_of(config, keys);
  out.workers = static_cast<std::size_t>(config.runtime.workers);
  out.writers = static_cast<std::size_t>(config.runtime.writers);
  out.unclaimed_after = std::chrono::seconds{config.timing.unclaimed_after_s};
  out.offer_wait = std::chrono::seconds{config.timing.offer_wait_s};
  out.chat_idle = std::chrono::seconds{config.timing.chat_idle_s};
  out.poll_hold = std::chrono::seconds{config.timing.poll_timeout_s};
  return out;
}

connection_limits limits_of(const settings& config) {
  connection_limits out;
  out.request.header_bytes = static_cast<std::size_t>(config.limits.header_bytes);
  out.request.body_bytes = static_cast<std::size_t>(config.limits.body_bytes);
  out.transfer = std::chrono::seconds{config.limits.request_s};
  return out;
}

/// Every connection is a descriptor; the usual soft limit is for people at terminals.
void allow_descriptors() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

/// Members are in the order they are made in; they go in the opposite one.
class whole_server final : public server {
public:
  explicit whole_server(const settings& config) : config_(config) {}
  ~whole_server() override { stop(); }

  result<void> begin();
  std::string address() const override;
  void run() override;

private:
  result<void> begin_storage();
  result<void> begin_mail();
  result<void> begin_files();
  result<void> begin_actors();
  result<void> begin_listening();
  result<void> begin_metrics();
  result<tls_context_ptr> tls() const;
  metrics::levels levels() const;
  void stop();

  const settings config_;
  hard_end hard_end_;
  std::vector<std::unique_ptr<loop>> loops_;
  std::unique_ptr<database_guard> database_;
  std::optional<sealer> keys_;
  std::unique_ptr<storage::pool> pool_;
  std::optional<storage::blob_store> blobs_;
  std::unique_ptr<disk> disk_;
  std::unique_ptr<storage::intake> intake_;
  std::unique_ptr<link_maker> links_;
  std::unique_ptr<file_server> files_;
  std::unique_ptr<client> client_;
  std::unique_ptr<mailer> mailer_;
  webchat::exchange visitors_;
  std::unique_ptr<transports> transports_;
  std::unique_ptr<actors::node> node_;
  metrics metrics_;
  std::unique_ptr<services> services_;
  std::unique_ptr<deletions> deletions_;
  site pages_;
  std::unique_ptr<webchat::desk> visitor_desk_;
  std::unique_ptr<front> front_;
  std::unique_ptr<metrics_front> metrics_front_;
  std::unique_ptr<listener> listener_;
  std::unique_ptr<listener> metrics_listener_;
  std::vector<std::thread> threads_;
  std::counting_semaphore<> signals_{0};
};

result<void> whole_server::begin() {
  allow_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  for (std::int64_t i = 0; i < config_.http.threads; ++i)
    loops_.push_back(std::make_unique<loop>());
  for (auto& one : loops_) one->bound_waits(std::chrono::seconds{config_.limits.request_s});
  // Before the database: a wrong file name should not take seconds to be told.
  auto secured = tls();
  if (!secured) return secured.error();
  auto pages = site::load(web_root_of(config_));
  if (!pages) return pages.error();
  pages_ = std::move(*pages);
  for (auto step :
       {&whole_server::begin_storage, &whole_server::begin_files, &whole_server::begin_actors,
        &whole_server::begin_listening, &whole_server::begin_metrics})
    if (auto done = (this->*step)(); !done) return done;
  for (auto& one : loops_) threads_.emplace_back([&loop = *one] { loop.run(); });
  return {};
}

result<void> whole_server::begin_storage() {
  auto database = database_guard::open(config_);
  if (!database) return database.error();
  database_ = std::move(*database);
  if (auto migrated = storage::migrate(database_->url()); !migrated) return migrated.error();
  database_->watch();
  auto keys = sealer::from_settings(config_);
  if (!keys) return keys.error();
  keys_.emplace(std::move(*keys));
  pool_ = std::make_unique<storage::pool>(database_->url(),
                                          static_cast<std::size_t>(config_.runtime.readers),
                                          static_cast<std::size_t>(config_.limits.read_queue));
  return {};
}

result<void> whole_server::begin_mail() {
  if (const auto& file = config_.mail.ca_file; !file.empty() && !client::is_ca_file(file))
    return fail(errc::bad_settings, "[mail] ca_file: there are no certificates in " + file);
  mailer_ = std::make_unique<mailer>(config_, *pool_, system_clock());
  return {};
}

result<void> whole_server::begin_files() {
  auto blobs = storage::blob_store::open(std::filesystem::path{config_.data.dir} / "files");
  if (!blobs) return blobs.error();
  blobs_.emplace(std::move(*blobs));
  disk_ = std::make_unique<disk>(static_cast<std::size_t>(config_.runtime.files));
  intake_ = std::make_unique<storage::intake>(
      *blobs_, static_cast<std::size_t>(config_.runtime.files), waiting_files);
  links_ = std::make_unique<link_maker>(*keys_, system_clock(),
                                        std::chrono::days{config_.timing.file_link_days});
  files_ = std::make_unique<file_server>(*links_, *blobs_, *disk_);
  return {};
}

result<void> whole_server::begin_actors() {
  if (const auto& file = config_.platforms.ca_file; !file.empty() && !client::is_ca_file(file))
    return fail(errc::bad_settings, "[platforms] ca_file: there are no certificates in " + file);
  client_ = std::make_unique<client>(
      client::options{.proxies = proxies_of(config_),
                      .allow_private = config_.platforms.allow_private_addresses,
                      .ca_file = config_.platforms.ca_file});
  if (auto mail = begin_mail(); !mail) return mail;
  transports_ = std::make_unique<transports>(*client_);
  transports_->add("webchat://", visitors_);
  const auto& public_url = config_.http.public_url;
  const codec words{public_url, *links_, system_clock()};
  auto encoder = [words](const actors::event& what, const actors::telling& how,
                         const actors::project_view& project, const std::string& epoch,
                         std::uint64_t seq) {
    return event_frame(what, how, project, epoch, seq, words);
  };
  auto file_link = [&links = *links_, public_url](const std::string& blob, const std::string& mime,
                                                  const std::string& name) {
    return public_url + links.make(blob, mime, name);
  };
  auto node = actors::node::start(node_options_of(config_, database_->url(), *keys_),
                                  {*pool_, *transports_, *keys_, system_clock(), *blobs_, *intake_,
                                   std::move(encoder), std::move(file_link)});
  if (!node) return node.error();
  node_ = std::move(*node);
  services_.reset(new services{.config = config_,
                               .pool = *pool_,
                               .transport = *transports_,
                               .node = *node_,
                               .keys = *keys_,
                               .clock = system_clock(),
                               .metrics = metrics_,
                               .words = words,
                               .blobs = *blobs_,
                               .intake = *intake_,
                               .disk = *disk_,
                               .mail = *mailer_});
  visitors_.open(*services_);
  deletions_ = std::make_unique<deletions>(*services_);
  deletions_->begin(*loops_.front());
  return {};
}

result<tls_context_ptr> whole_server::tls() const {
  const auto& http = config_.http;
  if (http.tls_cert.empty() && http.tls_key.empty()) return tls_context_ptr{};
  if (http.tls_cert.empty() || http.tls_key.empty())
    return fail(errc::bad_settings, "TLS needs both [http] tls_cert and tls_key");
  return load_tls(http.tls_cert, http.tls_key);
}

result<void> whole_server::begin_listening() {
  auto secured = tls();
  if (!secured) return secured.error();
  std::vector<loop*> loops;
  for (auto& one : loops_) loops.push_back(one.get());
  visitor_desk_ = std::make_unique<webchat::desk>(*services_, visitors_, pages_);
  front_ = std::make_unique<front>(*services_, pages_, *files_, *visitor_desk_);
  listener::options options;
  options.address = config_.http.listen;
  options.limits = limits_of(config_);
  options.connections = static_cast<std::size_t>(config_.limits.connections);
  options.tls = *secured;
  auto opened = listener::open(std::move(options), *front_, loops);
  if (!opened) return opened.error();
  listener_ = std::move(*opened);
  loops_.front()->on_signal([this](int) {
    // Two releases at most: the second signal is for somebody who does not want to wait.
    static int seen = 0;
    if (++seen > 1) std::_Exit(130);
    signals_.release();
  });
  return {};
}

metrics::levels whole_server::levels() const {
  metrics::levels out;
  out.node = node_->counts();
  out.connections = listener_->connections();
  out.sockets = services_->sockets.size();
  return out;
}

result<void> whole_server::begin_metrics() {
  if (config_.metrics.listen.empty()) return {};
  metrics_front_ =
      std::make_unique<metrics_front>(*services_, [this] { return metrics_.text(levels()); });
  listener::options options;
  options.address = config_.metrics.listen;
  options.limits = limits_of(config_);
  options.connections = metrics_connections;
  auto opened = listener::open(std::move(options), *metrics_front_, {loops_.front().get()});
  if (!opened) return opened.error();
  metrics_listener_ = std::move(*opened);
  return {};
}

std::string whole_server::address() const {
  const auto& listen = config_.http.listen;
  auto host = listen.substr(0, listen.rfind(':'));
  if (host == "0.0.0.0" || host == "[::]") host = "127.0.0.1";
  return (config_.http.tls_cert.empty() ? "http://" : "https://") + host + ':' +
         std::to_string(listener_->port());
}

void whole_server::run() {
  signals_.acquire();
  log::info("stopping");
  hard_end_.begin(stop_limit);
  stop();
}

void whole_server::stop() {
  if (!threads_.empty()) {
    if (listener_) listener_->stop();
    if (metrics_listener_) metrics_listener_->stop();
    if (listener_) listener_->drain(drain_limit);
    if (metrics_listener_) metrics_listener_->drain(1s);
    if (deletions_) deletions_->stop(deletions_limit);
  }
  hard_end_.waits_for("the mail");
  if (mailer_) mailer_->stop();
  hard_end_.waits_for("actors");
  if (node_) node_->stop(actors_limit);
  visitors_.close();
  hard_end_.waits_for("the loops");
  for (auto& one : loops_) one->finish();
  for (auto& one : threads_) one.join();
  threads_.clear();
  hard_end_.waits_for("the database");
}

} // namespace

std::string web_root_of(const settings& config) {
  if (!config.http.web_root.empty()) return config.http.web_root;
  std::error_code failed;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  return (program.parent_path() / ".." / ".." / "web" / "dist").lexically_normal().string();
}

result<std::unique_ptr<server>> server::start(const settings& config) {
  auto made = std::make_unique<whole_server>(config);
  if (auto begun = made->begin(); !begun) return begun.error();
  return std::unique_ptr<server>{std::move(made)};
}

} // namespace switchboard::http
