#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/domain/client_directory.hpp"
#include "actors/domain/outgoing_queue.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
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
  const storage::blob_store* blobs = nullptr;
  decltype(node_tools::file_link) file_link;
};

/// How many clients a channel remembers the chats of.
inline constexpr std::size_t remembered_clients = 50'000;
/// How many messages of the outbox, of one kind of author, are held in memory; the rest waits in
/// the table.
inline constexpr int outbox_window = 500;
/// Calls of one channel that may be under way at once (Telegram Bot API: 20 to 50).
inline constexpr std::size_t calls_at_once = 30;
/// Messages handed over lately whose echo is recognised as ours.
inline constexpr std::size_t remembered_echoes = 1000;
/// Clients waiting to be asked about at the platform; more are asked about at their next message.
inline constexpr std::size_t most_profiles_wanted = 1000;
/// Attempts at a message that certainly did not go out, before it is given up: about 24 hours.
inline constexpr int most_attempts = 1500;

/// Four things: whose event it is (channel.cpp), the way out (channel_outbox.cpp: which messages;
/// channel_outgoing.cpp: what becomes of them), and the link to the platform: webhook, polling,
/// health (channel_link.cpp).
struct channel_state {
  static inline const char* name = "channel";

  channel_state(channel_actor::pointer self) : self(self), clients(remembered_clients) {}

  // whose event it is
  void on_update(client_update& update);
  void on_clients(clients_found& answer);
  void on_committed(const committed& done);

  // the way out
  void load_outbox(protocols::author by);
  void on_outbox(outbox_loaded& loaded);
  void on_outbound(storage::outbox_row row);
  void pump();
  void on_call(call_answered& call);
  void on_echo_overdue(message_id message);
  void on_references(references_found& known);

  // people
  void on_courtesy(courtesy& asked);
  void ask_profiles();
  void on_profiles(profiles_came& came);

  // the link
  void arm();
  void on_rearm(rearm& request);
  void on_armed(armed& step);
  void poll();
  void set_link();
  void check();
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
  /// Messages that were changed again before their former change had left: the last one counts.
  std::unordered_map<message_id, storage::outbox_row> changed_again;
  /// How much of one kind of author's messages is in memory.
  struct window {
    /// Rows that came while the outbox was being read.
    std::vector<storage::outbox_row> arrived;
    message_id read_up_to;
    bool reading = false;
    bool more_in_table = true;
  };
  std::array<window, 3> windows;
  /// A message that was handed over and may come back as an echo.
  struct expected_echo {
    message_id message;
    /// It was given up as uncertain: what the echo proves is for its chat.
    bool uncertain = false;
  };
  /// By the key that the echo bears; the oldest first in `echo_order`.
  std::unordered_map<std::string, expected_echo> echoes;
  std::deque<std::string> echo_order;
  /// Messages without an answer that an echo may still settle.
  std::unordered_map<message_id, std::string> echo_awaited;
  /// Echoes that came before the answer.
  std::unordered_map<message_id, std::string> echoed;
  /// What the platform calls the files of these was asked of the database already.
  std::unordered_set<message_id> references_known;
  /// The link was set up anew for these already.
  std::unordered_set<message_id> mended;
  std::uint64_t wake_generation = 0;
  std::optional<caf::actor_clock::time_point> wake_at;

  /// Steps that set or clear the webhook are under way; another arming waits for them.
  bool setting_link = false;
  bool arm_again = false;
  /// Every arming starts a new life of the link; answers to a former one are dropped.
  std::uint64_t link_generation = 0;
  reply<storage::channel_row> arm_answer;
  /// Why the platform makes the channel wait, as its health shows it; empty = it does not say.
  std::string pause_problem;
  std::string poll_cursor;
  std::size_t poll_open = 0;
  bool poll_failed = false;
  bool poll_empty = false;
  std::string poll_next;
  /// Why a poll is under way: it is how events come; or, on the way from or to a webhook, once
  /// more so that nothing falls between the two (CHN-13).
  enum class reading : std::uint8_t { steady, before_polling, after_webhook };
  reading polls_for = reading::steady;
  int link_failures = 0;
  std::optional<timestamp> inbound_shown;
  bool health_storing = false;
  bool health_moved = false;

  /// Clients to ask the platform about, with their chats (CRD-1).
  std::unordered_map<std::string, chat_id> profiles_wanted;
  bool asking_profiles = false;

  /// What is to happen when a commit of ours is answered.
  std::unordered_map<std::uint64_t, std::function<void(storage::stored)>> commits;
  std::uint64_t last_ticket = 0;

private:
  void forward(client_update update, chat_id chat, bool newcomer);
  void keep_bytes_only(client_update& update);
  void look_up();
  void store(storage::unit changes, std::function<void(storage::stored)> then);

  bool take_echo(client_update& update);
  void keep_arrival(client_update& update);

  window& window_of(protocols::author by) { return windows[static_cast<std::size_t>(by)]; }
  void push(storage::outbox_row row);
  void send_marked(std::vector<message_id> messages);
  void hand_over(const std::vector<message_id>& messages);
  void ask_references(const storage::outbox_row& row);
  void hand_over_one(const storage::outbox_row& row);
  void hand_over_batch(const std::vector<message_id>& messages);
  std::optional<protocols::outgoing> outgoing_of(const storage::outbox_row& row);
  void remember_echo(message_id message);
  void back_to_queue(message_id message);
  void again_later(message_id message, const std::string& reason, int attempts);
  void mend(message_id message, const std::string& reason);
  void without_references(message_id message);
  void keep_references(const storage::outbox_row& row, const protocols::sent& done);
  void nobody_knows(message_id message, const std::string& reason);
  void settle(message_id message, storage::message_status status, std::string external_id,
              std::string code, std::string text, bool client_left = false);
  void arm_wake();

  protocols::hook_address address() const;
  void confirm_poll();
  void poll_stored();
  void go_on_reading();
  void link_later(std::chrono::milliseconds pause);
  void link_failed(const std::string& problem, const std::string& reason);
  void link_broken(const std::string& problem, const std::string& reason);
  void link_works();
  void sending_works();
  void set_health(storage::channel_state state, const std::string& problem,
                  const std::string& reason);
  void show_health();
  void store_health();
};

channel_actor::behavior_type channel(channel_actor::stateful_pointer<channel_state> self,
                                     channel_services services, storage::channel_row row);

} // namespace switchboard::actors
