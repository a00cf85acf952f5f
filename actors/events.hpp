#pragma once

#include "config/ids.hpp"
#include "storage/model.hpp"
#include "storage/reads.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

/// What the panel is told. Every event is published after the commit that made it true.
namespace switchboard::actors {

/// A chat as everybody in the project may see it.
struct chat_view {
  storage::chat_row chat;
  storage::client_row client;
  std::vector<storage::participant_row> participants;
};

/// What http/ needs to know of a project without asking an actor: a snapshot, never changed.
struct project_view {
  storage::project_row project;
  /// Those who work in it now.
  std::unordered_map<person_id, storage::member_row> members;
  /// Names of those who left, for the history.
  std::unordered_map<person_id, std::string> former;
  std::unordered_map<department_id, storage::department_row> departments;
  std::unordered_map<channel_id, storage::channel_row> channels;
};
using project_view_ptr = std::shared_ptr<const project_view>;

/// Whether somebody is there (TEAM-5): connected, connected but away by their own word, not there.
enum class presence : std::uint8_t { offline, away, online };

/// The tabs' numbers as one member sees them (INB-1); 0 where a tab is forbidden.
struct tab_numbers {
  std::int64_t fresh = 0;
  std::int64_t mine = 0;
  std::int64_t others = 0;
  std::int64_t done = 0;
  friend bool operator==(const tab_numbers&, const tab_numbers&) = default;
};

// Events about a chat carry what decides who may hear of them (`facts`).

struct chat_changed {
  chat_view chat;
  /// What decided before, if that is no longer the same: who saw the chat and no longer does is
  /// told that it is gone.
  std::optional<storage::chat_facts> before;
};
struct message_added {
  storage::message_row message;
  storage::chat_facts facts;
};
struct message_changed {
  storage::message_row message;
  storage::chat_facts facts;
};
/// A message of ours came further, or did not (CHT-7).
struct message_moved {
  chat_id chat;
  message_id message;
  storage::message_status status = storage::message_status::none;
  std::string error_code;
  std::string error_text;
  storage::chat_facts facts;
};
/// At this moment; not repeated to those who come back.
struct somebody_types {
  chat_id chat;
  person_id person; ///< 0 = the client
  storage::chat_facts facts;
};
struct chat_unclaimed {
  chat_id chat;
  timestamp waiting_since{};
  storage::chat_facts facts;
};
/// A client's card is another one now (CRD-2 to CRD-8).
struct card_changed {
  storage::card_row card;
  storage::chat_facts facts;
  storage::client_row client;
};
/// The tabs' numbers moved: everybody is told their own.
struct counters_changed {};
struct channel_changed {
  storage::channel_row channel;
};
struct project_changed {};
struct member_changed {
  storage::member_row member;
};
struct member_removed {
  person_id member;
};
struct presence_changed {
  person_id member;
  actors::presence presence = presence::offline;
  std::int64_t holds = 0; ///< chats the member is responsible for
};
struct department_changed {
  storage::department_row department;
};
struct department_removed {
  department_id department;
};
/// The project's variables or tags are others now: whoever shows them asks again.
struct variables_changed {};
/// Something may have been missed: everything is to be fetched again.
struct resync {};

using event =
    std::variant<chat_changed, message_added, message_changed, message_moved, somebody_types,
                 chat_unclaimed, card_changed, counters_changed, channel_changed, project_changed,
                 member_changed, member_removed, presence_changed, department_changed,
                 department_removed, variables_changed, resync>;

/// An event in its project's order, ready to be written to sockets.
using frame = std::shared_ptr<const std::string>;

/// How an event is told to those it may be told to.
struct telling {
  enum class form : std::uint8_t {
    whole,
    no_contacts, ///< to who may not see how clients can be reached
    gone,        ///< chat_changed to who no longer sees the chat
  };
  telling::form as = form::whole;
  tab_numbers numbers; ///< of counters_changed
};

/// Makes the frame of an event, once for all sockets that are told alike. Pure; provided by http/.
using frame_encoder =
    std::function<std::string(const event& what, const telling& how, const project_view& project,
                              const std::string& epoch, std::uint64_t seq)>;

/// A live session. `deliver` may be called from any thread and must not block; false = the session
/// is gone or too slow, and is dropped (it will reconnect and resume).
class event_sink {
public:
  virtual ~event_sink() = default;
  virtual bool deliver(frame text) = 0;
  /// Whose session it is; never changes.
  virtual person_id viewer() const = 0;
};
using event_sink_ptr = std::shared_ptr<event_sink>;

/// What a panel saw last.
struct resume_point {
  std::string epoch;
  std::uint64_t seq = 0;
};
/// The answer to a subscription; missed frames are delivered to the sink right after it.
struct subscription {
  std::string epoch;
  std::uint64_t seq = 0;
  bool resync = false;
  std::uint64_t missed = 0; ///< frames that follow because they were missed
};

/// Who is there and what they hold (TEAM-5).
struct team_member_state {
  actors::presence presence = presence::offline;
  std::int64_t holds = 0;
};
using team_state = std::unordered_map<person_id, team_member_state>;

} // namespace switchboard::actors
