#pragma once

#include "tests/unit/protocols/vk/support.hpp"

#include <string>

/// What must hold of VK for whatever bytes it sends; "" when all does. For the suites and the
/// fuzzers.
namespace switchboard::protocols::vk_test {

/// Of bytes as a callback.
inline std::string broken_event(const std::string& bytes) {
  const auto events = vkontakte().parse(bytes);
  if (auto broken = test::broken_promise(events); !broken.empty()) return broken;
  if (events.size() != 1 || events.front().bytes != bytes) return "one event with all the bytes";
  const auto& event = events.front().event;
  if (!event.client.empty() && !test::is_number_id(event.client)) return "a client is a number";
  const auto again = parse(bytes);
  if (again.key != event.key || again.what.index() != event.what.index())
    return "the same bytes are the same event";
  if (!event.acknowledge.empty() && !vkontakte().acknowledge(community(), event.acknowledge))
    return "a press can be acknowledged";
  if (vkontakte().verify(callback(bytes), {.secret = "", .account = "555"}))
    return "an empty secret refuses";
  return {};
}

inline std::string broken_identity(const http_response& answer) {
  const auto who = *test::talk_alike(vkontakte().identify(community()), answer);
  if (who ? !test::is_number_id(who->external_id) || !test::can_be_stored(who->name)
          : !test::can_be_stored(who.error().detail))
    return "an account has an id, a failure has words";
  const auto findings = *test::talk_alike(vkontakte().examine(community(), hook()), answer);
  for (const auto& one : findings)
    if (one.check.empty() || !test::can_be_stored(one.detail)) return "a finding can be stored";
  const auto set = *test::talk_alike(vkontakte().set_webhook(community(), hook()), answer);
  if (!set && set.error().detail.empty()) return "a failure is told in words";
  const auto clear = *test::talk_alike(vkontakte().clear_webhook(community(), hook()), answer);
  if (!clear && clear.error().detail.empty()) return "a failure is told in words";
  return {};
}

inline std::string broken_login(const http_response& answer) {
  const login_answer back{{"code", "c"}};
  const auto choices =
      *test::talk_alike(vkontakte().oauth()->choices(app(), back, verifier), answer);
  if (choices)
    for (const auto& one : *choices)
      if (!test::is_number_id(one.external_id)) return "a choice has an id";
  const auto token = *test::talk_alike(vkontakte().oauth()->token(app(), back, "555"), answer);
  return token && token->empty() ? "a token is not empty" : "";
}

inline std::string broken_people(const http_response& answer) {
  const auto people = *test::talk_alike(vkontakte().profiles(community(), {"42", "43"}), answer);
  for (const auto& one : people)
    if (!test::can_be_stored(one.who.first_name + one.who.last_name + one.who.photo))
      return "a profile can be stored";
  const auto told = *test::talk_alike(
      *vkontakte().handshake(
          callback(R"({"type":"confirmation","group_id":555,"secret":")" + secret + "\"}"), keys(),
          community()),
      answer);
  return told.status == 200 && (told.body.empty() || told.body == "remove") ? "a code is a code"
                                                                            : "";
}

inline std::string broken_delivery(const http_response& answer) {
  auto what = text_to_42("x");
  what.files = {picture(), paper()};
  for (const auto& outcome :
       {*test::talk_alike(vkontakte().send(community(), what), answer),
        *test::talk_alike(vkontakte().send(community(), text_to_42("x")), answer),
        *test::talk_alike(vkontakte().edit(community(), "42", "1", "x", true), answer),
        *test::talk_alike(vkontakte().remove(community(), "42", "1"), answer)}) {
    if (std::holds_alternative<unknown_outcome>(outcome)) return "nothing of VK is unknown";
    if (auto broken = test::broken_promise(outcome); !broken.empty()) return broken;
  }
  const auto many = *test::talk_alike(
      vkontakte().send_many(community(), {text_to_42("x"), text_to_42("y")}), answer);
  if (many.size() != 2) return "each text has an outcome";
  for (const auto& outcome : many)
    if (auto broken = test::broken_promise(outcome); !broken.empty()) return broken;
  return {};
}

inline std::string broken_poll(const http_response& answer) {
  constexpr std::chrono::seconds hold{25};
  for (const auto* cursor : {"", R"({"server":"s","key":"k","ts":"1"})"}) {
    const auto outcome = *test::talk_alike(vkontakte().poll(community(), cursor, hold), answer);
    if (auto broken = test::broken_promise(outcome); !broken.empty()) return broken;
    const auto* batch = std::get_if<poll_batch>(&outcome);
    if (batch == nullptr) continue;
    if (batch->next.empty()) return "a poll tells where the next begins";
    for (const auto& [event, bytes] : batch->events)
      if (parse(bytes).what.index() != event.what.index())
        return "an event of a batch is the event of its bytes";
  }
  return {};
}

/// Of bytes as whatever VK may answer.
inline std::string broken_answer(const std::string& bytes, int status) {
  const auto answer = test::reply(status, bytes);
  for (const auto& promise :
       {broken_delivery, broken_poll, broken_identity, broken_login, broken_people})
    if (auto broken = promise(answer); !broken.empty()) return broken;
  return {};
}

} // namespace switchboard::protocols::vk_test
