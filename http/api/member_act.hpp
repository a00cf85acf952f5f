#pragma once

#include "actors/domain/permissions.hpp"
#include "actors/node.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/core/await.hpp"

#include <utility>

namespace switchboard::http {

/// Whether the caller is told how clients can be reached (TEAM-3).
inline contacts contacts_for(const call& c) {
  const bool told = actors::domain::allowed(c.member(), storage::permission::client_contacts);
  return told ? contacts::told : contacts::kept;
}

/// A chat or a message as the caller may see it.
inline boost::json::object as_seen(const call& c, const actors::chat_view& chat) {
  return to_json(chat, *c.project, c.env.words, contacts_for(c));
}
inline boost::json::object as_seen(const call& c, const storage::message_row& message) {
  return to_json(message, *c.project, c.env.words);
}

/// Has the chat's actor carry out what the member did; the answer is what was stored. Refusals are
/// the actor's (actors/domain/chat.hpp), not_found for a chat the member may not see among them.
template <class Answer, class Act>
task<result<Answer>> act_on(call& c, chat_id chat, Act act) {
  auto done =
      co_await await_reply<Answer>([&c, chat, act = std::move(act)](actors::reply<Answer> reply) {
        c.env.node.command(c.project_key(), chat,
                           actors::member_command<Act, Answer>{c.who(), act, std::move(reply)});
      });
  co_return done;
}

/// The same for the chat of the address, answered in the words of the API.
template <class Answer, class Act>
answer carry_out(call& c, Act act) {
  auto done = co_await act_on<Answer>(c, c.id<chat_id>("chat"), std::move(act));
  if (!done) co_return done.error();
  co_return as_seen(c, *done);
}

} // namespace switchboard::http
