#include "actors/node.hpp"

#include "actors/access.hpp"
#include "actors/actors.hpp"
#include "actors/board.hpp"
#include "actors/counts.hpp"
#include "actors/fetcher.hpp"
#include "actors/house_rules.hpp"
#include "actors/hub.hpp"
#include "actors/project.hpp"
#include "actors/store.hpp"
#include "actors/timekeeper.hpp"
#include "actors/writer.hpp"
#include "config/log.hpp"
#include "config/secrets.hpp"
#include "storage/pool.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>

#include <future>
#include <latch>
#include <utility>

namespace switchboard::actors {

namespace {

/// What is read before anything moves.
struct installation {
  std::vector<storage::project_record> projects;
  std::unordered_map<project_id, std::vector<storage::channel_row>> channels;
};

result<installation> load_installation(storage::pool& pool, const sealer& keys) {
  std::promise<result<installation>> loaded;
  pool.run(
      "load_installation",
      [&keys](auto& db) -> result<installation> {
        installation all;
        for (auto project : storage::load_project_ids(db))
          if (auto record = storage::load_project(db, project))
            all.projects.push_back(std::move(*record));
        for (auto& channel : storage::load_channels(db, keys))
          all.channels[channel.project].push_back(std::move(channel));
        return all;
      },
      [&loaded](result<installation> all) { loaded.set_value(std::move(all)); });
  return loaded.get_future().get();
}

void configure(caf::actor_system_config& config, std::size_t workers) {
  // Messages come from I/O threads: the default stealing scheduler collapses under that.
  config.set("scheduler.policy", caf::atom("sharing"));
  config.set("scheduler.max-threads", workers);
  // Without a limit one busy actor starves the others.
  config.set("scheduler.max-throughput", std::size_t{64});
}

class caf_node final : public node {
public:
  caf_node(node_options options, node_tools tools)
      : options_(std::move(options)),
        tools_(std::move(tools)),
        store_(make_store(tools_.pool, tools_.keys)) {
    configure(config_, options_.workers);
    system_ = std::make_unique<caf::actor_system>(config_);
    for (std::size_t i = 0; i < std::max<std::size_t>(options_.writers, 1); ++i)
      committers_.push_back(system_->spawn<caf::detached>(
          committer, std::make_shared<storage::writer>(options_.database_url), &counts_));
    writer_ = system_->spawn(writer, committers_);
  }
  ~caf_node() override { stop(std::chrono::seconds{5}); }

  void begin(installation all) {
    std::latch opening{static_cast<std::ptrdiff_t>(all.projects.size())};
    for (auto& record : all.projects)
      open_project(record, all.channels[record.project.id], [&opening] { opening.count_down(); });
    opening.wait();
    opener_ = system_->spawn([this](opener_actor::pointer self) { return opener(self); });
    auto project_of = [this](project_id project) { return board_.actor(project); };
    timekeeper_ = system_->spawn(timekeeper, store_.get(), &tools_.clock, project_of);
    fetcher_ = system_->spawn(
        fetcher, fetcher_services{store_.get(), &tools_.clock, &counts_, &tools_.transport,
                                  &tools_.blobs, &tools_.intake, writer_, project_of,
                                  [this](project_id project, channel_id channel) {
                                    return access_to(project, channel);
                                  }});
  }

  void stop(std::chrono::milliseconds grace) override;

  std::shared_ptr<const hook> find_hook(std::string_view key) const override {
    return board_.door(key);
  }
  std::shared_ptr<const hook> find_account(protocols::platform platform,
                                           std::string_view account) const override {
    return board_.account(platform, account);
  }
  void receive(const hook& door, protocols::client_event event, std::string bytes,
               reply<bool> answer) override {
    if (auto channel = board_.channel(door.channel))
      caf::anon_send(channel, client_update{std::move(event), std::move(bytes), std::move(answer)});
  }
  project_view_ptr find_project(project_id project) const override { return board_.view(project); }
  void refresh_project(project_id project, reply<project_view_ptr> answer) override;
  void refresh_channel(project_id project, channel_id channel,
                       reply<storage::channel_row> answer) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor, actors::refresh_channel{channel, std::move(answer)});
    else
      answer(fail(errc::not_found));
  }
  void command(project_id project, chat_id chat, chat_command what) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor, to_chat{chat, {}, false, std::move(what)});
    else
      std::visit([](auto& c) { c.answer(fail(errc::not_found)); }, what);
  }
  void close_project(project_id project, reply<bool> answer) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor, actors::close_project{std::move(answer)});
    else
      answer(true);
  }
  void tell_variables(project_id project) override {
    if (auto actor = board_.actor(project)) caf::anon_send(actor, actors::tell_variables{});
  }
  void ask_team(project_id project, reply<team_state> answer) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor, actors::ask_team{std::move(answer)});
    else
      answer(fail(errc::not_found));
  }
  void ask_counters(project_id project, person_id member, reply<tab_numbers> answer) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor, actors::ask_counters{member, std::move(answer)});
    else
      answer(fail(errc::not_found));
  }
  void subscribe(project_id project, event_sink_ptr sink, std::optional<resume_point> after,
                 reply<subscription> answer) override {
    if (auto actor = board_.actor(project))
      caf::anon_send(actor,
                     actors::subscribe{std::move(sink), std::move(after), std::move(answer)});
    else
      answer(fail(errc::not_found));
  }
  void unsubscribe(project_id project, const event_sink_ptr& sink) override {
    if (auto actor = board_.actor(project)) caf::anon_send(actor, actors::unsubscribe{sink});
  }
  node_counts counts() const override;

