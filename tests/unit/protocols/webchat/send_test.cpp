#include "tests/unit/protocols/webchat/support.hpp"

#include <boost/json.hpp>

#include <array>
#include <string>

#define CAF_SUITE webchat_send
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using test::reply;
using test::talk;
using webchat_test::chat;
using webchat_test::webchat;
namespace json = boost::json;

namespace {

outgoing hello() {
  return {.key = "917", .client = "v-4f2a", .text = "Hello", .sender_name = "Shop"};
}

std::string outcome(const http_response& answer) {
  const auto held = talk(webchat().send(chat(), hello()), {answer});
  CAF_CHECK_EQUAL(test::broken_promise(*held.outcome), "");
  return test::in_words(*held.outcome);
}

} // namespace

CAF_TEST(CHN-12: a message to a visitor is one frame) {
  auto message = hello();
  message.reply_to = "m-3";
  outgoing_file file{.kind = content::photo, .name = "r.png", .mime = "image/png", .size = 5};
  file.width = 640;
  file.height = 480;
  file.link = "https://inbox.example.com/f/1";
  file.thumbnail_link = "https://inbox.example.com/f/1/small";
  message.files.push_back(file);
  const auto held =
      talk(webchat().send(chat(), message), {reply(200, R"({"ok":true,"id":"917"})")});
  CAF_REQUIRE_EQUAL(held.calls.size(), 1u);
  const auto& call = held.calls[0];
  CAF_CHECK_EQUAL(call.method, "POST");
  CAF_CHECK_EQUAL(call.url, "webchat://shop-1/v-4f2a");
  CAF_CHECK_EQUAL(call.platform, "webchat");
  CAF_CHECK(json::parse(call.body) == json::parse(R"({"type":"message","id":"917","text":"Hello",
    "reply_to":"m-3","by":"person","sender_name":"Shop","files":[{"kind":"photo","name":"r.png",
    "mime":"image/png","size":5,"width":640,"height":480,"duration_s":0,
    "link":"https://inbox.example.com/f/1",
    "thumbnail_link":"https://inbox.example.com/f/1/small"}]})"));
  CAF_CHECK_EQUAL(test::in_words(*held.outcome), "sent 917");
}

CAF_TEST(CHN-12: what a visitor typed never becomes part of an address) {
  auto to = chat();
  to.account = "a/b?c";
  const auto call = webchat().show_typing(to, "../x y");
  CAF_REQUIRE(call.has_value());
  CAF_CHECK_EQUAL(call->url, "webchat://a%2Fb%3Fc/%2E%2E%2Fx%20y");
}

CAF_TEST(CHT-7: every answer of the socket has its treatment) {
  struct row {
    int status;
    const char* body;
    const char* expected;
  };
  constexpr std::array rows{
      row{200, R"({"ok":true,"id":"917"})", "sent 917"},
      row{200, R"({"ok":true})", "sent "},
      row{200, R"({"ok":false,"error":"busy"})", "later"},
      row{200, "", "later"},
      row{400, R"({"ok":false,"error":"no type"})", "refused bad_frame"},
      row{403, R"({"ok":false})", "refused not_allowed"},
      row{404, R"({"ok":false})", "refused chat_not_found"},
      row{409, R"({"ok":false})", "refused too_late"},
      row{410, R"({"ok":false,"error":"gone"})", "left"},
      row{413, R"({"ok":false})", "refused too_large"},
      row{422, R"({"ok":false})", "refused bad_frame"},
      row{429, R"({"ok":false})", "wait 1"},
      row{500, R"({"ok":false})", "later"},
      row{503, "<html>", "later"},
  };
  for (const auto& row : rows) {
    CAF_MESSAGE(row.status << ' ' << row.body);
    CAF_CHECK_EQUAL(outcome(reply(row.status, row.body)), row.expected);
  }
  auto busy = reply(429, "{}");
  busy.retry_after_s = 7;
  CAF_CHECK_EQUAL(outcome(busy), "wait 7");
  busy.retry_after_s = 100'000;
  CAF_CHECK_EQUAL(outcome(busy), "wait 60");
}

