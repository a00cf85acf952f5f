#pragma once

#include "actors/events.hpp"
#include "actors/node.hpp"
#include "config/error.hpp"
#include "protocols/model.hpp"
#include "storage/changes.hpp"
#include "storage/reads.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// The rules of a chat: (state, command) → changes or refusal. No actor, no database, no clock.
/// Who holds a chat is in ownership.hpp; what comes in is in chat_incoming.cpp, what goes out in
/// chat_outgoing.cpp, the card in chat_card.cpp, the rest in chat.cpp.
namespace switchboard::actors::domain {

/// A chat as its actor holds it between two commands.
struct chat_model {
  /// False until the client's first message is stored.
  bool exists = false;
  storage::client_row client;
  storage::chat_row chat;
  /// Of an active chat: the responsible first. Who is offered it is among them.
  std::vector<storage::participant_row> participants;

  /// Who holds the chat: the responsible and those who were added; null for anybody else.
  const storage::participant_row* holder(person_id member) const;
};

/// What a rule may know besides the chat.
struct moment {
  timestamp now{};
  /// The team, its rights and its rules.
  const project_view* project = nullptr;
  std::chrono::seconds unclaimed_after{900};
  std::chrono::seconds offer_wait{3600};
  /// Makes ids that grow (config/ids).
  std::int64_t (*new_id)() = nullptr;
  /// Whether anybody looks at the project: if not, events need not even be made.
  bool watched = true;
};

/// How far a tab's numbers move.
struct counter_delta {
  storage::counted what = storage::counted::fresh;
  department_id department;
  person_id member; ///< 0 = all members together
  std::int64_t by = 0;
  friend bool operator==(const counter_delta&, const counter_delta&) = default;
};

/// What a command leads to, once `changes` are stored: `next` replaces the model, `tell` is
/// published, `message` answers the command, and `outbound` goes to the channel's queue.
struct decision {
  storage::unit changes;
  chat_model next;
  /// What counters and panels know of the chat so far; absent before its first message.
  std::optional<storage::chat_facts> was;
  std::vector<event> tell;
  /// False if `tell` was left empty because nobody looked.
  bool watched = true;
  std::vector<counter_delta> counters;
  std::optional<storage::message_row> message;
  std::optional<storage::card_row> card;
  /// Messages of this chat that now wait in the outbox.
  std::vector<storage::message_row> outbound;
  storage::outbox_act act = storage::outbox_act::send;
  /// The platform's id of the message that `outbound` answers.
  std::string reply_to;
};

/// Who a first message comes from.
struct origin {
  project_id project;
  channel_id channel;
  chat_id chat;
};

/// What the event is about, where it names a message: the stored row, if there is one.
using named_message = std::optional<storage::message_row>;

/// INB-2, CRD-1, CHT-2, CHT-9, SUB-3: opens the chat or its next dialog when need be. `bytes` are
/// kept when the event says so.
decision on_event(const chat_model& model, const origin& from, const protocols::client_event& event,
                  const named_message& named, const std::string& bytes, const moment& at);

/// Messages of ours that a receipt may still move, oldest first.
using outstanding_messages = std::vector<storage::outstanding_message>;
/// How far messages came (CHT-7): which of `sent` move, and to what.
struct receipt_move {
  storage::outstanding_message message;
  storage::message_status to = storage::message_status::delivered;
};
std::vector<receipt_move> moves_of(const outstanding_messages& sent,
                                   const protocols::receipt& receipt);
decision on_receipt(const chat_model& model, const origin& from,
                    const protocols::client_event& event, const std::vector<receipt_move>& moves,
                    const moment& at);

/// What the platform tells of the client when asked (CRD-1).
std::optional<decision> on_profile(const chat_model& model,
                                   const protocols::client_profile& profile, const moment& at);

/// The bytes of an attachment, or of the client's photo (message 0), came or never will.
struct file_outcome {
  message_id message;
  std::int16_t position = 0;
  /// Why not: as attachment_row::error; empty = `file` is here.
  std::string error;
  storage::file_row file;
};
std::optional<decision> on_file(const chat_model& model, const named_message& message,
                                const file_outcome& outcome, const moment& at);

/// Those who hold the chat have seen all but the last `left` messages of the client.
result<decision> on_read(const chat_model& model, person_id by, std::int32_t left);
/// CHT-3: any member notes; a note has no way to an outbox.
result<decision> on_note(const chat_model& model, person_id by, const add_note& what,
                         const moment& at);

/// The platform of a chat's channel, and what of the channel decides what may be sent.
struct way_out {
  const protocols::messenger* platform = nullptr;
  std::string message_type; ///< CHN-4
  /// Platforms that fetch files from us can reach us.
  bool public_files = false;
};

/// HIE-3: those who hold the chat write to the client. One message of ours for each the platform
/// needs; the first answers the command. `answered` is the row of `what.reply_to`.
result<decision> on_send(const chat_model& model, person_id by, const send_message& what,
                         const named_message& answered, const way_out& way, const moment& at);
/// CHT-7: a failed or uncertain message goes out again, on a person's word.
result<decision> on_retry(const chat_model& model, person_id by, storage::message_row failed);
/// CHT-9: another text, or none at all, at the client's too.
result<decision> on_change(const chat_model& model, person_id by, storage::message_row message,
                           const std::string& text, const way_out& way, const moment& at);
result<decision> on_take_back(const chat_model& model, person_id by, storage::message_row message,
                              const way_out& way, const moment& at);

/// What became of a message on its way out.
struct message_fate {
  message_id message;
  storage::message_status status = storage::message_status::none;
  std::string external_id;
  std::string error_code;
  std::string error_text;
  /// The platform said that the client can't be written to any more.
  bool client_left = false;
  storage::outbox_act act = storage::outbox_act::send;
  /// The message was changed again meanwhile: its outbox row is of that change.
  bool changed_again = false;
};
/// `changed` is the message's row, needed only where an edit or a removal was refused.
decision on_fate(const chat_model& model, const named_message& changed, const message_fate& fate,
                 const moment& at);

/// How many tags a client may have (CRD-3).
inline constexpr std::size_t most_tags = 50;
/// CRD-2 to CRD-8: of an active chat those who hold it edit the card, and owners and
/// administrators; otherwise whoever sees the chat. `card` is the card as it is stored.
result<decision> on_edit_card(const chat_model& model, person_id by, const edit_card& what,
                              const storage::card_row& card, const moment& at);

/// The 15 minutes of an appeal are over. Without value: another life of the timer, nothing to do.
std::optional<decision> on_unclaimed(const chat_model& model, std::int64_t generation,
                                     const moment& at);

} // namespace switchboard::actors::domain
