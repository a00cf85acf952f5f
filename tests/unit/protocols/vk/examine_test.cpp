#include "tests/unit/protocols/vk/support.hpp"

#include <string>

#define CAF_SUITE vk_examine
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

namespace {

/// What the doctor found, one word a finding: the check, and its code where it is not good.
std::string found(std::vector<http_response> answers, hook_address at = hook()) {
  auto held = test::talk(vkontakte().examine(community(), std::move(at)), std::move(answers));
  CAF_REQUIRE(held.outcome.has_value());
  std::string words;
  for (const auto& one : *held.outcome) {
    if (!words.empty()) words += ' ';
    words += one.check;
    CAF_CHECK_EQUAL(one.grade == finding::grade::good, one.code.empty());
    if (!one.code.empty()) words += "=" + one.code;
    if (one.grade == finding::grade::warning) words += '?';
  }
  return words;
}

http_response rights(std::string_view names) {
  return test::reply(200, R"({"response":{"permissions":[)" + std::string{names} + "]}}");
}

/// The state of our server, all else being well.
std::string with_server(std::string_view state) {
  return found({says("community"), says("rights"), says(state), says("events")});
}

} // namespace

CAF_TEST(CHN-14: a community that is well) {
  CAF_CHECK_EQUAL(with_server("servers"), "token account rights files webhook secret events");
}

CAF_TEST(CHN-14: a token that is gone and a platform that is silent) {
  CAF_CHECK_EQUAL(found({refuses(5)}), "token=token_refused");
  CAF_CHECK_EQUAL(found({says("no_community")}), "token=platform_unreachable");
  CAF_CHECK_EQUAL(found({test::lost(http_response::reach::not_sent)}),
                  "token=platform_unreachable");
}

CAF_TEST(CHN-14: a token of another community) {
  const auto other = test::reply(200, R"({"response":{"groups":[{"id":556,"name":"Other"}]}})");
  CAF_CHECK_EQUAL(found({other, says("rights"), says("servers"), says("events")}),
                  "token account=other_account rights files webhook secret events");
}

CAF_TEST(CHN-14: rights that are missing and those that only files need) {
  const auto with_rights = [](std::string_view names) {
    return found({says("community"), rights(names), says("servers"), says("events")});
  };
  CAF_CHECK_EQUAL(with_rights(R"({"name":"messages"},{"name":"photos"},{"name":"docs"})"),
                  "token account rights=rights_missing files webhook secret events");
  CAF_CHECK_EQUAL(with_rights(R"({"name":"messages"},{"name":"manage"},{"name":"docs"})"),
                  "token account rights files=files_rights_missing? webhook secret events");
}

CAF_TEST(CHN-14: a callback server that is missing or failing or elsewhere) {
  const auto before = std::string("token account rights files ");
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), says("servers_others")}),
                  before + "webhook=webhook_missing");
  CAF_CHECK_EQUAL(with_server("servers_failed"), before + "webhook=webhook_failing secret events");
  CAF_CHECK_EQUAL(with_server("servers_moved"), before + "webhook=webhook_other_url secret events");
  CAF_CHECK_EQUAL(with_server("servers_wait"),
                  before + "webhook=webhook_unconfirmed? secret events");
}

CAF_TEST(CHN-14: ten servers of others leave no place for ours) {
  const auto servers = [](int count) {
    json::array items;
    for (int i = 1; i <= count; ++i)
      items.push_back({{"id", i}, {"url", "https://o.example/" + std::to_string(i)}});
    return test::reply(200, json::serialize(json::object{{"response", {{"items", items}}}}));
  };
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), servers(9)}),
                  "token account rights files webhook=webhook_missing");
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), servers(10)}),
                  "token account rights files webhook=webhook_missing limits=servers_full");
}

CAF_TEST(CHN-14: a secret that is not ours and events that are off) {
  auto at = hook();
  at.secret = "another";
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), says("servers"), says("events")}, at),
                  "token account rights files webhook secret=secret_differs events");
  const auto some = test::reply(200, R"({"response":{"events":{"message_new":1}}})");
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), says("servers"), some}),
                  "token account rights files webhook secret events=events_missing");
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), says("servers"), refuses(3)}),
                  "token account rights files webhook secret");
}

CAF_TEST(CHN-14: a channel that polls is asked about the long poll) {
  const hook_address none;
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), says("poll_server")}, none),
                  "token account rights files webhook");
  CAF_CHECK_EQUAL(found({says("community"), says("rights"), refuses(15)}, none),
                  "token account rights files webhook=polling_refused");
}
