#include "protocols/split.hpp"
#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/mutation.hpp"

#include <algorithm>
#include <string>

#define CAF_SUITE contract
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using test::reply;

namespace {

/// Calls that no platform may have an opinion about are made with these.
protocols::access some_access() {
  protocols::access to;
  to.api_url = "https://platform.example.com";
  to.token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
  to.api_version = "v25.0";
  to.app_id = "7001";
  to.app_secret = "app-secret";
  to.account = "700100200";
  return to;
}

outgoing some_text() {
  return {.key = "917", .client = "42", .text = "Hello", .sender_name = "Shop", .form = "RESPONSE"};
}

delivery sent_with(const messenger& one, const http_response& answer) {
  return *test::talk_alike(one.send(some_access(), some_text()), answer);
}

/// A body of which nothing is known and the header every platform could look at.
bool lets_in(const messenger& one, std::string_view body, std::string_view proof,
             std::string_view secret) {
  hook_call call{.method = "POST", .query = {}, .body = body, .header = [proof](std::string_view) {
                   return proof;
                 }};
  hook_keys keys;
  keys.secret = secret;
  keys.token = secret;
  return one.verify(call, keys);
}

std::vector<std::string> corpus_of(const messenger& one) {
  std::vector<std::string> found;
  for (const auto& document : test::documents(test::corpus_folder(one.name())))
    found.push_back(test::json::serialize(document));
  return found;
}

std::string parse_promise(const messenger& one, const std::string& bytes) {
  const auto events = one.parse(bytes);
  if (auto broken = test::broken_promise(events); !broken.empty()) return broken;
  const auto again = one.parse(bytes);
  for (std::size_t at = 0; at < events.size(); ++at)
    if (again.at(at).event.key != events[at].event.key) return "a key is always the same";
  return {};
}

} // namespace

CAF_TEST(CHN-1: every platform is in the list once and by its number) {
  CAF_CHECK_EQUAL(messengers().size(), 5u);
  for (std::size_t at = 0; at < messengers().size(); ++at) {
    const auto& one = *messengers()[at];
    CAF_CHECK_EQUAL(static_cast<std::size_t>(one.platform()), at);
    CAF_CHECK(find_messenger(one.name()) == &one);
    CAF_CHECK(&messenger_of(one.platform()) == &one);
    CAF_CHECK(!one.name().empty());
  }
}

CAF_TEST(CHN-9: every platform has a link that opens the conversation) {
  const identity account{.external_id = "700100200", .name = "Shop", .username = "demo_shop"};
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto plain = one->start_link(account, "");
    const auto with = one->start_link(account, "src_abc-1");
    CAF_CHECK(!plain.empty());
    CAF_CHECK(with.find("src_abc-1") != std::string::npos);
    CAF_CHECK(plain.find("src_abc-1") == std::string::npos);
  }
}

CAF_TEST(CHN-6: every platform refuses calls without a proof) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    for (const auto* body : {"", "{}", R"({"secret":"","type":"message_new"})"}) {
      CAF_CHECK(!lets_in(*one, body, "", "k3Jx_92-aaQ0vT"));
      CAF_CHECK(!lets_in(*one, body, "", ""));
      CAF_CHECK(!lets_in(*one, body, "sha256=", ""));
      CAF_CHECK(!lets_in(*one, body, "k3Jx_92-aaQ0vU", "k3Jx_92-aaQ0vT"));
    }
    hook_keys keys;
    keys.secret = "k3Jx_92-aaQ0vT";
    keys.token = "k3Jx_92-aaQ0vT";
    CAF_CHECK(!one->verify({}, keys));
  }
}

