#pragma once

#include "actors/domain/chat.hpp"
#include "actors/events.hpp"
#include "actors/node.hpp"
#include "actors/node_actors.hpp"
#include "actors/reply.hpp"
#include "protocols/messenger.hpp"
#include "storage/changes.hpp"
#include "storage/reads.hpp"
#include "storage/writer.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

/// The actor map: every message and every handle. Read this first; those that are one per node are
/// in node_actors.hpp.
///
/// Commands carry their `reply`; messages between actors answer with messages. Nothing here crosses
/// a process.
namespace switchboard::actors {

// --- chat -----------------------------------------------------------------------------------

/// An event of a platform with its bytes.
struct client_update {
  protocols::client_event event;
  std::string bytes;
  reply<bool> answer;
};
/// The timer of a row is due.
struct timer_due {
  storage::timer_row timer;
};
/// The platform told of the client what it was asked for.
struct profile_told {
  protocols::client_profile profile;
};
/// Bytes came from the platform, or never will.
struct file_fetched {
  domain::file_outcome outcome;
  reply<bool> stored;
};
/// The rules of assignment chose somebody for the chat's present turn in New (INB-8).
struct assign_chat {
  person_id to;
  std::int64_t turn = 0;
};
/// Somebody who holds the chat left the team, or may hold no chats any more (TEAM-4).
struct release_chat {};
/// The chat's department is no more.
struct leave_department {};
/// The client types at this moment (CHT-7).
struct client_types {};
using chat_input =
    std::variant<client_update, chat_command, domain::message_fate, timer_due, profile_told,
                 file_fetched, assign_chat, release_chat, leave_department, client_types>;

/// The chat's rows, or that there are none, or why they could not be read.
struct chat_loaded {
  result<std::optional<storage::chat_record>> record;
};
/// A message's row that a command needs before it can be decided.
struct message_loaded {
  result<std::optional<storage::message_row>> message;
};
/// The client's card that a command needs.
struct card_loaded {
  result<storage::card_row> card;
};
/// The chat to itself: time to look whether it may sleep, or to try again what could not be stored.
struct chat_tick {};
/// The project's answer to ask_to_sleep.
struct sleep_answer {
  bool granted = false;
};
/// One per busy chat; the only one that changes its rows.
using chat_actor = caf::typed_actor<caf::reacts_to<chat_input>, caf::reacts_to<committed>,
                                    caf::reacts_to<chat_loaded>, caf::reacts_to<message_loaded>,
                                    caf::reacts_to<card_loaded>, caf::reacts_to<chat_tick>,
                                    caf::reacts_to<sleep_answer>>;

// --- project --------------------------------------------------------------------------------

/// For this chat; the project wakes its actor. `newcomer`: the client was never heard of before, so
/// there is nothing to load.
struct to_chat {
  chat_id chat;
  channel_id channel;
  bool newcomer = false;
  chat_input what;
};
/// A chat has been idle and has handled `seen` inputs: may it go?
struct ask_to_sleep {
  chat_id chat;
  std::uint64_t seen = 0;
};
/// The project's rows were read (again).
struct project_loaded {
  result<std::optional<storage::project_record>> record;
  reply<project_view_ptr> answer;
};
/// Settings or members changed in the database.
struct refresh_project {
  reply<project_view_ptr> answer;
};
/// A channel changed in the database.
struct refresh_channel {
  channel_id channel;
  reply<storage::channel_row> answer;
};
/// Its row was read (again).
struct channel_row_loaded {
  channel_id channel;
  result<std::optional<storage::channel_row>> row;
  reply<storage::channel_row> answer;
};
/// A channel's health changed.
struct channel_health {
  storage::channel_row row;
};
/// Chats' new messages for the channel's queue.
struct outbound {
  channel_id channel;
  std::vector<storage::outbox_row> rows;
};
/// What is nice to do at the platform and lost without harm (CHT-7, CRD-1).
struct courtesy {
  enum class kind : std::uint8_t { typing, read, profile };
  channel_id channel;
  courtesy::kind what = courtesy::kind::typing;
  chat_id chat;
  std::string client;
  std::string external_id; ///< read: the client's last message that was seen
};
/// Chats that somebody holds who may not any more, or that are in a department that is no more.
struct strays_found {
  result<std::vector<chat_id>> held;
  result<std::vector<chat_id>> astray;
};
/// The project to itself: look whether any are left.
struct look_for_strays {};
/// PRJ-5: let go of everything and end.
struct close_project {
  reply<bool> answer;
};
/// Who looks at the project and what they hold, for the hub to tell.
struct ask_team {
  reply<team_state> answer;
};
struct ask_counters {
  person_id member;
  reply<tab_numbers> answer;
};
struct tell_variables {};
/// A subscription of a live session, passed to the hub.
struct subscribe {
  event_sink_ptr sink;
  std::optional<resume_point> after;
  reply<subscription> answer;
};
struct unsubscribe {
  event_sink_ptr sink;
};
/// One per project: directory of its channels and of its live chats, settings and members.
using project_actor = caf::typed_actor<
    caf::reacts_to<to_chat>, caf::reacts_to<ask_to_sleep>, caf::reacts_to<project_loaded>,
    caf::reacts_to<refresh_project>, caf::reacts_to<refresh_channel>,
    caf::reacts_to<channel_row_loaded>, caf::reacts_to<channel_health>, caf::reacts_to<outbound>,
    caf::reacts_to<courtesy>, caf::reacts_to<strays_found>, caf::reacts_to<look_for_strays>,
    caf::reacts_to<close_project>, caf::reacts_to<ask_team>, caf::reacts_to<ask_counters>,
    caf::reacts_to<tell_variables>, caf::reacts_to<subscribe>, caf::reacts_to<unsubscribe>>;

// --- channel --------------------------------------------------------------------------------

/// Which clients are known, or why it could not be read.
struct clients_found {
  std::vector<std::string> asked;
  result<storage::known_clients> found;
};
/// A part of the outbox was read: of one kind of author.
struct outbox_loaded {
  protocols::author by = protocols::author::person;
  result<std::vector<storage::outbox_row>> rows;
};
/// The platform said what became of message `message`.
struct call_answered {
  message_id message;
  protocols::delivery outcome;
};
/// What the platform calls the files of message `message`.
struct references_found {
  message_id message;
  result<storage::known_references> references;
};
/// The channel to itself: no echo settled this message in time.
struct echo_overdue {
  message_id message;
};
/// A step of arming is over: the webhook was set or cleared.
struct armed {
  std::uint64_t generation = 0;
  result<void> outcome;
};
/// A long poll came back.
struct polled {
  std::uint64_t generation = 0;
  protocols::poll_outcome outcome;
};
/// One event of a poll is stored (or not).
struct poll_event_done {
  std::uint64_t generation = 0;
  bool stored = false;
};
/// The platform told of some clients; `asked` tells of whom it did not.
struct profiles_came {
  std::vector<std::string> asked;
  std::vector<protocols::client_profile> profiles;
};
/// The channel to itself: ask about the next clients.
struct wake_profiles {};
/// The channel to itself: look at the queue.
struct wake_queue {
  std::uint64_t generation = 0;
};
/// The channel to itself: arm or poll again after a pause.
struct wake_inbound {
  std::uint64_t generation = 0;
};
/// The channel to itself: ask the platform how it sees the webhook (CHN-10).
struct check_health {
  std::uint64_t generation = 0;
};
struct health_checked {
  std::uint64_t generation = 0;
  std::vector<protocols::finding> findings;
};
/// The row changed (token, mode, state): start anew with it.
struct rearm {
  storage::channel_row row;
  reply<storage::channel_row> answer;
};
/// One per connected account: who its clients are, its queue, its health.
using channel_actor = caf::typed_actor<
    caf::reacts_to<client_update>, caf::reacts_to<clients_found>,
    caf::reacts_to<storage::outbox_row>, caf::reacts_to<outbox_loaded>,
    caf::reacts_to<call_answered>, caf::reacts_to<echo_overdue>, caf::reacts_to<references_found>,
    caf::reacts_to<committed>, caf::reacts_to<courtesy>, caf::reacts_to<profiles_came>,
    caf::reacts_to<wake_profiles>, caf::reacts_to<armed>, caf::reacts_to<polled>,
    caf::reacts_to<poll_event_done>, caf::reacts_to<wake_queue>, caf::reacts_to<wake_inbound>,
    caf::reacts_to<check_health>, caf::reacts_to<health_checked>, caf::reacts_to<rearm>>;

// --- assigner -------------------------------------------------------------------------------

/// A chat came to New where a rule of assignment holds.
struct appeal_waits {
  storage::waiting_appeal appeal;
};
/// A member is responsible for more chats, or for fewer.
struct held_moved {
  person_id member;
  std::int64_t by = 0;
};
/// A chat has followed `assign_chat` or had no need to, or (failed) could not store it.
struct assignment_over {
  chat_id chat;
  bool failed = false;
};
/// Who is there now.
struct presence_moved {
  person_id member;
  actors::presence presence = presence::offline;
};
/// What members hold, as the database has it: after a commit of unknown fate.
struct held_reset {
  std::unordered_map<person_id, std::int64_t> held;
};
/// The snapshot that what follows is judged by.
struct new_view {
  project_view_ptr view;
};
/// The appeals that wait longest.
struct appeals_found {
  result<std::vector<storage::waiting_appeal>> appeals;
};
/// One per project: gives appeals to those who are there, by the rules of assignment (INB-8).
using assigner_actor =
    caf::typed_actor<caf::reacts_to<appeal_waits>, caf::reacts_to<held_moved>,
                     caf::reacts_to<assignment_over>, caf::reacts_to<presence_moved>,
                     caf::reacts_to<held_reset>, caf::reacts_to<appeals_found>,
                     caf::reacts_to<new_view>, caf::reacts_to<scan>>;

// --- hub ------------------------------------------------------------------------------------

/// Tell the live sessions, in this order; `counters` move with it.
struct publish {
  std::vector<event> events;
  std::vector<domain::counter_delta> counters;
};
/// Something may have happened that was not told (a commit of unknown fate): everybody fetches
/// anew.
struct gap {};
/// Numbers of the tabs as the database has them.
struct counters_loaded {
  result<std::optional<storage::project_record>> record;
};
/// The hub to itself: tell the counters and who is there; try to close the gap.
struct hub_tick {};
/// Whom to tell who is there.
struct meet_assigner {
  assigner_actor who;
};
/// The project is no more: panels are told to look again, and the hub ends.
struct farewell {};
/// One per project: live sessions, and the ring of the last events for those who come back.
using hub_actor = caf::typed_actor<
    caf::reacts_to<publish>, caf::reacts_to<subscribe>, caf::reacts_to<unsubscribe>,
    caf::reacts_to<gap>, caf::reacts_to<counters_loaded>, caf::reacts_to<hub_tick>,
    caf::reacts_to<new_view>, caf::reacts_to<ask_team>, caf::reacts_to<ask_counters>,
    caf::reacts_to<meet_assigner>, caf::reacts_to<farewell>>;

// --- opener ---------------------------------------------------------------------------------

/// One per node: makes the actors of projects that are new in the database. Actors are spawned by
/// actors only: a thread of another's that spawns keeps CAF's logger, and the node never ends.
using opener_actor = caf::typed_actor<caf::reacts_to<project_loaded>>;

} // namespace switchboard::actors

