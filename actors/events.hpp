#pragma once

#include "config/ids.hpp"
#include "storage/model.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
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
  std::unordered_map<person_id, storage::member_row> members;
  std::unordered_map<channel_id, storage::channel_row> channels;
};
using project_view_ptr = std::shared_ptr<const project_view>;

struct chat_changed {
  chat_view chat;
};
struct message_added {
  storage::message_row message;
};
struct message_changed {
  storage::message_row message;
};
/// A message of ours came further, or did not (CHT-7).
struct message_moved {
  chat_id chat;
  message_id message;
  storage::message_status status = storage::message_status::none;
  std::string error_code;
  std::string error_text;
};
/// At this moment; not repeated to those who come back.
struct somebody_types {
  chat_id chat;
  person_id person; ///< 0 = the client
};
struct chat_unclaimed {
  chat_id chat;
  timestamp waiting_since{};
};
/// Live numbers of the tabs (INB-1). others(m) = active - mine[m].
struct counters_changed {
  std::int64_t fresh = 0;
  std::int64_t active = 0;
  std::int64_t done = 0;
  std::map<person_id, std::int64_t> mine;
};
struct channel_changed {
  storage::channel_row channel;
};
struct project_changed {};
struct member_changed {
  storage::member_row member;
};
/// Something may have been missed: everything is to be fetched again.
struct resync {};

using event = std::variant<chat_changed, message_added, message_changed, message_moved,
                           somebody_types, chat_unclaimed, counters_changed, channel_changed,
                           project_changed, member_changed, resync>;

/// An event in its project's order, ready to be written to sockets.
using frame = std::shared_ptr<const std::string>;

/// Makes the frame of an event, once for all sockets. Pure; provided by http/.
using frame_encoder = std::function<std::string(const event& what, const project_view& project,
                                                const std::string& epoch, std::uint64_t seq)>;

/// A live session. `deliver` may be called from any thread and must not block; false = the session
/// is gone or too slow, and is dropped (it will reconnect and resume).
class event_sink {
public:
  virtual ~event_sink() = default;
  virtual bool deliver(frame text) = 0;
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
};

} // namespace switchboard::actors
