#pragma once

#include "protocols/messenger.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

/// What the suites of all platforms share. What belongs to one is in its folder, in a namespace of
/// its own (`telegram_test`).
namespace switchboard::protocols::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The payloads the fuzzers start from; the suites prove what they mean.
inline std::filesystem::path corpus_folder(std::string_view platform) {
  return std::filesystem::path(SWITCHBOARD_SOURCE_DIR) / "tests/fuzz/corpus" / platform;
}

/// Payloads from elsewhere, which need not be there: SWITCHBOARD_PAYLOADS, or a folder beside the
/// sources.
inline std::filesystem::path payload_folder(std::string_view platform) {
  const char* told = std::getenv("SWITCHBOARD_PAYLOADS");
  const auto root = told != nullptr
                        ? std::filesystem::path(told)
                        : std::filesystem::path(SWITCHBOARD_SOURCE_DIR) / "../shared/payloads";
  return root / platform;
}

/// Those of one platform, in the order of their names.
inline std::vector<std::filesystem::path> payloads(std::string_view platform) {
  std::vector<std::filesystem::path> found;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(payload_folder(platform), absent))
    if (entry.path().extension() == ".json") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
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

inline http_response reply(int status, std::string body) {
  http_response answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

inline http_response lost(enum http_response::reach how) {
  http_response answer;
  answer.reach = how;
  answer.failure = "timed out";
  return answer;
}

/// A webhook call with one header beside the body.
inline hook_call signed_call(std::string_view body, std::string_view header,
                             std::string_view proof) {
  return {.method = "POST",
          .query = {},
          .body = body,
          .header = [header, proof](std::string_view asked) {
            return asked == header ? proof : std::string_view();
          }};
}

/// The outcome in one word and what belongs to it: "refused chat_not_found", "wait 14".
inline std::string in_words(const delivery& outcome) {
  struct names {
    std::string operator()(const sent& x) const { return "sent " + x.external_id; }
    std::string operator()(const wait& x) const {
      return "wait " + std::to_string(x.pause.count());
    }
    std::string operator()(const wait_client& x) const {
      return "wait_client " + std::to_string(x.pause.count());
    }
    std::string operator()(const try_later&) const { return "later"; }
    std::string operator()(const mend_link&) const { return "mend"; }
    std::string operator()(const forget_files&) const { return "forget"; }
    std::string operator()(const refused& x) const { return "refused " + x.code; }
    std::string operator()(const client_left&) const { return "left"; }
    std::string operator()(const channel_broken& x) const { return "broken " + x.problem; }
    std::string operator()(const unknown_outcome&) const { return "unknown"; }
  };
  return std::visit(names{}, outcome);
}

} // namespace switchboard::protocols::test
