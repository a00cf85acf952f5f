#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/domain/client_directory.hpp"
#include "actors/domain/outgoing_queue.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace switchboard::actors {

/// What a channel actor works with.
struct channel_services {
  store* rows = nullptr;
  wall_clock* clock = nullptr;
  counts* numbers = nullptr;
  protocols::transport* transport = nullptr;
  node_options options;
  project_actor project;
  writer_actor writer;
};

/// How many clients a channel remembers the chats of.
inline constexpr std::size_t remembered_clients = 50'000;
/// How many messages of the outbox are held in memory; the rest waits in the table.
inline constexpr int outbox_window = 1000;
/// Calls of one channel that may be under way at once (Telegram Bot API: 20 to 50).
inline constexpr std::size_t calls_at_once = 30;
/// Attempts at a message that certainly did not go out, before it is given up: about 24 hours.
inline constexpr int most_attempts = 1500;

/// Three things, one source file each: whose event it is (channel.cpp), the way out
/// (channel_outgoing.cpp), and the link to the platform: webhook, polling, health
/// (channel_link.cpp).
struct channel_state {
  static inline const char* name = "channel";

  channel_state(channel_actor::pointer self) : self(self), clients(remembered_clients) {}

  // whose event it is
  void on_update(client_update& update);
  void on_clients(clients_found& answer);
  void on_committed(const committed& done);

  // the way out
  void load_outbox();
  void on_outbox(outbox_loaded& loaded);
  void on_outbound(storage::outbox_row row);
  void pump();
  void on_call(const call_answered& call);

  // the link
  void arm();
  void on_rearm(rearm& request);
  void on_armed(const armed& step);
  void poll();
  void on_polled(polled& answer);
  void on_poll_event(bool stored);
  void on_health(const health_checked& answer);
  void note_inbound();

  channel_actor::pointer self;
  channel_services services;
  storage::channel_row row;
  const protocols::messenger* platform = nullptr;
  protocols::access access;

  domain::client_directory clients;
  /// Events of people not yet looked up, in order of arrival.
  std::unordered_map<std::string, std::vector<client_update>> unresolved;
  bool looking_up = false;

  std::unique_ptr<domain::outgoing_queue> queue;
  std::unordered_map<message_id, storage::outbox_row> rows;
  /// Rows that came while the outbox was being read.
  std::vector<storage::outbox_row> arrived;
  message_id read_up_to;
  bool reading_outbox = false;
  bool more_in_table = true;
  std::uint64_t wake_generation = 0;
  std::optional<caf::actor_clock::time_point> wake_at;

  /// Every arming starts a new life of the link; answers to a former one are dropped.
  std::uint64_t link_generation = 0;
  reply<storage::channel_row> arm_answer;
  std::int64_t poll_offset = 0;
  std::size_t poll_open = 0;
  bool poll_failed = false;
  std::int64_t poll_next = 0;
  int link_failures = 0;
  std::optional<timestamp> inbound_shown;
  bool health_storing = false;
  bool health_moved = false;

  /// What is to happen when a commit of ours is answered.
  std::unordered_map<std::uint64_t, std::function<void(storage::stored)>> commits;
  std::uint64_t last_ticket = 0;

private:
  void forward(client_update update, chat_id chat, bool newcomer);
  void keep_bytes_only(client_update& update);
  void look_up();
  void store(storage::unit changes, std::function<void(storage::stored)> then);

  void push(storage::outbox_row row);
  void hand_over(const storage::outbox_row& row);
  void back_to_queue(message_id message);
  void settle(message_id message, storage::message_status status, std::string external_id,
              std::string code, std::string text, bool client_left = false);
  void arm_wake();

  std::string webhook_url() const;
  void link_later(std::chrono::milliseconds pause);
  void link_failed(const std::string& problem, const std::string& reason);
  void link_broken(const std::string& problem, const std::string& reason);
  void link_works();
  void set_health(storage::channel_state state, const std::string& problem,
                  const std::string& reason);
  void show_health();
  void store_health();
};

channel_actor::behavior_type channel(channel_actor::stateful_pointer<channel_state> self,
                                     channel_services services, storage::channel_row row);

} // namespace switchboard::actors
