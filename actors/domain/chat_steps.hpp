#pragma once

#include "actors/domain/chat.hpp"

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
/// Every decision that changes the chat's row ends here.
void finish(decision& made);
/// SUB-3, with its line in the chat.
void change_subscription(decision& made, bool subscribed, const moment& at);
/// The message has another text, status or fate: tells it, and keeps the list row true.
void follow_last(decision& made, const storage::message_row& row);

} // namespace switchboard::actors::domain
