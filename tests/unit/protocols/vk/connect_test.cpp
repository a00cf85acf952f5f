#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_connect
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;
using switchboard::errc;
using switchboard::result;

namespace {

result<identity> identified(std::vector<http_response> answers) {
  return *test::talk(vkontakte().identify(community()), std::move(answers)).outcome;
}

test::dialogue<result<void>> setting(std::vector<http_response> answers, hook_address to = hook()) {
  return test::talk(vkontakte().set_webhook(community(), std::move(to)), std::move(answers));
}

test::dialogue<result<void>> clearing(std::vector<http_response> answers) {
  return test::talk(vkontakte().clear_webhook(community(), hook()), std::move(answers));
}

http_response rights(std::string_view names) {
  return test::reply(200, R"({"response":{"mask":0,"permissions":[)" + std::string{names} + "]}}");
}

const std::string all_of_a_new_server =
    "groups.setSettings groups.getCallbackServers groups.addCallbackServer "
    "groups.getCallbackServers groups.setCallbackSettings";

} // namespace

CAF_TEST(CHN-8: a community is known by its token in both forms of the answer) {
  const auto shop = identified({says("community"), says("rights")});
  CAF_REQUIRE(shop.has_value());
  CAF_CHECK_EQUAL(shop->external_id, "555");
  CAF_CHECK_EQUAL(shop->name, "Demo shop");
  CAF_CHECK_EQUAL(shop->username, "demoshop");
  CAF_CHECK_EQUAL(shop->photo, "https://media.example.com/p.jpg");
  const auto older = identified({says("community_older"), says("rights")});
  CAF_REQUIRE(older.has_value());
  CAF_CHECK_EQUAL(older->external_id, "555");
  CAF_CHECK_EQUAL(older->photo, "https://media.example.com/p50.jpg");
}

CAF_TEST(CHN-2: the token of a personal profile is refused with the reason) {
  for (const auto& answer : {says("no_community"), refuses(100, "group_id is undefined")}) {
    const auto nobody = identified({answer});
    CAF_REQUIRE(!nobody.has_value());
    CAF_CHECK(nobody.error().code == errc::token_refused);
    CAF_CHECK(nobody.error().detail.find("personal profiles can't be connected") !=
              std::string::npos);
  }
}

CAF_TEST(CHN-8: a token without a needed right is refused and says which) {
  const auto says_missing = [](std::string_view names, std::string_view words) {
    const auto no = identified({says("community"), rights(names)});
    CAF_REQUIRE(!no.has_value());
    CAF_CHECK(no.error().code == errc::token_refused);
    CAF_CHECK(no.error().detail.find("the right to " + std::string{words}) != std::string::npos);
  };
  says_missing(R"({"name":"manage"})", "messages (community messages).");
  says_missing(R"({"name":"messages"},{"name":"photos"})", "manage (community management).");
  says_missing("", "messages (community messages) and manage (community management).");
  CAF_CHECK(identified({says("community"), rights(R"({"name":"manage"},{"name":"messages"})")}));
}

CAF_TEST(CHN-8: without a list of rights the mask is read) {
  const auto mask = [](int bits) {
    return identified({says("community"),
                       test::reply(200, R"({"response":{"mask":)" + std::to_string(bits) + "}}")})
        .has_value();
  };
  CAF_CHECK(mask(4096 + 262144));
  CAF_CHECK(!mask(4096));
  CAF_CHECK(!mask(262144));
}

