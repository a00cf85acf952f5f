#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_parse
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using telegram_test::parsed;
using test::as_edit;
using test::as_subscription;
using test::carries;
using test::why;

namespace {

timestamp at(std::int64_t seconds) { return timestamp{std::chrono::seconds{seconds}}; }

/// Kept whole for this reason, and nobody's.
bool set_aside(std::string_view corpus_name, std::string_view kind, std::string_view reason) {
  const auto event = parsed(corpus_name);
  return why(event) == reason && event.kind == kind && event.keep_bytes && event.client.empty();
}

} // namespace

CAF_TEST(CHT-2: a press is the label of its button) {
  const auto event = parsed("update_press");
  CAF_CHECK(carries(event, content::button, "Yes"));
  CAF_CHECK_EQUAL(event.kind, "callback_query");
  CAF_CHECK_EQUAL(event.key, "5009");
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK_EQUAL(event.who.first_name, "Ira");
  CAF_CHECK_EQUAL(event.acknowledge, "8812345");
  CAF_CHECK(event.sent_at == timestamp{});
  CAF_CHECK(event.keep_bytes);
  const auto* message = test::as_message(event);
  CAF_CHECK(message != nullptr && message->external_id.empty());
}

CAF_TEST(CHT-2: a press whose button is not shown any more is its data) {
  CAF_CHECK(carries(parsed("update_press_on_old_message"), content::button, "b:17:1"));
  const auto event = parsed("update_press_without_message");
  CAF_CHECK(carries(event, content::button, "b:17:2"));
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK_EQUAL(event.who.username, "ira_k");
  CAF_CHECK_EQUAL(event.acknowledge, "8812346");
}

CAF_TEST(CHT-2: a press elsewhere is acknowledged and kept) {
  CAF_CHECK(set_aside("update_press_in_group", "callback_query", "group_chat"));
  CAF_CHECK(set_aside("update_press_inline", "callback_query", "inline_press"));
  CAF_CHECK_EQUAL(parsed("update_press_in_group").acknowledge, "8812348");
  CAF_CHECK_EQUAL(parsed("update_press_inline").acknowledge, "8812349");
}

CAF_TEST(SUB-3: a client who blocks the bot can no longer be written to) {
  const auto event = parsed("update_blocked");
  const auto* change = as_subscription(event);
  CAF_CHECK(change != nullptr && !change->subscribed);
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK_EQUAL(event.key, "5011");
  CAF_CHECK(event.sent_at == at(1700000100));
  CAF_CHECK(event.keep_bytes);
}

CAF_TEST(SUB-3: a client who comes back can be written to again) {
  const auto event = parsed("update_unblocked");
  const auto* change = as_subscription(event);
  CAF_CHECK(change != nullptr && change->subscribed);
  CAF_CHECK(event.sent_at == at(1700001200));
}

CAF_TEST(SUB-3: a status we do not know changes nothing) {
  const auto event = telegram_test::parse(
      R"({"update_id":1,"my_chat_member":{"chat":{"id":42,"type":"private"},
          "from":{"id":42},"date":1,"new_chat_member":{"status":"frozen"}}})");
  CAF_CHECK_EQUAL(why(event), "unknown_status");
  CAF_CHECK(set_aside("update_added_to_group", "my_chat_member", "group_chat"));
}

CAF_TEST(CHT-2: an edit says which message and its new words) {
  const auto event = parsed("update_edited");
  const auto* edit = as_edit(event);
  CAF_CHECK(edit != nullptr && edit->external_id == "10" && edit->text == "Hello, corrected");
  CAF_CHECK_EQUAL(event.kind, "edited_message");
  CAF_CHECK_EQUAL(event.client, "42");
  CAF_CHECK(event.sent_at == at(1700000200));
  CAF_CHECK(event.keep_bytes);
}

CAF_TEST(CHT-2: an edit of something else than text is told too) {
  const auto moved = parsed("update_edited_live_location");
  CAF_CHECK(as_edit(moved) != nullptr && as_edit(moved)->text == "50.5,30.25");
  const auto caption = parsed("update_edited_caption");
  CAF_CHECK(as_edit(caption) != nullptr && as_edit(caption)->text == "better words");
}

CAF_TEST(CHT-2: an edit of we do not know what is kept) {
  const auto event = telegram_test::parse(
      R"({"update_id":1,"edited_message":{"chat":{"id":42,"type":"private"},"text":"x"}})");
  CAF_CHECK_EQUAL(why(event), "no_message_id");
  CAF_CHECK(set_aside("update_edited_group", "edited_message", "group_chat"));
}

CAF_TEST(CHN-10: what is not from a private chat is kept and named) {
  CAF_CHECK(set_aside("update_group", "message", "group_chat"));
  CAF_CHECK(set_aside("update_supergroup", "message", "group_chat"));
}

CAF_TEST(CHN-10: kinds we did not ask for are kept and named) {
  for (const auto* kind : {"channel_post", "reaction", "inline_query", "poll", "poll_answer",
                           "business_message", "chat_join_request"}) {
    const std::string name = kind == std::string_view{"reaction"} ? "message_reaction" : kind;
    CAF_CHECK(set_aside("update_" + std::string{kind}, name, "unsupported_kind"));
  }
}

CAF_TEST(CHN-10: kinds of the future are kept and named) {
  CAF_CHECK(set_aside("update_from_the_future", "teleported", "unknown_kind"));
}

CAF_TEST(CHN-10: a name that is none never becomes the name of a kind) {
  for (const auto* name : {"Drop table", "a\\\"b", "", "\\u0000",
                           "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"}) {
    const auto event = telegram_test::parse(R"({"update_id":1,")" + std::string{name} + R"(":{}})");
    CAF_CHECK_EQUAL(event.kind, "unknown");
    CAF_CHECK_EQUAL(why(event), "unknown_kind");
  }
}

CAF_TEST(CRD-1: the profile is told with every event) {
  const auto event = telegram_test::parse_message(R"("text":"x")");
  CAF_CHECK(event.who == (profile{"Ira", "", "", ""}));
}

CAF_TEST(CRD-1: where the sender is not told the chat has the name) {
  const auto event = telegram_test::parse(
      R"({"update_id":1,"message":{"message_id":1,"date":1,"text":"x",
          "chat":{"id":42,"type":"private","first_name":"Ira","username":"ira_k"}}})");
  CAF_CHECK(carries(event, content::text, "x"));
  CAF_CHECK(event.who == (profile{"Ira", "", "ira_k", ""}));
}
