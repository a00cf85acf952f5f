#include "tests/unit/protocols/messenger/support.hpp"

#include <array>
#include <string>

#define CAF_SUITE messenger_payloads
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::inside;
using messenger_test::text_in;
namespace json = boost::json;

namespace {

/// The event, whether it came in its envelope or not.
json::object event_in(const json::object& payload) {
  if (!payload.contains("entry")) return payload;
  return payload.at("entry").at(0).at("messaging").at(0).as_object();
}

std::string id_in(const json::object& event, std::string_view side) {
  const auto id = text_in(inside(event, side), "id");
  return test::is_number_id(id) ? id : "";
}

/// Several name people and pages that are none ("USER_ID") or the same: nobody can be answered.
bool answerable(const json::object& event, bool echo) {
  const auto client = id_in(event, echo ? "recipient" : "sender");
  return !client.empty() && client != id_in(event, echo ? "sender" : "recipient");
}

struct kind {
  const char* field;
  /// "" = it is understood where somebody can be answered.
  const char* why;
};
constexpr std::array kinds{
    kind{"message", ""},
    kind{"postback", ""},
    kind{"referral", ""},
    kind{"optin", ""},
    kind{"delivery", ""},
    kind{"read", ""},
    kind{"reaction", "reaction"},
    kind{"account_linking", "account_linking"},
    kind{"pass_thread_control", "handover"},
    kind{"request_thread_control", "handover"},
    kind{"app_roles", "handover"},
    kind{"payment", "unsupported_kind"},
    kind{"checkout_update", "unsupported_kind"},
    kind{"game_play", "unsupported_kind"},
    kind{"message_request", "unsupported_kind"},
};

/// What a payload must have become, judged from its own words. "" when it has.
std::string misread(const json::object& event, const client_event& read) {
  if (event.contains("policy-enforcement"))
    return std::holds_alternative<account_notice>(read.what) ? "" : "a notice";
  for (const auto& [field, why] : kinds) {
    if (!event.contains(field)) continue;
    const auto message = inside(event, field);
    const bool echo = message.contains("is_echo") && message.at("is_echo") == json::value(true);
    const auto reason = test::why(read);
    if (read.kind != (echo ? "message_echo" : field)) return "the kind is " + read.kind;
    if (std::string{why}.empty() && answerable(event, echo))
      return reason.empty() ? "" : "not understood: " + reason;
    return reason == why || reason == "no_client" ? "" : "kept for another reason: " + reason;
  }
  return "the test does not know this kind";
}

} // namespace

CAF_TEST(OPS-3: payloads of other projects for Messenger are parsed or kept and named) {
  const auto files = test::payloads("messenger");
  if (files.empty())
    CAF_MESSAGE("no payloads in " << test::payload_folder("messenger").string()
                                  << ": nothing is tried on them");
  for (const auto& path : files) {
    const auto bytes = test::read_file(path);
    const auto read = messenger_test::parse(bytes);
    CAF_MESSAGE(path.filename().string() << ": " << read.kind << ' ' << test::why(read));
    CAF_CHECK_EQUAL(misread(event_in(json::parse(bytes).as_object()), read), "");
    CAF_CHECK_EQUAL(messenger_test::broken_promise(bytes), "");
    const auto event = event_in(json::parse(bytes).as_object());
    const auto text = text_in(inside(event, "message"), "text");
    const auto* message = test::as_message(read);
    if (message != nullptr && !text.empty()) CAF_CHECK_EQUAL(message->text, text);
  }
}
