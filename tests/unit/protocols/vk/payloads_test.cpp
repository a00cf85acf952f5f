#include "tests/unit/protocols/vk/promises.hpp"

#include <string>

#define CAF_SUITE vk_payloads
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
namespace json = boost::json;

namespace {

/// Some payloads are a message without the event around it.
std::string as_event(const std::string& payload) {
  const auto whole = json::parse(payload);
  const auto* fields = whole.if_object();
  const bool bare = fields != nullptr && fields->contains("peer_id");
  return bare ? R"({"type":"message_new","group_id":1,"object":{"message":)" + payload + "}}"
              : payload;
}

std::int64_t number(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

/// What a payload must have become, judged from its own words. "" when it has.
std::string misread(const json::object& update, const client_event& event) {
  const auto* type = update.if_contains("type");
  if (type == nullptr) return test::why(event) == "no_event" ? "" : "an answer is no event";
  const std::string kind{type->as_string()};
  if (event.kind != kind) return "the kind is " + event.kind;
  const bool taken = kind.starts_with("message_") || kind == "user_block";
  const auto why = test::why(event);
  if (!taken) return why.empty() ? "it is not understood" : "";
  const auto& object = update.at("object").as_object();
  const auto* inner = object.if_contains("message");
  const auto& message = inner != nullptr ? inner->as_object() : object;
  if (number(message, "peer_id") >= 2'000'000'000)
    return why == "group_chat" ? "" : "a group chat is left out";
  if (kind == "message_edit" && number(message, "out") == 1)
    return why == "own_edit" ? "" : "an edit of ours";
  if (!why.empty()) return "not understood: " + why;
  const auto* read = test::as_message(event);
  const auto* text = message.if_contains("text");
  if (read != nullptr && text != nullptr && !text->as_string().empty() &&
      !read->text.starts_with(std::string_view(text->as_string())))
    return "the text is " + read->text;
  const auto* files = message.if_contains("attachments");
  const bool attached = files != nullptr && !files->as_array().empty();
  return read != nullptr && attached && read->attachments.empty() && read->text.empty()
             ? "something was attached"
             : "";
}

} // namespace

CAF_TEST(OPS-3: payloads of other projects for VK are parsed or kept and named) {
  const auto files = test::payloads("vk");
  if (files.empty())
    CAF_MESSAGE("no payloads in " << test::payload_folder("vk").string()
                                  << ": nothing is tried on them");
  for (const auto& path : files) {
    const auto bytes = as_event(test::read_file(path));
    const auto event = vk_test::parse(bytes);
    CAF_MESSAGE(path.filename().string() << ": " << event.kind << ' ' << test::why(event));
    CAF_CHECK_EQUAL(misread(json::parse(bytes).as_object(), event), "");
    CAF_CHECK_EQUAL(vk_test::broken_event(bytes), "");
  }
}

CAF_TEST(OPS-3: payloads of other projects for VK are survived as answers) {
  for (const auto& path : test::payloads("vk")) {
    const auto bytes = test::read_file(path);
    CAF_CHECK_EQUAL(vk_test::broken_answer(bytes, 200), "");
    if (path.filename().string().find("errors_914") != std::string::npos)
      CAF_CHECK_EQUAL(vk_test::delivered(test::reply(200, bytes)), "refused message_too_long");
  }
}
