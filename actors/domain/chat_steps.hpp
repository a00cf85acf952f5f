#pragma once

#include "actors/domain/chat.hpp"

#include <string>

/// The steps that the rules of a chat are made of.
namespace switchboard::actors::domain {

decision start_from(const chat_model& model, const moment& at = {});
/// An empty message of the chat's present dialog.
storage::message_row line(const chat_model& model, storage::message_kind kind, const moment& at);
storage::message_row system_line(const chat_model& model, storage::action what, person_id by,
                                 const moment& at);
/// Puts a message at the end of the chat: it orders the tabs, and unless it is a line of ours it is
/// the chat's last words.
void append(decision& made, storage::message_row row);
/// Every decision that changes the chat's row ends here: who sees the chat, and the tabs' numbers,
/// follow from what it was and what it is.
void finish(decision& made);
/// What decides who may see the chat now.
storage::chat_facts facts_of(const chat_model& model);
/// How the tabs' numbers move from one to the other.
std::vector<counter_delta> deltas_of(const std::optional<storage::chat_facts>& was,
                                     const storage::chat_facts& now);
/// The chat comes to New: a new turn with its own 15 minutes. Nobody holds it any more.
void wait_in_new(decision& made, const moment& at);
/// The first appeal of a client who came by a link that carried `payload`, if any.
void open_first(decision& made, const std::string& payload, const moment& at);
/// INB-2, BOT-2: the next appeal, in New or with its former manager. It stays in its department
/// unless the client came by a link that leads elsewhere.
void open_again(decision& made, const std::string& payload, const moment& at);
/// Who holds the chat from now on, the responsible first; none = nobody.
void set_holders(decision& made, std::vector<storage::participant_row> holders);
/// The offer is no more; who had it, if anybody. Its timer is left, for another offer to take.
person_id clear_offer(decision& made);
/// The same, with its timer.
void end_offer(decision& made);
/// SUB-3, with its line in the chat.
void change_subscription(decision& made, bool subscribed, const moment& at);
/// The message has another text, status or fate: tells it, and keeps the list row true.
void follow_last(decision& made, const storage::message_row& row);

} // namespace switchboard::actors::domain
