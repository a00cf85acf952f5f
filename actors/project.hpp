#pragma once

#include "actors/actors.hpp"
#include "actors/assigner.hpp"
#include "actors/channel.hpp"
#include "actors/chat.hpp"
#include "actors/counts.hpp"
#include "actors/one_read.hpp"
#include "actors/store.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace switchboard::actors {

/// What a project actor works with, and where it shows itself to the outside.
struct project_services {
  store* rows = nullptr;
  wall_clock* clock = nullptr;
  counts* numbers = nullptr;
  protocols::transport* transport = nullptr;
  node_options options;
  writer_actor writer;
  const storage::blob_store* blobs = nullptr;
  decltype(node_tools::file_link) file_link;
  /// The snapshot that http/ reads, after every change.
  std::function<void(project_view_ptr)> show;
  /// A channel's door is open at this key, or closed (null channel).
  std::function<void(const storage::channel_row&, channel_actor)> show_channel;
  /// Whether anybody looks at the project; kept by its hub.
  std::shared_ptr<const std::atomic<bool>> watched;
  /// What members hold, as loaded with the project.
  std::unordered_map<person_id, std::int64_t> held;
  /// The project is no more to be found.
  std::function<void()> hide;
  /// All of the project's doors are open.
  std::function<void()> ready;
};

/// The snapshot of a project as it was read.
project_view_ptr make_view(const storage::project_record& record,
                           const std::vector<storage::channel_row>& channels);

struct project_state {
  static inline const char* name = "project";

  project_state(project_actor::pointer self) : self(self) {}

  void start();
  void deliver(to_chat& message);
  void on_sleep_request(const ask_to_sleep& ask);
  void on_project(project_loaded& loaded);
  void on_channel(channel_row_loaded& loaded);
  void on_health(const storage::channel_row& row);
  void on_down(const caf::actor_addr& who);
  void read_project();
  void read_channel(channel_id channel);
  void look_for_strays();
  void on_strays(strays_found& found);
  void close(reply<bool> answer);
  void end(const caf::error& reason);

  project_actor::pointer self;
  project_services services;
  std::shared_ptr<const chat_services> chat_tools;
  std::shared_ptr<shown_view> shown;
  project_view_ptr view;
  hub_actor hub;
  assigner_actor assigner;
  std::unordered_map<channel_id, channel_actor> channels;
  struct live_chat {
    chat_actor actor;
    std::uint64_t forwarded = 0;
  };
  std::unordered_map<chat_id, live_chat> live;
  one_read<project_view_ptr> project_reads;
  std::unordered_map<channel_id, one_read<storage::channel_row>> channel_reads;

private:
  void tell_differences(const project_view& before);
  void change_view(const std::function<void(project_view&)>& change);
  channel_actor open_channel(const storage::channel_row& row);
};

/// Owns the project's hub, channels and live chats; they end with it.
project_actor::behavior_type project(project_actor::stateful_pointer<project_state> self,
                                     project_services services, project_view_ptr view,
                                     hub_actor hub);

} // namespace switchboard::actors
