#pragma once

#include "actors/events.hpp"
#include "actors/node.hpp"
#include "config/error.hpp"
#include "protocols/model.hpp"
#include "storage/changes.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// The rules of a chat: (state, command) → changes or refusal. No actor, no database, no clock.
namespace switchboard::actors::domain {

/// A chat as its actor holds it between two commands.
struct chat_model {
  /// False until the client's first message is stored.
  bool exists = false;
  storage::client_row client;
  storage::chat_row chat;
  std::vector<storage::participant_row> participants;

  const storage::participant_row* participant(person_id member) const;
};

/// What a rule may know besides the chat.
struct moment {
  timestamp now{};
  std::chrono::seconds unclaimed_after{900};
  /// Makes ids that grow (config/ids).
  std::int64_t (*new_id)() = nullptr;
  /// Whether anybody looks at the project: if not, events need not even be made.
  bool watched = true;
};

/// How far a tab's numbers move.
struct counter_delta {
  storage::chat_state state = storage::chat_state::fresh;
  person_id member; ///< 0 = all members together
  std::int64_t by = 0;
};

/// What a command leads to, once `changes` are stored: `next` replaces the model, `tell` is
/// published, `message` answers the command, and `outbound` goes to the channel's queue.
struct decision {
  storage::unit changes;
  chat_model next;
  std::vector<event> tell;
  /// False if `tell` was left empty because nobody looked.
  bool watched = true;
  std::vector<counter_delta> counters;
  std::optional<storage::message_row> message;
  bool outbound = false;
};

/// Who a first message comes from.
struct origin {
  project_id project;
  channel_id channel;
  chat_id chat;
};

/// INB-2, CRD-1, CHT-2, SUB-3: opens the chat or its next dialog when need be. `edited` is the
/// stored row of the message that an edit is about, if there is one. `bytes` are kept when the
/// event says so.
decision on_event(const chat_model& model, const origin& from, const protocols::client_event& event,
                  const std::optional<storage::message_row>& edited, const std::string& bytes,
                  const moment& at);

/// INB-5: whoever comes first is responsible; errc::already_taken names who.
result<decision> on_take(const chat_model& model, person_id by, const moment& at);
/// HIE-3: only the responsible closes.
result<decision> on_close(const chat_model& model, person_id by, const moment& at);
/// Those who hold the chat have seen all but the last `left` messages of the client.
result<decision> on_read(const chat_model& model, person_id by, std::int32_t left);
/// HIE-3: those who hold the chat write to the client.
result<decision> on_send(const chat_model& model, person_id by, const send_text& what,
                         const protocols::messenger& platform, const moment& at);
/// CHT-3: any member notes; a note has no way to an outbox.
result<decision> on_note(const chat_model& model, person_id by, const add_note& what,
                         const moment& at);
/// CHT-7: a failed or uncertain message goes out again, on a person's word.
result<decision> on_retry(const chat_model& model, person_id by, storage::message_row failed);

/// What became of a message on its way out.
struct message_fate {
  message_id message;
  storage::message_status status = storage::message_status::none;
  std::string external_id;
  std::string error_code;
  std::string error_text;
  /// The platform said that the client can't be written to any more.
  bool client_left = false;
};
decision on_fate(const chat_model& model, storage::message_row message, const message_fate& fate,
                 const moment& at);

/// The 15 minutes of an appeal are over. Without value: another life of the timer, nothing to do.
std::optional<decision> on_unclaimed(const chat_model& model, std::int64_t generation,
                                     const moment& at);

} // namespace switchboard::actors::domain
