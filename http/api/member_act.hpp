#pragma once

#include "actors/node.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/core/await.hpp"

#include <utility>

namespace switchboard::http {

/// Has the chat's actor carry out what the member did; the answer is the chat or the message as it
/// was stored. Refusals are the actor's (actors/domain/chat.hpp).
template <class Answer, class Act>
answer carry_out(call& c, Act act) {
  auto done = co_await await_reply<Answer>([&c, act = std::move(act)](actors::reply<Answer> reply) {
    c.env.node.command(c.project_key(), c.id<chat_id>("chat"),
                       actors::member_command<Act, Answer>{c.who(), act, std::move(reply)});
  });
  if (!done) co_return done.error();
  co_return to_json(*done, *c.project, c.env.words);
}

} // namespace switchboard::http
