#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/domain/chat.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>

namespace switchboard::actors {

/// What a chat actor works with.
struct chat_services {
  store& rows;
  wall_clock& clock;
  counts& numbers;
  std::chrono::seconds unclaimed_after;
  std::chrono::seconds idle_limit;
  project_actor project;
  hub_actor hub;
  writer_actor writer;
  /// Whether anybody looks at the project; kept by the hub.
  std::shared_ptr<const std::atomic<bool>> watched;
};

/// Which chat it is.
struct chat_identity {
  /// The channel is known from the start only to a chat woken by its client.
  domain::origin from;
  /// There are no rows yet: nothing to load.
  bool newcomer = false;
  /// The project when the chat woke: its channel is in it.
  project_view_ptr project;
};

/// Carries commands out one at a time: decide, store, apply, tell. What comes meanwhile waits in
/// `waiting`, whose front is the command being carried out.
struct chat_state {
  static inline const char* name = "chat";

  chat_state(chat_actor::pointer self) : self(self) {}

  void enqueue(chat_input input);
  void on_loaded(result<std::optional<storage::chat_record>> record);
  void on_message(result<std::optional<storage::message_row>> row);
  void on_committed(const committed& done);
  void on_tick();
  void on_sleep_answer(bool granted);

  chat_actor::pointer self;
  std::shared_ptr<const chat_services> services;
  chat_identity identity;

  domain::chat_model model;
  bool loaded = false;
  /// Keys of the last sends, so that a repeat gives the same message.
  std::deque<std::pair<std::string, message_id>> sent_keys;
  /// The client's messages that nobody has read, oldest first.
  std::deque<message_id> unread;
  /// Messages on their way out, so that their fate needs no read.
  std::unordered_map<message_id, storage::message_row> outgoing;

  std::deque<chat_input> waiting;
  /// Waiting for the database: a read or a commit.
  bool busy = false;
  std::optional<domain::decision> deciding;
  /// The row the front command asked for; the inner value is absent if there is none.
  std::optional<std::optional<storage::message_row>> fetched;
  /// Fates that could not be stored; they may not be lost while the process lives.
  std::deque<domain::message_fate> postponed;

  std::uint64_t seen = 0;
  caf::actor_clock::time_point last_input{};
  bool tick_armed = false;

private:
  void next();
  bool begin_read();
  void decide();
  void carry_out(domain::decision made);
  void conclude(storage::stored outcome);
  void refuse(const error& why);
  void set_aside_poisoned();
  void forget_rows();
  void arm_tick(caf::timespan after);
  domain::moment moment() const;
  const protocols::messenger& platform() const;
  std::int32_t unread_after(message_id seen_up_to) const;
  void follow_unread(const std::optional<storage::message_row>& added);
};

chat_actor::behavior_type chat(chat_actor::stateful_pointer<chat_state> self,
                               std::shared_ptr<const chat_services> services,
                               chat_identity identity);

} // namespace switchboard::actors
