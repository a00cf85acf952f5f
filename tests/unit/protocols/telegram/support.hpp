#pragma once

#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <string>
#include <string_view>
#include <utility>

/// What the suites of Telegram share.
namespace switchboard::protocols::telegram_test {

inline const messenger& telegram() { return messenger_of(platform::telegram); }

inline const access& bot() {
  static const access one{.api_url = "https://api.telegram.org",
                          .token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"};
  return one;
}

inline std::string corpus(std::string_view name) {
  return test::read_file(test::corpus_folder("telegram") / (std::string{name} + ".json"));
}

/// The one event that a body of Telegram's holds.
inline client_event parse(std::string_view body) {
  auto events = telegram().parse(body);
  return events.size() == 1 ? std::move(events.front().event) : client_event{};
}

inline client_event parsed(std::string_view corpus_name) { return parse(corpus(corpus_name)); }

/// A message of client 42 in the private chat with the bot, with these fields beside the usual.
inline std::string private_message(std::string_view fields) {
  return R"({"update_id":1,"message":{"message_id":10,"from":{"id":42,"first_name":"Ira"},)"
         R"("chat":{"id":42,"type":"private"},"date":1700000000)" +
         (fields.empty() ? "" : "," + std::string{fields}) + "}}";
}

inline client_event parse_message(std::string_view fields) {
  return parse(private_message(fields));
}

/// The Bot API says no: status and body agree, as on the wire.
inline http_response says_no(int code, std::string_view description,
                             std::string_view parameters = {}) {
  std::string body = R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" +
                     std::string{description} + '"';
  if (!parameters.empty()) body += R"(,"parameters":)" + std::string{parameters};
  return test::reply(code, body + "}");
}

/// What a text to client 42 came to when the platform said this.
inline delivery delivered(const http_response& answer) {
  return *test::talk(telegram().send(bot(), {.key = "1", .client = "42", .text = "x"}), {answer})
              .outcome;
}

/// Ids are numbers here, and only a text may go without its bytes: the rest says more than we read.
inline std::string broken_promise(const client_event& event) {
  if (auto broken = test::broken_promise(event); !broken.empty()) return broken;
  if (!event.client.empty() && !test::is_number_id(event.client)) return "a client is a number";
  const auto* message = test::as_message(event);
  if (message != nullptr && !message->external_id.empty() &&
      !test::is_number_id(message->external_id))
    return "a message id is a number";
  const bool says_all = message != nullptr &&
                        (message->content == content::text || message->content == content::start);
  return says_all || event.keep_bytes ? "" : "only a plain text may go without its bytes";
}

/// As above, of an answer to a call: Telegram has two ways to be broken and waits an hour at most.
inline std::string broken_promise(const delivery& outcome) {
  if (auto broken = test::broken_promise(outcome); !broken.empty()) return broken;
  const auto* pause = std::get_if<wait>(&outcome);
  if (pause != nullptr && pause->pause > std::chrono::hours{1}) return "a wait is an hour at most";
  const auto* channel = std::get_if<channel_broken>(&outcome);
  if (channel != nullptr && channel->problem != "token_revoked" && channel->problem != "conflict")
    return "a problem";
  const auto* message = std::get_if<sent>(&outcome);
  if (message != nullptr && !message->external_id.empty() &&
      !test::is_number_id(message->external_id))
    return "a message id is a number";
  return {};
}

/// Reads the bytes as everything that can come from the platform. "" when all promises hold.
inline std::string broken_promise(const std::string& bytes) {
  if (auto broken = test::broken_promise(telegram().parse(bytes)); !broken.empty()) return broken;
  if (auto broken = broken_promise(parse(bytes)); !broken.empty()) return broken;
  for (const int status : {200, 429}) {
    const auto answer = test::reply(status, bytes);
    if (auto broken = broken_promise(delivered(answer)); !broken.empty()) return broken;
    const auto polled = test::talk_alike(telegram().poll(bot(), "7", {}), answer);
    if (auto broken = test::broken_promise(*polled); !broken.empty()) return broken;
    const auto looked = test::talk_alike(telegram().examine(bot(), {"https://h/x", "s"}), answer);
    for (const auto& found : *looked)
      if (!test::can_be_stored(found.detail)) return "a finding cannot be stored";
    const auto people = test::talk_alike(telegram().profiles(bot(), {"42"}), answer);
    for (const auto& one : *people)
      if (!test::can_be_stored(one.who.photo)) return "a photo cannot be stored";
    const auto file = test::talk_alike(telegram().locate(bot(), "file:x"), answer);
    if (*file && !file->value().url.starts_with(bot().api_url + "/file/bot" + bot().token + "/"))
      return "a file is at the platform";
  }
  return {};
}

} // namespace switchboard::protocols::telegram_test