private:
  void open_project(const storage::project_record& record,
                    const std::vector<storage::channel_row>& channels, std::function<void()> ready);

  opener_actor::behavior_type opener(opener_actor::pointer self);

  std::optional<channel_access> access_to(project_id project, channel_id channel) const;

  node_options options_;
  node_tools tools_;
  std::unique_ptr<store> store_;
  board board_{options_};
  actors::counts counts_;
  caf::actor_system_config config_;
  std::unique_ptr<caf::actor_system> system_;
  writer_actor writer_;
  std::vector<committer_actor> committers_;
  timekeeper_actor timekeeper_;
  fetcher_actor fetcher_;
  opener_actor opener_;
};

void caf_node::open_project(const storage::project_record& record,
                            const std::vector<storage::channel_row>& channels,
                            std::function<void()> ready) {
  auto view = make_view(record, channels);
  board_.show(view);
  auto watched = std::make_shared<std::atomic<bool>>(false);
  domain::tallies counters{record.counters};
  auto held = counters.held();
  auto the_hub =
      system_->spawn(hub, store_.get(), view, std::move(counters), tools_.encoder, watched);
  project_services services{store_.get(),
                            &tools_.clock,
                            &counts_,
                            &tools_.transport,
                            options_,
                            writer_,
                            &tools_.blobs,
                            tools_.file_link,
                            [this](project_view_ptr shown) { board_.show(std::move(shown)); },
                            [this](const storage::channel_row& row, channel_actor actor) {
                              board_.show_channel(row, std::move(actor));
                            },
                            watched,
                            std::move(held),
                            [this, project = record.project.id] { board_.hide(project); },
                            std::move(ready)};
  board_.show_actor(record.project.id,
                    system_->spawn(project, std::move(services), std::move(view), the_hub));
}

/// The fetcher asks on its own thread; the snapshot has the token.
std::optional<channel_access> caf_node::access_to(project_id project, channel_id channel) const {
  const auto view = board_.view(project);
  if (!view) return std::nullopt;
  const auto found = view->channels.find(channel);
  if (found == view->channels.end()) return std::nullopt;
  return channel_access{&protocols::messenger_of(found->second.platform),
                        access_of(options_, found->second)};
}

void caf_node::refresh_project(project_id project, reply<project_view_ptr> answer) {
  if (auto actor = board_.actor(project)) {
    caf::anon_send(actor, actors::refresh_project{std::move(answer)});
    return;
  }
  store_->load_project(project, [opener = opener_, answer = std::move(answer)](auto record) {
    caf::anon_send(opener, project_loaded{std::move(record), answer});
  });
}

opener_actor::behavior_type caf_node::opener(opener_actor::pointer self) {
  obey_house_rules(self);
  return {[this](project_loaded& loaded) {
    if (!loaded.record || !*loaded.record) {
      loaded.answer(loaded.record ? fail(errc::not_found) : loaded.record.error());
      return;
    }
    auto& record = **loaded.record;
    if (!board_.actor(record.project.id)) open_project(record, {}, [] {});
    caf::anon_send(board_.actor(record.project.id),
                   actors::refresh_project{std::move(loaded.answer)});
  }};
}

node_counts caf_node::counts() const {
  auto [projects, channels] = board_.sizes();
  return {projects,
          channels,
          counts_.live_chats,
          counts_.events_in,
          counts_.duplicates,
          counts_.not_understood,
          counts_.messages_sent,
          counts_.messages_failed,
          counts_.files_fetched,
          counts_.fetches_failed,
          counts_.commits,
          counts_.units};
}

/// http/ has stopped taking requests by now; what is in mailboxes is carried out, then each actor
/// is told to go. Nothing is lost by going: all that was answered is in the database.
void caf_node::stop(std::chrono::milliseconds grace) {
  if (!system_) return;
  {
    caf::scoped_actor self{*system_};
    auto end = [&](auto& actors) {
      for (auto& actor : actors) {
        self->monitor(actor);
        self->send_exit(actor, caf::exit_reason::user_shutdown);
      }
      auto left = actors.size();
      auto deadline = std::chrono::steady_clock::now() + grace;
      bool late = false;
      while (left > 0 && !late)
        self->receive([&](const caf::down_msg&) { --left; },
                      caf::after(std::max(std::chrono::milliseconds{0},
                                          std::chrono::duration_cast<std::chrono::milliseconds>(
                                              deadline - std::chrono::steady_clock::now()))) >>
                          [&] { late = true; });
      if (late) log::warn("actors did not finish in time", {{"left", std::to_string(left)}});
    };
    // A node that failed to begin has neither.
    std::vector<caf::actor> alone;
    for (auto& each : {caf::actor_cast<caf::actor>(std::exchange(timekeeper_, {})),
                       caf::actor_cast<caf::actor>(std::exchange(fetcher_, {})),
                       caf::actor_cast<caf::actor>(std::exchange(opener_, {}))})
      if (each) alone.push_back(each);
    end(alone);
    auto projects = board_.actors();
    end(projects);
    std::vector<writer_actor> writers{std::exchange(writer_, {})};
    end(writers);
    end(committers_);
  }
  committers_.clear();
  board_.clear();
  system_.reset();
}

} // namespace

result<std::unique_ptr<node>> node::start(node_options options, node_tools tools) {
  auto all = load_installation(tools.pool, tools.keys);
  if (!all) return all.error();
  auto made = std::make_unique<caf_node>(std::move(options), std::move(tools));
  made->begin(std::move(*all));
  return std::unique_ptr<node>{std::move(made)};
}

} // namespace switchboard::actors
