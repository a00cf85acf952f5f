#pragma once

#include "actors/events.hpp"
#include "actors/reply.hpp"
#include "config/clock.hpp"
#include "protocols/messenger.hpp"
#include "storage/model.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace switchboard {
class sealer;
}
namespace switchboard::storage {
class blob_store;
class intake;
class pool;
} // namespace switchboard::storage

/// The whole of actors/ as the outer folders see it: no CAF in this header.
namespace switchboard::actors {

/// What a member does to a chat. Who may do what when is the table of domain/ownership.hpp.
struct take {};
struct take_over {};
struct close {};
struct transfer {
  person_id to;
};
struct accept {};
struct decline {};
struct add_member {
  person_id member;
};
/// Of an added member, or of who was offered the chat and has not answered yet.
struct remove_member {
  person_id member;
};
struct leave {};
struct forward {
  department_id department;
};
struct mark_read {
  message_id up_to;
};
struct send_message {
  std::string text;
  std::string key;                      ///< a repeat of the same key gives the same message
  std::vector<storage::file_row> files; ///< of the same project
  message_id reply_to;                  ///< of the same chat; 0 = answers none
};
struct add_note {
  std::string text;
  std::string key;
};
struct retry_message {
  message_id message;
};
/// CHT-9: at the client's too.
struct change_text {
  message_id message;
  std::string text;
};
struct take_back {
  message_id message;
};
/// CHT-7: the client and the colleagues may see that somebody types.
struct show_typing {};

/// CRD-2 to CRD-8: only what is said changes, so two people who change different things both do.
struct edit_card {
  std::optional<storage::client_status> status;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<storage::client_sex> sex;
  std::optional<std::string> country;
  std::optional<std::string> city;
  std::optional<std::string> address;
  std::optional<std::string> notes;
  std::vector<std::string> add_tags;
  std::vector<std::string> remove_tags;
  /// The variable's id → its value as JSON; "null" takes the value away. Checked before.
  std::vector<std::pair<variable_id, std::string>> variables;
};

template <class Act, class Answer>
struct member_command {
  person_id by;
  Act act;
  reply<Answer> answer;
};
using chat_command =
    std::variant<member_command<take, chat_view>, member_command<take_over, chat_view>,
                 member_command<close, chat_view>, member_command<transfer, chat_view>,
                 member_command<accept, chat_view>, member_command<decline, chat_view>,
                 member_command<add_member, chat_view>, member_command<remove_member, chat_view>,
                 member_command<leave, chat_view>, member_command<forward, chat_view>,
                 member_command<mark_read, chat_view>, member_command<show_typing, chat_view>,
                 member_command<edit_card, storage::card_row>,
                 member_command<send_message, storage::message_row>,
                 member_command<add_note, storage::message_row>,
                 member_command<retry_message, storage::message_row>,
                 member_command<change_text, storage::message_row>,
                 member_command<take_back, storage::message_row>>;

/// The door of one channel's webhook.
struct hook {
  project_id project;
  channel_id channel;
  const protocols::messenger* messenger = nullptr;
  protocols::hook_keys keys;
  protocols::access access;
};

/// Numbers for /metrics, read at any time.
struct node_counts {
  std::size_t projects = 0;
  std::size_t channels = 0;
  std::size_t live_chats = 0;
  std::uint64_t events_in = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t not_understood = 0;
  std::uint64_t messages_sent = 0;
  std::uint64_t messages_failed = 0;
  std::uint64_t files_fetched = 0;
  std::uint64_t fetches_failed = 0;
  std::uint64_t commits = 0;
  std::uint64_t units = 0;
};

struct node_options {
  std::string database_url;
  std::string public_url; ///< where platforms reach us; "" = not reachable from outside
  /// Where each platform's API is and the installation's app there; tokens are the channels'.
  std::map<protocols::platform, protocols::access> platforms;
  /// Messages a second of one channel, where the platform's documented pace is not kept to.
  std::map<protocols::platform, double> paces;
  /// What Messenger says when it checks that our address is ours.
  std::string verify_token;
  std::size_t workers = 1;
  std::size_t writers = 2;
  std::chrono::seconds unclaimed_after{900};
  /// How long a passed chat waits for the other's word.
  std::chrono::seconds offer_wait{3600};
  std::chrono::seconds chat_idle{60};
  std::chrono::seconds poll_hold{25};
};

/// What the node works with; all of it must outlive the node.
struct node_tools {
  storage::pool& pool;
  protocols::transport& transport;
  const sealer& keys;
  wall_clock& clock;
  const storage::blob_store& blobs;
  storage::intake& intake;
  frame_encoder encoder;
  /// A signed link to a blob under a name; relative to us if the server has no public address.
  std::function<std::string(const std::string& blob, const std::string& mime,
                            const std::string& name)>
      file_link;
};

/// The address of a channel's webhook. Platforms that deliver everything of an app to one address
/// have that of the app (Messenger).
std::string hook_url(const std::string& public_url, const storage::channel_row& row);
/// What stands in the place of the channel's key in the address of an app.
inline constexpr std::string_view app_hook_key = "app";

/// The actors of this process. Every call returns at once; answers come through `reply`.
class node {
public:
  /// Loads projects and channels (blocking) and sets everything going.
  static result<std::unique_ptr<node>> start(node_options options, node_tools tools);
  virtual ~node() = default;