CAF_TEST(CHN-8: what the platform says of a token and what it does not say) {
  for (const int code : {5, 7, 15, 27, 28, 1117, 3610}) {
    const auto no = identified({refuses(code)});
    CAF_CHECK(no.error().code == errc::token_refused);
    CAF_CHECK_EQUAL(no.error().detail, "words of the platform");
  }
  for (const int code : {1, 6, 9, 10, 29, 36})
    CAF_CHECK(identified({refuses(code)}).error().code == errc::platform_unreachable);
  const auto daily = identified({refuses(29)});
  CAF_CHECK_EQUAL(daily.error().retry_after_s, 10'800);
  CAF_CHECK(identified({test::reply(502, "<html>")}).error().code == errc::platform_unreachable);
  CAF_CHECK(
      identified({says("community"), test::lost(http_response::reach::no_answer)}).error().code ==
      errc::platform_unreachable);
}

CAF_TEST(CHN-8: connecting opens the community and adds our callback server) {
  const auto held = setting(
      {says("done"), says("servers_others"), says("server_added"), says("servers"), says("done")});
  CAF_CHECK_EQUAL(methods(held.calls), all_of_a_new_server);
  CAF_CHECK(held.outcome->has_value());
  const auto opened = form_of(held.calls[0]);
  for (const auto* field : {"messages", "bots_capabilities", "bots_start_button"})
    CAF_CHECK_EQUAL(opened.at(field), "1");
  const auto added = form_of(held.calls[2]);
  CAF_CHECK_EQUAL(added.at("group_id"), "555");
  CAF_CHECK_EQUAL(added.at("url"), hook_url);
  CAF_CHECK_EQUAL(added.at("secret_key"), secret);
  CAF_CHECK(!added.at("title").empty() && added.at("title").size() <= 14);
  const auto chosen = form_of(held.calls[4]);
  CAF_CHECK_EQUAL(chosen.at("server_id"), "3");
  CAF_CHECK_EQUAL(chosen.at("api_version"), "5.199");
  for (const auto* event : {"message_new", "message_reply", "message_edit", "message_allow",
                            "message_deny", "message_typing_state", "message_read", "message_event",
                            "group_join", "group_leave", "user_block", "user_unblock"})
    CAF_CHECK_EQUAL(chosen.at(event), "1");
}

CAF_TEST(CHN-10: a server of ours that is well is left as it is) {
  const auto held = setting({says("done"), says("servers"), says("servers"), says("done")});
  CAF_CHECK_EQUAL(methods(held.calls),
                  "groups.setSettings groups.getCallbackServers "
                  "groups.getCallbackServers groups.setCallbackSettings");
  CAF_CHECK_EQUAL(form_of(held.calls[3]).at("server_id"), "3");
  CAF_CHECK(held.outcome->has_value());
}

CAF_TEST(CHN-10: a server of ours that failed or points elsewhere is set anew) {
  for (const auto* state : {"servers_failed", "servers_moved", "servers_wait"}) {
    const auto held =
        setting({says("done"), says(state), says("done"), says("servers"), says("done")});
    CAF_REQUIRE_EQUAL(held.calls.size(), 5u);
    CAF_CHECK_EQUAL(methods({held.calls[2]}), "groups.editCallbackServer");
    CAF_CHECK_EQUAL(form_of(held.calls[2]).at("server_id"), "3");
    CAF_CHECK_EQUAL(form_of(held.calls[2]).at("url"), hook_url);
    CAF_CHECK(held.outcome->has_value());
  }
}

CAF_TEST(CHN-8: an address that VK could not confirm is told) {
  const auto held =
      setting({says("done"), says("servers_others"), says("server_added"), says("servers_failed")});
  CAF_REQUIRE(held.outcome && !held.outcome->has_value());
  CAF_CHECK(held.outcome->error().code == errc::bad_request);
  CAF_CHECK(held.outcome->error().detail.find("could not confirm") != std::string::npos);
}

CAF_TEST(CHN-8: an address that VK has not asked yet is looked at ten times) {
  std::vector<http_response> answers{says("done"), says("servers_others"), says("server_added")};
  for (int look = 0; look < 10; ++look) answers.push_back(says("servers_wait"));
  answers.push_back(says("done"));
  const auto held = setting(answers);
  CAF_CHECK_EQUAL(held.calls.size(), 14u);
  CAF_CHECK(held.outcome && held.outcome->has_value());
}

CAF_TEST(CHN-8: error 2000 says to remove a server) {
  const auto held = setting({says("done"), says("servers_others"), refuses(2000)});
  CAF_REQUIRE(held.outcome && !held.outcome->has_value());
  CAF_CHECK(held.outcome->error().code == errc::bad_request);
  CAF_CHECK(held.outcome->error().detail.find("Remove one") != std::string::npos);
}

CAF_TEST(CHN-8: a secret is 1 to 50 characters) {
  const auto calls = [](std::size_t size) {
    return setting({}, {.url = hook_url, .secret = std::string(size, 's')}).calls.size();
  };
  CAF_CHECK_EQUAL(calls(0), 0u);
  CAF_CHECK_EQUAL(calls(1), 1u);
  CAF_CHECK_EQUAL(calls(50), 1u);
  CAF_CHECK_EQUAL(calls(51), 0u);
}

CAF_TEST(CHN-8: connecting ends at the first step that fails) {
  const std::vector<http_response> good{says("done"), says("servers_others"), says("server_added"),
                                        says("servers"), says("done")};
  for (std::size_t step = 0; step < good.size(); ++step) {
    auto answers = good;
    answers[step] = refuses(15);
    auto held = setting(answers);
    CAF_CHECK_EQUAL(held.calls.size(), step + 1);
    CAF_CHECK(held.outcome->error().code == errc::token_refused);
    answers[step] = test::lost(http_response::reach::no_answer);
    held = setting(answers);
    CAF_CHECK(held.outcome->error().code == errc::platform_unreachable);
  }
}

CAF_TEST(CHN-10: disconnecting removes our server and no other) {
  const auto held = clearing({says("servers"), says("done")});
  CAF_CHECK_EQUAL(methods(held.calls), "groups.getCallbackServers groups.deleteCallbackServer");
  CAF_CHECK_EQUAL(form_of(held.calls[1]).at("server_id"), "3");
  CAF_CHECK(held.outcome->has_value());
  const auto none = clearing({says("servers_others")});
  CAF_CHECK_EQUAL(none.calls.size(), 1u);
  CAF_CHECK(none.outcome->has_value());
  CAF_CHECK(clearing({refuses(5)}).outcome->error().code == errc::token_refused);
}

CAF_TEST(CHN-10: callback servers live side by side so no one address is told) {
  const auto held = test::talk(vkontakte().ask_webhook(community(), {}));
  CAF_CHECK(held.calls.empty());
  CAF_REQUIRE(held.outcome && held.outcome->has_value());
  CAF_CHECK_EQUAL((*held.outcome)->url, "");
}