#define SWITCHBOARD_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(switchboard::actors::type)
SWITCHBOARD_LOCAL(client_update)
SWITCHBOARD_LOCAL(chat_input)
SWITCHBOARD_LOCAL(chat_loaded)
SWITCHBOARD_LOCAL(message_loaded)
SWITCHBOARD_LOCAL(chat_tick)
SWITCHBOARD_LOCAL(sleep_answer)
SWITCHBOARD_LOCAL(to_chat)
SWITCHBOARD_LOCAL(ask_to_sleep)
SWITCHBOARD_LOCAL(project_loaded)
SWITCHBOARD_LOCAL(refresh_project)
SWITCHBOARD_LOCAL(refresh_channel)
SWITCHBOARD_LOCAL(channel_row_loaded)
SWITCHBOARD_LOCAL(channel_health)
SWITCHBOARD_LOCAL(outbound)
SWITCHBOARD_LOCAL(subscribe)
SWITCHBOARD_LOCAL(unsubscribe)
SWITCHBOARD_LOCAL(courtesy)
SWITCHBOARD_LOCAL(echo_overdue)
SWITCHBOARD_LOCAL(references_found)
SWITCHBOARD_LOCAL(profiles_came)
SWITCHBOARD_LOCAL(wake_profiles)
SWITCHBOARD_LOCAL(clients_found)
SWITCHBOARD_LOCAL(outbox_loaded)
SWITCHBOARD_LOCAL(call_answered)
SWITCHBOARD_LOCAL(armed)
SWITCHBOARD_LOCAL(polled)
SWITCHBOARD_LOCAL(poll_event_done)
SWITCHBOARD_LOCAL(wake_queue)
SWITCHBOARD_LOCAL(wake_inbound)
SWITCHBOARD_LOCAL(check_health)
SWITCHBOARD_LOCAL(health_checked)
SWITCHBOARD_LOCAL(rearm)
SWITCHBOARD_LOCAL(publish)
SWITCHBOARD_LOCAL(gap)
SWITCHBOARD_LOCAL(counters_loaded)
SWITCHBOARD_LOCAL(hub_tick)
SWITCHBOARD_LOCAL(new_view)
SWITCHBOARD_LOCAL(card_loaded)
SWITCHBOARD_LOCAL(strays_found)
SWITCHBOARD_LOCAL(look_for_strays)
SWITCHBOARD_LOCAL(close_project)
SWITCHBOARD_LOCAL(ask_team)
SWITCHBOARD_LOCAL(ask_counters)
SWITCHBOARD_LOCAL(tell_variables)
SWITCHBOARD_LOCAL(appeal_waits)
SWITCHBOARD_LOCAL(held_moved)
SWITCHBOARD_LOCAL(assignment_over)
SWITCHBOARD_LOCAL(presence_moved)
SWITCHBOARD_LOCAL(held_reset)
SWITCHBOARD_LOCAL(appeals_found)
SWITCHBOARD_LOCAL(meet_assigner)
SWITCHBOARD_LOCAL(farewell)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(switchboard::storage::outbox_row)
#undef SWITCHBOARD_LOCAL