  /// Stops taking commands, lets what runs finish for `grace`, then ends the actors.
  virtual void stop(std::chrono::milliseconds grace) = 0;

  /// Null for an unknown or disconnected channel.
  virtual std::shared_ptr<const hook> find_hook(std::string_view hook_key) const = 0;
  /// The same by the platform's id of the account: where one address serves many.
  virtual std::shared_ptr<const hook> find_account(protocols::platform platform,
                                                   std::string_view account) const = 0;
  /// Answered after the commit: true = stored, false = seen before (both mean 200).
  virtual void receive(const hook& door, protocols::client_event event, std::string bytes,
                       reply<bool> answer) = 0;

  /// Null for an unknown project.
  virtual project_view_ptr find_project(project_id project) const = 0;
  /// After a project was created, or its settings or members changed in the database: reads it
  /// again, publishes the difference, answers with the new snapshot.
  virtual void refresh_project(project_id project, reply<project_view_ptr> answer) = 0;
  /// PRJ-5: lets go of the project's channels and ends its actors; answered when nothing of it runs
  /// any more. The project must be marked as being deleted before.
  virtual void close_project(project_id project, reply<bool> answer) = 0;
  /// The project's variables or tags changed in the database: panels are told.
  virtual void tell_variables(project_id project) = 0;
  /// Who is there and what they hold (TEAM-5).
  virtual void ask_team(project_id project, reply<team_state> answer) = 0;
  /// The tabs' numbers as a member sees them (INB-1).
  virtual void ask_counters(project_id project, person_id member, reply<tab_numbers> answer) = 0;

  /// After a channel was put into the database or changed there: arms it anew (webhook or polling)
  /// or, if disconnected, lets go of it; answers with its state as the platform left it.
  virtual void refresh_channel(project_id project, channel_id channel,
                               reply<storage::channel_row> answer) = 0;

  /// errc::not_found for another project's chat, and for one that `by` may not see. Whether `by`
  /// may do it is checked by the chat's own rules; membership of the project is checked before.
  virtual void command(project_id project, chat_id chat, chat_command what) = 0;

  virtual void subscribe(project_id project, event_sink_ptr sink, std::optional<resume_point> after,
                         reply<subscription> answer) = 0;
  virtual void unsubscribe(project_id project, const event_sink_ptr& sink) = 0;

  virtual node_counts counts() const = 0;
};

} // namespace switchboard::actors
