#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/domain/chat.hpp"
#include "actors/shown_view.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace switchboard::actors {

/// What a chat actor works with.
struct chat_services {
  store& rows;
  wall_clock& clock;
  counts& numbers;
  std::chrono::seconds unclaimed_after;
  std::chrono::seconds offer_wait;
  std::chrono::seconds idle_limit;
  /// Platforms that fetch files from us can reach us.
  bool public_files = false;
  project_actor project;
  hub_actor hub;
  assigner_actor assigner;
  writer_actor writer;
  /// The project as it is now.
  std::shared_ptr<const shown_view> shown;
  /// Whether anybody looks at the project; kept by the hub.
  std::shared_ptr<const std::atomic<bool>> watched;
};

/// Which chat it is.
struct chat_identity {
  /// The channel is known from the start only to a chat woken by its client.
  domain::origin from;
  /// There are no rows yet: nothing to load.
  bool newcomer = false;
};

/// Receipts of messages not known yet that are kept at most.
inline constexpr std::size_t most_early_receipts = 100;

/// How long a chat stays that was woken only to hear what became of its messages: nobody is in it,
/// and a long queue wakes thousands of such chats.
inline constexpr std::chrono::seconds unvisited_idle_limit{3};

/// Carries commands out one at a time: decide, store, apply, tell. What comes meanwhile waits in
/// `waiting`, whose front is the command being carried out. Containers are such as take nothing
/// while they are empty: a busy installation has tens of thousands of these.
struct chat_state {
  static inline const char* name = "chat";

  chat_state(chat_actor::pointer self) : self(self) {}

  void enqueue(chat_input input);
  void on_loaded(result<std::optional<storage::chat_record>> record);
  void on_message(result<std::optional<storage::message_row>> row);
  void on_card(result<storage::card_row> row);
  void on_committed(const committed& done);
  void on_tick();
  void on_sleep_answer(bool granted);

  chat_actor::pointer self;
  std::shared_ptr<const chat_services> services;
  chat_identity identity;

  domain::chat_model model;
  bool loaded = false;
  /// Keys of the last sends, so that a repeat gives the same message.
  std::vector<std::pair<std::string, message_id>> sent_keys;
  /// The client's messages that nobody has read, oldest first.
  std::vector<message_id> unread;
  /// Messages on their way out.
  std::unordered_set<message_id> outgoing;
  /// Messages that receipts may still move, oldest first (CHT-7).
  domain::outstanding_messages outstanding;
  /// Receipts that came before the answer to the call they are about.
  struct early_receipt {
    protocols::receipt::kind what = protocols::receipt::kind::delivered;
    std::string reason;
  };
  std::unordered_map<std::string, early_receipt> early;
  /// The platform's id of the client's last message.
  std::string last_external;
  bool profile_wanted = true;

  std::list<chat_input> waiting;
  /// Waiting for the database: a read or a commit.
  bool busy = false;
  std::unique_ptr<domain::decision> deciding;
  /// The row the front command asked for; the inner value is absent if there is none.
  std::optional<std::optional<storage::message_row>> fetched;
  /// The card the front command asked for.
  std::unique_ptr<storage::card_row> card;
  /// The project as the front command finds it.
  project_view_ptr view;
  /// `fetched` is what an earlier send with the same key made.
  bool repeated = false;
  /// Fates that could not be stored; they may not be lost while the process lives.
  std::vector<domain::message_fate> postponed;

  std::uint64_t seen = 0;
  caf::actor_clock::time_point last_input{};
  /// Something came beside the fates of messages.
  bool visited = false;
  bool tick_armed = false;

private:
  void next();
  void decide();
  void decide_command(chat_command& command, const domain::named_message& row);
  void carry_out(domain::decision made);
  void conclude(storage::stored outcome);
  void refuse(const error& why);
  void set_aside_poisoned();
  void forget_rows();
  void arm_tick(caf::timespan after);
  std::chrono::seconds idle_limit() const;
  domain::moment moment() const;
  domain::way_out way() const;

  // what a command needs to know first (chat_reading.cpp)
  bool begin_read();
  bool read_for_command(const chat_command& command);
  bool read_for_event(const protocols::client_event& event);
  bool read(message_id id);
  bool read_card();
  bool find(const std::string& external_id);
  std::int32_t unread_after(message_id seen_up_to) const;
  domain::decision decide_event(client_update& update, const domain::named_message& named);
  domain::message_fate with_early(domain::message_fate fate) const;

  // what a stored decision leads to (chat_following.cpp)
  void follow(const domain::decision& made, const chat_input& front);
  void follow_unread(const std::optional<storage::message_row>& added);
  void follow_receipt(const protocols::receipt& receipt);
  void follow_fate(const domain::message_fate& fate);
  void follow_event(const protocols::client_event& event);
  void tell_typing(person_id by);
  void follow_hands(const domain::decision& made);
  void follow_assignment(const chat_input& front, bool failed);
  void send_out(const domain::decision& made);
  void be_courteous(courtesy::kind what);
};

chat_actor::behavior_type chat(chat_actor::stateful_pointer<chat_state> self,
                               std::shared_ptr<const chat_services> services,
                               chat_identity identity);

} // namespace switchboard::actors
