#pragma once

#include "actors/domain/chat.hpp"
#include "actors/events.hpp"
#include "actors/node.hpp"
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

/// The actor map: every message and every handle. Read this first.
///
/// Commands carry their `reply`; messages between actors answer with messages. Nothing here crosses
/// a process.
namespace switchboard::actors {

// --- writer ---------------------------------------------------------------------------------

/// A unit was stored, or was not. `ticket` is the asker's own number.
struct committed {
  std::uint64_t ticket = 0;
  storage::stored outcome = storage::stored::yes;
};
using commit_listener = caf::typed_actor<caf::reacts_to<committed>>;

/// Store this; tell `from`.
struct commit_request {
  storage::unit changes;
  std::uint64_t ticket = 0;
  commit_listener from;
};
/// The writer to itself: hand over what has come in.
struct flush {};
/// What became of a batch of the committer at `place`.
struct batch_committed {
  std::size_t place = 0;
  std::vector<std::pair<commit_listener, std::uint64_t>> askers;
  std::vector<storage::stored> outcomes;
};
using batch_listener = caf::typed_actor<caf::reacts_to<batch_committed>>;
/// Units for one transaction, and who asked for each.
struct commit_batch {
  std::vector<storage::unit> units;
  std::vector<std::pair<commit_listener, std::uint64_t>> askers;
  std::size_t place = 0;
  batch_listener from;
};
/// One per node: groups what many actors want stored.
using writer_actor = caf::typed_actor<caf::reacts_to<commit_request>, caf::reacts_to<flush>,
                                      caf::reacts_to<batch_committed>>;
/// One per database connection, on a thread of its own: one batch, one transaction.
using committer_actor = caf::typed_actor<caf::reacts_to<commit_batch>>;

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
using chat_input = std::variant<client_update, chat_command, domain::message_fate, timer_due,
                                profile_told, file_fetched>;

/// The chat's rows, or that there are none, or why they could not be read.
struct chat_loaded {
  result<std::optional<storage::chat_record>> record;
};
/// A message's row that a command needs before it can be decided.
struct message_loaded {
  result<std::optional<storage::message_row>> message;
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
                                    caf::reacts_to<chat_tick>, caf::reacts_to<sleep_answer>>;

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
/// For the hub: told, and never stored.
struct seen_typing {
  chat_id chat;
  person_id person; ///< 0 = the client
};
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
using project_actor =
    caf::typed_actor<caf::reacts_to<to_chat>, caf::reacts_to<ask_to_sleep>,
                     caf::reacts_to<project_loaded>, caf::reacts_to<refresh_project>,
                     caf::reacts_to<refresh_channel>, caf::reacts_to<channel_row_loaded>,
                     caf::reacts_to<channel_health>, caf::reacts_to<outbound>,
                     caf::reacts_to<courtesy>, caf::reacts_to<seen_typing>,
                     caf::reacts_to<subscribe>, caf::reacts_to<unsubscribe>>;

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
/// The hub to itself: tell the counters; try to close the gap.
struct hub_tick {};
/// The snapshot that frames are made with.
struct new_view {
  project_view_ptr view;
};
/// One per project: live sessions, and the ring of the last events for those who come back.
using hub_actor = caf::typed_actor<caf::reacts_to<publish>, caf::reacts_to<subscribe>,
                                   caf::reacts_to<unsubscribe>, caf::reacts_to<gap>,
                                   caf::reacts_to<counters_loaded>, caf::reacts_to<hub_tick>,
                                   caf::reacts_to<new_view>>;

/// Of the timekeeper and the fetcher, to themselves: look for what is due.
struct scan {};

// --- fetcher --------------------------------------------------------------------------------

/// What is to be fetched now.
struct fetches_found {
  result<std::vector<storage::fetch_row>> due;
};
/// The platform said how to get the bytes of `row`.
struct fetch_located {
  storage::fetch_row row;
  result<protocols::http_request> request;
};
/// The bytes came into the file `saved`, or did not.
struct fetch_answered {
  storage::fetch_row row;
  std::string saved;
  protocols::http_response answer;
};
/// They were looked at and put away, or not.
struct fetch_taken_in {
  storage::fetch_row row;
  result<storage::file_row> file;
};
/// The chat has stored what became of it.
struct fetch_over {
  storage::fetch_row row;
};
/// One per node: copies what clients sent, and their photos, from the platforms, in the background.
using fetcher_actor =
    caf::typed_actor<caf::reacts_to<scan>, caf::reacts_to<fetches_found>,
                     caf::reacts_to<fetch_located>, caf::reacts_to<fetch_answered>,
                     caf::reacts_to<fetch_taken_in>, caf::reacts_to<fetch_over>,
                     caf::reacts_to<committed>>;

// --- opener ---------------------------------------------------------------------------------

/// One per node: makes the actors of projects that are new in the database. Actors are spawned by
/// actors only: a thread of another's that spawns keeps CAF's logger, and the node never ends.
using opener_actor = caf::typed_actor<caf::reacts_to<project_loaded>>;

// --- timekeeper -----------------------------------------------------------------------------

/// What is due.
struct timers_found {
  result<std::vector<storage::timer_row>> due;
};
/// One per node: wakes the chats whose timers are due.
using timekeeper_actor = caf::typed_actor<caf::reacts_to<scan>, caf::reacts_to<timers_found>>;

} // namespace switchboard::actors

#define SWITCHBOARD_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(switchboard::actors::type)
SWITCHBOARD_LOCAL(committed)
SWITCHBOARD_LOCAL(commit_request)
SWITCHBOARD_LOCAL(flush)
SWITCHBOARD_LOCAL(commit_batch)
SWITCHBOARD_LOCAL(batch_committed)
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
SWITCHBOARD_LOCAL(seen_typing)
SWITCHBOARD_LOCAL(echo_overdue)
SWITCHBOARD_LOCAL(references_found)
SWITCHBOARD_LOCAL(profiles_came)
SWITCHBOARD_LOCAL(wake_profiles)
SWITCHBOARD_LOCAL(fetches_found)
SWITCHBOARD_LOCAL(fetch_located)
SWITCHBOARD_LOCAL(fetch_answered)
SWITCHBOARD_LOCAL(fetch_taken_in)
SWITCHBOARD_LOCAL(fetch_over)
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
SWITCHBOARD_LOCAL(scan)
SWITCHBOARD_LOCAL(timers_found)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(switchboard::storage::outbox_row)
#undef SWITCHBOARD_LOCAL
