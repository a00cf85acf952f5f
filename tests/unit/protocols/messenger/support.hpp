#pragma once

#include "protocols/messenger.hpp"
#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the suites of Facebook Messenger share.
namespace switchboard::protocols::messenger_test {

namespace json = boost::json;

inline const messenger& page_messenger() { return messenger_of(platform::messenger); }

inline constexpr std::string_view app_id = "263902037430900";
inline constexpr std::string_view app_secret = "meta-test-app-secret";
inline constexpr std::string_view page_token = "EAAtesttoken0001";
/// HMAC-SHA256 of the token under the secret: the known answer of the platform's sheet.
inline constexpr std::string_view token_proof =
    "532e0e848ed8cc6c406a21950d3166f0e4620dc0db288ba063a703a1466779fe";

/// Page 111 of an installation that has its own app.
inline const access& page() {
  static const access one{.api_url = "https://graph.facebook.com/",
                          .token = std::string{page_token},
                          .api_version = "v25.0",
                          .app_id = std::string{app_id},
                          .app_secret = std::string{app_secret},
                          .account = "111"};
  return one;
}
/// The same page, its token pasted into an installation without an app.
inline access page_without_app() {
  auto one = page();
  one.app_id.clear();
  one.app_secret.clear();
  return one;
}

inline const hook_address& hook() {
  static const hook_address one{.url = "https://inbox.example.com/hooks/messenger/app",
                                .secret = "",
                                .verify_token = "our-token"};
  return one;
}

inline std::string corpus(std::string_view name) {
  return test::read_file(test::corpus_folder("messenger") / (std::string{name} + ".json"));
}

inline delivered_event delivered_of(std::string_view body) {
  auto events = page_messenger().parse(body);
  return events.size() == 1 ? std::move(events.front()) : delivered_event{};
}
/// The one event that a body holds.
inline client_event parse(std::string_view body) { return delivered_of(body).event; }
inline client_event parsed(std::string_view name) {
  return parse(corpus("event_" + std::string{name}));
}

/// A body with this one event of page 111.
inline std::string body_with(std::string_view event) {
  return R"({"object":"page","entry":[{"id":"111","time":1700000000500,"messaging":[)" +
         std::string{event} + "]}]}";
}
/// An event of client 222 with these fields beside the usual.
inline client_event parse_event(std::string_view fields) {
  return parse(body_with(R"({"sender":{"id":"222"},"recipient":{"id":"111"},)"
                         R"("timestamp":1700000000000,)" +
                         std::string{fields} + "}"));
}
inline client_event parse_message(std::string_view fields) {
  return parse_event(R"("message":{"mid":"m_1",)" + std::string{fields} + "}");
}

inline http_response says(std::string_view name) {
  return test::reply(200, corpus("answer_" + std::string{name}));
}
/// The Graph API says no.
inline http_response says_no(int code, int subcode = 0, int status = 400,
                             std::string_view words = "words of the platform") {
  json::object error{{"message", words}, {"type", "OAuthException"}, {"code", code}};
  if (subcode != 0) error["error_subcode"] = subcode;
  return test::reply(status, json::serialize(json::object{{"error", error}}));
}

inline outgoing text_to_client(std::string text, std::string form = "RESPONSE") {
  return {.key = "1001", .client = "222", .text = std::move(text), .form = std::move(form)};
}
inline outgoing file_to_client(content kind, std::string reference = {}) {
  outgoing what{.key = "1002", .client = "222", .form = "RESPONSE"};
  what.files.push_back({.kind = kind,
                        .name = "invoice.pdf",
                        .mime = "application/pdf",
                        .size = 1000,
                        .path = "/files/ab/cd",
                        .reference = std::move(reference)});
  return what;
}
/// What became of a text when the platform answered so.
inline delivery delivered(const http_response& answer) {
  return *test::talk(page_messenger().send(page(), text_to_client("x")), {answer}).outcome;
}

inline json::object json_of(const std::string& text) {
  boost::system::error_code broken;
  auto whole = json::parse(text, broken);
  return !broken && whole.is_object() ? whole.as_object() : json::object{};
}
inline std::string text_in(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : "";
}
inline json::object inside(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_object() ? value->as_object() : json::object{};
}

/// Every promise about one event: beside those of all platforms, ids are numbers.
inline std::string broken_promise(const delivered_event& one) {
  if (auto broken = test::broken_promise(one.event); !broken.empty()) return broken;
  const auto& client = one.event.client;
  if (!client.empty() && !test::is_number_id(client)) return "a client is a number";
  if (!one.account.empty() && !test::is_number_id(one.account)) return "a page is a number";
  if (!client.empty() && client == one.account) return "a page is not its own client";
  return one.bytes.empty() && !one.event.key.empty() && one.event.kind != "unknown"
             ? "an event has its own bytes"
             : "";
}

/// Reads the bytes as a webhook's body. "" when all promises hold.
inline std::string broken_events(const std::string& bytes) {
  const auto events = page_messenger().parse(bytes);
  if (auto broken = test::broken_promise(events); !broken.empty()) return broken;
  for (const auto& one : events)
    if (auto broken = broken_promise(one); !broken.empty()) return broken;
  return {};
}

/// Reads the bytes as an answer to every call of ours. "" when all promises hold.
inline std::string broken_answers(const std::string& bytes) {
  for (const int status : {200, 400}) {
    const auto answer = test::reply(status, bytes);
    const auto uploaded =
        *test::talk_alike(page_messenger().send(page(), file_to_client(content::video)), answer);
    for (const auto& outcome : {delivered(answer), uploaded})
      if (auto broken = test::broken_promise(outcome); !broken.empty()) return broken;
    const auto known = *test::talk_alike(page_messenger().identify(page()), answer);
    if (known ? !test::is_number_id(known->external_id) : known.error().detail.empty())
      return "a page has an id, a failure has words";
    const auto state = *test::talk_alike(
        page_messenger().ask_webhook(page(), {.external_id = "111", .name = ""}), answer);
    if (state && !test::can_be_stored(state->url)) return "an address can be stored";
    const auto done = *test::talk_alike(page_messenger().set_webhook(page(), hook()), answer);
    if (!done && !test::can_be_stored(done.error().detail)) return "a failure can be stored";
    const auto looked = *test::talk_alike(page_messenger().examine(page(), hook()), answer);
    for (const auto& found : looked)
      if (found.check.empty() || !test::can_be_stored(found.detail)) return "a finding";
    const auto people = *test::talk_alike(page_messenger().profiles(page(), {"222"}), answer);
    for (const auto& one : people)
      if (!test::can_be_stored(one.who.first_name + one.who.last_name + one.who.photo))
        return "a profile can be stored";
  }
  return {};
}

/// As everything that can come from the platform.
inline std::string broken_promise(const std::string& bytes) {
  auto broken = broken_events(bytes);
  return broken.empty() ? broken_answers(bytes) : broken;
}

} // namespace switchboard::protocols::messenger_test
