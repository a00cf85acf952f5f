#pragma once

#include "protocols/messenger.hpp"
#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <utility>

/// What the suites of Viber share.
namespace switchboard::protocols::viber_test {

namespace json = boost::json;

inline const messenger& bot() { return messenger_of(platform::viber); }

inline const std::string user = "aB3+xy/Zk09==";
inline const std::string hook_url = "https://inbox.example.com/hooks/viber/77ab";

inline const access& account() {
  static const access one{.api_url = "https://chatapi.viber.com/pa/",
                          .token = "4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f"};
  return one;
}

inline std::string corpus(std::string_view name) {
  return test::read_file(test::corpus_folder("viber") / (std::string{name} + ".json"));
}

/// The one event that a body of Viber's holds.
inline client_event parse(std::string_view body) {
  auto events = bot().parse(body);
  return events.size() == 1 ? std::move(events.front().event) : client_event{};
}
inline client_event parsed(std::string_view name) {
  return parse(corpus("event_" + std::string{name}));
}

/// A message of the user's with this inner message.
inline std::string message_of(std::string_view inner) {
  return R"({"event":"message","timestamp":1700000004000,"message_token":5741311803571721004,)"
         R"("sender":{"id":"aB3+xy/Zk09==","name":"Ira K"},"message":)" +
         std::string{inner} + "}";
}
inline client_event parse_message(std::string_view inner) { return parse(message_of(inner)); }

/// An answer of the Bot API with this status.
inline http_response says(std::int64_t status, std::string_view words = "words of the platform") {
  return test::reply(200,
                     json::serialize(json::object{{"status", status}, {"status_message", words}}));
}
inline http_response says_ok() { return test::reply(200, corpus("answer_ok")); }

inline outgoing text_to_user(std::string text) {
  return {.key = "17", .client = user, .text = std::move(text), .sender_name = "Demo shop"};
}

inline json::object body_of(const http_request& call) {
  boost::system::error_code broken;
  auto whole = json::parse(call.body, broken);
  return !broken && whole.is_object() ? whole.as_object() : json::object{};
}
inline std::string text_in(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : "";
}

/// What became of a text when the platform answered so.
inline delivery delivered(const http_response& answer) {
  return *test::talk(bot().send(account(), text_to_user("x")), {answer}).outcome;
}

/// Reads the bytes as everything that can come from the platform. "" when all promises hold.
inline std::string broken_promise(const std::string& bytes) {
  const auto events = bot().parse(bytes);
  if (auto broken = test::broken_promise(events); !broken.empty()) return broken;
  if (events.size() != 1 || events.front().bytes != bytes) return "one event with all the bytes";
  hook_keys keys{.account_name = "Demo shop", .welcome = "Hi"};
  if (bot().accepted({events.front().event}, keys).status != 200) return "what is stored is 200";
  if (auto broken = test::broken_promise(delivered(test::reply(502, bytes))); !broken.empty())
    return broken;
  const auto answer = test::reply(200, bytes);
  if (auto broken = test::broken_promise(delivered(answer)); !broken.empty()) return broken;
  const auto known = *test::talk_alike(bot().identify(account()), answer);
  if (known ? !test::is_id(known->external_id) : known.error().detail.empty())
    return "an account has an id, a failure has words";
  const auto state = *test::talk_alike(bot().ask_webhook(account(), {}), answer);
  if (state && !test::can_be_stored(state->url)) return "a webhook's address can be stored";
  const auto done = *test::talk_alike(bot().set_webhook(account(), {hook_url, ""}), answer);
  if (!done && !test::can_be_stored(done.error().detail)) return "a failure can be stored";
  const auto looked = *test::talk_alike(bot().examine(account(), {hook_url, ""}), answer);
  for (const auto& found : looked)
    if (!test::can_be_stored(found.detail)) return "a finding can be stored";
  return {};
}

} // namespace switchboard::protocols::viber_test