CAF_TEST(OPS-3: every platform gives at least one event for whatever comes) {
  const std::string deep(100'000, '[');
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    for (const std::string bytes : {"", "hello", "null", "{}", "[]", "{\"a\":", "\xff\xfe", "1e999",
                                    "\"x\"", R"({"entry":[]})", R"({"entry":[{"messaging":[]}]})"})
      CAF_CHECK_EQUAL(parse_promise(*one, bytes), "");
    CAF_CHECK_EQUAL(parse_promise(*one, deep), "");
    CAF_CHECK_EQUAL(parse_promise(*one, std::string(1, '\0')), "");
  }
}

CAF_TEST(INB-3: events of the corpus have the same key whenever they come) {
  for (const auto* one : messengers()) {
    const auto all = corpus_of(*one);
    CAF_MESSAGE(one->name() << ": " << all.size());
    CAF_CHECK(all.size() >= 10u);
    for (const auto& bytes : all) CAF_CHECK_EQUAL(parse_promise(*one, bytes), "");
  }
}

CAF_TEST(OPS-3: spoiled payloads of every platform break no promise of parsing) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto all = test::documents(test::corpus_folder(one->name()));
    const auto promise = [one](const std::string& bytes) { return parse_promise(*one, bytes); };
    CAF_CHECK_EQUAL(test::several_wrong_types(all, promise, seed, 1'000), "");
    CAF_CHECK_EQUAL(test::damaged_bytes(all, promise, seed, 1'000), "");
  }
}

CAF_TEST(CHT-2: parts of a long text respect the limits of every platform) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto& rules = one->rules();
    std::string text;
    for (std::size_t word = 0; word < rules.text_limit; ++word)
      text += word % 7 == 0 ? "👍 я" : "word ";
    const auto parts = split(*one, text, rules.files_at_once + 1);
    std::size_t files = 0;
    for (const auto& part : parts) {
      const auto limit = part.files.empty() ? rules.text_limit : rules.caption_limit;
      CAF_CHECK(one->text_length(part.text) <= limit);
      CAF_CHECK(!part.text.empty() || !part.files.empty());
      CAF_CHECK(part.files.size() <= rules.files_at_once);
      files += part.files.size();
    }
    CAF_CHECK_EQUAL(files, rules.files_at_once + 1);
  }
}

CAF_TEST(CHT-7: what certainly did not go out is tried later on every platform) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto outcome = sent_with(*one, test::lost(http_response::reach::not_sent));
    CAF_CHECK(std::holds_alternative<try_later>(outcome));
    CAF_CHECK_EQUAL(test::broken_promise(outcome), "");
  }
}

CAF_TEST(CHT-7: silence is a doubt unless the platform tells doubles) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto outcome = sent_with(*one, test::lost(http_response::reach::no_answer));
    if (one->rules().idempotent)
      CAF_CHECK(std::holds_alternative<try_later>(outcome));
    else
      CAF_CHECK(std::holds_alternative<unknown_outcome>(outcome));
  }
}

CAF_TEST(CHT-7: being too fast is a wait on every platform) {
  for (const auto* one : messengers()) {
    const auto outcome = sent_with(*one, reply(429, "<html>slow down</html>"));
    CAF_MESSAGE(one->name() << ": " << test::in_words(outcome));
    CAF_CHECK(std::holds_alternative<wait>(outcome) ||
              std::holds_alternative<wait_client>(outcome));
  }
}

CAF_TEST(CHT-7: no answer breaks a promise of any platform) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    auto bodies = corpus_of(*one);
    for (const auto* odd : {"", "{}", "[]", "null", "true", "<html>502 Bad Gateway</html>", "\xff"})
      bodies.emplace_back(odd);
    for (const auto& body : bodies)
      for (const int status : {0, 200, 302, 400, 401, 403, 404, 413, 429, 500, 502})
        CAF_CHECK_EQUAL(test::broken_promise(sent_with(*one, reply(status, body))), "");
  }
}

CAF_TEST(CHN-14: the doctor always finds something to say) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    for (const auto& answer : {test::lost(http_response::reach::no_answer), reply(200, "{}"),
                               reply(500, "<html>"), reply(401, R"({"ok":false})")}) {
      const auto found = test::talk_alike(
          one->examine(some_access(), {"https://inbox.example.com/x", "s"}), answer);
      CAF_REQUIRE(found.has_value());
      CAF_CHECK(!found->empty());
      for (const auto& each : *found) {
        CAF_CHECK(!each.check.empty() && test::can_be_stored(each.detail));
        CAF_CHECK((each.grade == finding::grade::good) == each.code.empty());
      }
    }
  }
}

CAF_TEST(CHN-11: every call of a platform goes through the proxy of its name) {
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    const auto calls = test::talk(one->send(some_access(), some_text())).calls;
    CAF_REQUIRE(!calls.empty());
    CAF_CHECK_EQUAL(calls.front().platform, one->name());
    const auto typing = one->show_typing(some_access(), "42");
    CAF_CHECK_EQUAL(typing.has_value(), one->rules().shows_typing);
    if (typing) CAF_CHECK_EQUAL(typing->platform, one->name());
  }
}

CAF_TEST(CHN-5: nobody writes to who left and everybody to who has just written) {
  const timestamp now{std::chrono::seconds{1'800'000'000}};
  for (const auto* one : messengers()) {
    CAF_MESSAGE(one->name());
    send_context fresh{.by = author::person, .now = now, .subscribed = true, .last_action_at = now};
    CAF_CHECK(one->may_send(fresh).allowed);
    fresh.subscribed = false;
    const auto no = one->may_send(fresh);
    CAF_CHECK(!no.allowed && !no.code.empty());
  }
}
