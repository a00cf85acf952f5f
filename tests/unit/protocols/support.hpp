#pragma once

#include "protocols/messenger.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What the suites of this folder share.
namespace switchboard::protocols::test {

inline const messenger& telegram() { return messenger_of(platform::telegram); }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The payloads the fuzzers start from; the suites prove what they mean.
inline std::filesystem::path corpus_folder() {
  return std::filesystem::path(SWITCHBOARD_SOURCE_DIR) / "tests/fuzz/corpus/telegram";
}

inline std::string corpus(std::string_view name) {
  return read_file(corpus_folder() / (std::string{name} + ".json"));
}

inline client_event parsed(std::string_view corpus_name) {
  return telegram().parse(corpus(corpus_name));
}

/// A message of client 42 in the private chat with the bot, with these fields beside the usual.
inline std::string private_message(std::string_view fields) {
  return R"({"update_id":1,"message":{"message_id":10,"from":{"id":42,"first_name":"Ira"},)"
         R"("chat":{"id":42,"type":"private"},"date":1700000000)" +
         (fields.empty() ? "" : "," + std::string{fields}) + "}}";
}

inline client_event parse_message(std::string_view fields) {
  return telegram().parse(private_message(fields));
}

/// Null when the event is something else; so are the two below.
inline const client_message* as_message(const client_event& event) {
  return std::get_if<client_message>(&event.what);
}
inline const message_edited* as_edit(const client_event& event) {
  return std::get_if<message_edited>(&event.what);
}
inline const subscription_changed* as_subscription(const client_event& event) {
  return std::get_if<subscription_changed>(&event.what);
}

/// Why the event was not understood; "" when it was.
inline std::string why(const client_event& event) {
  const auto* not_taken = std::get_if<not_understood>(&event.what);
  return not_taken ? not_taken->why : "";
}

inline bool carries(const client_event& event, content kind, std::string_view text) {
  const auto* message = as_message(event);
  return message != nullptr && message->content == kind && message->text == text;
}

inline http_response answered(int status, std::string body) {
  http_response answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

/// The Bot API says no: status and body agree, as on the wire.
inline http_response says_no(int code, std::string_view description,
                             std::string_view parameters = {}) {
  std::string body = R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" +
                     std::string{description} + '"';
  if (!parameters.empty()) body += R"(,"parameters":)" + std::string{parameters};
  return answered(code, body + "}");
}

inline http_response lost(enum http_response::reach how) {
  http_response answer;
  answer.reach = how;
  answer.failure = "timed out";
  return answer;
}

} // namespace switchboard::protocols::test
