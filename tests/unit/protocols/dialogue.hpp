#pragma once

#include "protocols/conversation.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace switchboard::protocols::test {

/// What a conversation asked for, and what it came to; nothing if it wanted more answers than
/// there were.
template <class T>
struct dialogue {
  std::vector<http_request> calls;
  std::optional<T> outcome;
};

/// Holds a conversation to its end with these answers, in order.
template <class T>
dialogue<T> talk(conversation<T> what, std::vector<http_response> answers = {}) {
  dialogue<T> held;
  auto call = what.next();
  for (auto& answer : answers) {
    if (!call) break;
    held.calls.push_back(std::move(*call));
    call = what.next(std::move(answer));
  }
  if (call)
    held.calls.push_back(std::move(*call));
  else
    held.outcome.emplace(what.take());
  return held;
}

/// Gives every call the same answer. Nothing is given back of a conversation that asks for ever.
template <class T>
std::optional<T> talk_alike(conversation<T> what, const http_response& answer) {
  constexpr int enough = 1000;
  auto call = what.next();
  for (int asked = 0; call; ++asked) {
    if (asked == enough) return std::nullopt;
    call = what.next(answer);
  }
  return what.take();
}

} // namespace switchboard::protocols::test
