#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_payloads
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using viber_test::text_in;
namespace json = boost::json;

namespace {

json::object inside(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_object() ? value->as_object() : json::object{};
}

/// What a payload must have become, judged from its own words. "" when it has.
std::string misread(const json::object& body, const client_event& event) {
  const auto kind = text_in(body, "event");
  if (event.kind != kind) return "the kind is " + event.kind;
  if (!test::why(event).empty()) return "not understood: " + test::why(event);
  if (event.client != "01234567890A=") return "the client is " + event.client;
  if (kind == "message") {
    const auto* message = test::as_message(event);
    if (message == nullptr) return "a message is a message";
    const auto inner = inside(body, "message");
    const auto type = text_in(inner, "type");
    if (type == "contact")
      return message->text.starts_with(text_in(inside(inner, "contact"), "phone_number"))
                 ? ""
                 : "a contact tells its phone";
    if (message->text != text_in(inner, "text")) return "the text is " + message->text;
    if (message->external_id.find("912661846655238145") == std::string::npos)
      return "the id is " + message->external_id;
    return (type == "picture") == (message->attachments.size() == 1) ? "" : "a picture is attached";
  }
  if (kind == "conversation_started") {
    const auto* who = std::get_if<arrived>(&event.what);
    return who != nullptr && who->payload == text_in(body, "context") ? "" : "an arrival";
  }
  const auto* told = std::get_if<receipt>(&event.what);
  return told != nullptr && told->reason == text_in(body, "desc") ? "" : "a receipt";
}

} // namespace

CAF_TEST(OPS-3: payloads of other projects for Viber are understood) {
  const auto files = test::payloads("viber");
  if (files.empty())
    CAF_MESSAGE("no payloads in " << test::payload_folder("viber").string()
                                  << ": nothing is tried on them");
  for (const auto& path : files) {
    const auto bytes = test::read_file(path);
    CAF_MESSAGE(path.filename().string());
    CAF_CHECK_EQUAL(misread(json::parse(bytes).as_object(), viber_test::parse(bytes)), "");
    CAF_CHECK_EQUAL(viber_test::broken_promise(bytes), "");
  }
}
