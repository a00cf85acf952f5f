#include "tests/unit/protocols/telegram/support.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE telegram_payloads
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
namespace json = boost::json;

namespace {

std::string field(const json::object* from, std::string_view name) {
  const auto* value = from != nullptr ? from->if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : "";
}

const json::object* inside(const json::object* from, std::string_view name) {
  const auto* value = from != nullptr ? from->if_contains(name) : nullptr;
  return value != nullptr ? value->if_object() : nullptr;
}

/// Some payloads are a Message without the update around it.
std::string as_update(const std::string& payload) {
  const auto whole = json::parse(payload);
  const bool bare = whole.as_object().contains("message_id") && inside(&whole.as_object(), "chat");
  return bare ? R"({"update_id":1,"message":)" + payload + "}" : payload;
}

/// What a payload must have become, judged from its own words. "" when it has.
std::string misread(const json::object& update, const client_event& event) {
  const bool understood = test::why(event).empty();
  for (const auto* kind : {"message", "edited_message", "callback_query", "my_chat_member"}) {
    const auto* body = inside(&update, kind);
    if (body == nullptr) continue;
    const auto* place = kind == std::string_view{"callback_query"} ? inside(body, "message") : body;
    const auto* chat = inside(place, "chat");
    const bool answerable = field(chat, "type") == "private" && chat->at("id").as_int64() > 0;
    if (event.kind != kind) return "the kind is " + event.kind;
    if (understood != answerable)
      return "understood exactly when it is from somebody's private chat";
    if (!understood) return {};
    const auto text = field(body, "text");
    const auto* message = test::as_message(event);
    if (message != nullptr && message->content == content::text && message->text != text)
      return "the text is " + message->text;
    if (message != nullptr && !text.empty() && message->content != content::text &&
        message->content != content::start)
      return "a text is a text";
    return {};
  }
  return understood ? "nothing else is understood" : "";
}

} // namespace

CAF_TEST(OPS-3: payloads of other projects are parsed or kept and named) {
  const auto files = test::payloads("telegram");
  if (files.empty())
    CAF_MESSAGE("no payloads in " << test::payload_folder("telegram").string()
                                  << ": nothing is tried on them");
  for (const auto& path : files) {
    const auto bytes = as_update(test::read_file(path));
    const auto event = telegram_test::parse(bytes);
    CAF_MESSAGE(path.filename().string() << ": " << event.kind << ' ' << test::why(event));
    CAF_CHECK_EQUAL(telegram_test::broken_promise(event), "");
    const auto whole = json::parse(bytes);
    CAF_CHECK_EQUAL(misread(whole.as_object(), event), "");
  }
}

CAF_TEST(OPS-3: payloads of other projects are survived as answers) {
  for (const auto& path : test::payloads("telegram")) {
    const auto bytes = test::read_file(path);
    const auto answer = test::reply(200, bytes);
    CAF_CHECK_EQUAL(telegram_test::broken_promise(bytes), "");
    if (path.filename().string().find("too_many_requests") != std::string::npos) {
      const auto delivery = telegram_test::delivered(answer);
      const auto* pause = std::get_if<wait>(&delivery);
      CAF_CHECK(pause != nullptr && pause->pause == std::chrono::seconds{14});
    }
  }
}