CAF_TEST(CHT-7: what has no answer goes again because the visitor sees it once) {
  CAF_CHECK(webchat().rules().idempotent);
  CAF_CHECK_EQUAL(outcome(test::lost(http_response::reach::not_sent)), "later");
  CAF_CHECK_EQUAL(outcome(test::lost(http_response::reach::no_answer)), "later");
}

CAF_TEST(CHT-9: our message is changed and taken back) {
  const auto ok = reply(200, R"({"ok":true,"id":"917"})");
  const auto edit = talk(webchat().edit(chat(), "v-1", "917", "better", false), {ok});
  CAF_CHECK(json::parse(edit.calls.at(0).body) ==
            json::parse(R"({"type":"edit","id":"917","text":"better"})"));
  CAF_CHECK_EQUAL(test::in_words(*edit.outcome), "sent 917");
  const auto gone = talk(webchat().remove(chat(), "v-1", "917"), {ok});
  CAF_CHECK(json::parse(gone.calls.at(0).body) == json::parse(R"({"type":"delete","id":"917"})"));
}

CAF_TEST(CHT-7: a visitor sees that we type and that we read) {
  CAF_CHECK(json::parse(webchat().show_typing(chat(), "v-1")->body) ==
            json::parse(R"({"type":"typing"})"));
  CAF_CHECK(json::parse(webchat().show_read(chat(), "v-1", "m-3")->body) ==
            json::parse(R"({"type":"read","id":"m-3"})"));
}

CAF_TEST(CHN-12: the chat is connected without asking anybody) {
  const auto account = talk(webchat().identify(chat()));
  CAF_CHECK(account.calls.empty() && account.outcome->value().external_id == "shop-1");
  CAF_CHECK(talk(webchat().identify({})).outcome->has_error());
  CAF_CHECK(talk(webchat().set_webhook(chat(), {})).outcome->has_value());
  CAF_CHECK(talk(webchat().clear_webhook(chat(), {})).outcome->has_value());
  CAF_CHECK(talk(webchat().ask_webhook(chat(), {})).outcome->value().url.empty());
  CAF_CHECK(webchat().token_well_formed("") && !webchat().token_well_formed("x"));
}

CAF_TEST(CHN-12: the upload of a visitor is fetched from our own socket) {
  const auto found = talk(webchat().locate(chat(), "up-1"));
  CAF_REQUIRE(found.outcome->has_value());
  CAF_CHECK_EQUAL(found.outcome->value().method, "GET");
  CAF_CHECK_EQUAL(found.outcome->value().url, "webchat://shop-1/uploads/up-1");
  for (const auto* bad : {"", "../x", "http://10.0.0.1/", "a/b"})
    CAF_CHECK(talk(webchat().locate(chat(), bad)).outcome->error().code == errc::bad_request);
}

CAF_TEST(CHN-9: the link of a chat is a page of ours) {
  CAF_CHECK_EQUAL(webchat().start_link({"shop-1", "", ""}, ""), "/webchat/shop-1");
  CAF_CHECK_EQUAL(webchat().start_link({"shop-1", "", ""}, "src_1"), "/webchat/shop-1?start=src_1");
  CAF_CHECK_EQUAL(webchat().start_link({"shop-1", "", ""}, "a b"), "/webchat/shop-1");
  CAF_CHECK_EQUAL(webchat().start_link({"a/b", "", ""}, ""), "");
}

CAF_TEST(CHN-5: a visitor can be written to unless they asked not to be) {
  CAF_CHECK(webchat().may_send({.by = author::broadcast}).allowed);
  const auto no = webchat().may_send({.subscribed = false});
  CAF_CHECK(!no.allowed && no.code == "unsubscribed");
}

CAF_TEST(CHN-12: only our own socket speaks for a visitor) {
  const std::string secret = "k3Jx_92-aaQ0vT";
  hook_keys keys;
  const auto lets_in = [&keys](std::string_view proof) {
    return webchat().verify(test::signed_call("{}", "X-Webchat-Secret", proof), keys);
  };
  CAF_CHECK(!lets_in("") && !lets_in(secret));
  keys.secret = secret;
  CAF_CHECK(lets_in(secret));
  for (std::size_t at = 0; at < secret.size(); ++at) {
    auto flipped = secret;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    CAF_CHECK(!lets_in(flipped) && !lets_in(secret.substr(0, at)));
  }
}
