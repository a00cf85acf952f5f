#include "tests/unit/actors/channel_stage.hpp"

#define CAF_SUITE channel_health
#define FAIL CAF_FAIL
#include "caf/test/dsl.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::test;
using namespace std::chrono_literals;
using protocols::platform;

namespace {

const std::string me =
    R"({"ok":true,"result":{"id":700100200,"first_name":"Shop","username":"shop_bot"}})";
const std::string our_address = "https://shop.example/hooks/telegram/hook";

std::string hook_info(const std::string& url, int waiting = 0, const std::string& error = "") {
  std::string words = error.empty() ? "" : R"(,"last_error_message":")" + error + "\"";
  return R"({"ok":true,"result":{"url":")" + url + R"(","pending_update_count":)" +
         std::to_string(waiting) + words + "}}";
}

struct stage : channel_stage {
  stage() { open_webhook(platform::telegram); }

  /// The doctor looks, as every minute.
  void examine(const std::string& info) {
    pass(61s);
    answer("getMe", me);
    answer("getWebhookInfo", info);
    writer.commit_all();
    listen();
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(channel_health_tests, stage)

CAF_TEST(CHN-10: a webhook that another service took over is shown and its return too) {
  examine(hook_info("https://other.example/hook"));
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK_EQUAL(shown->problem, "webhook_lost");
  CAF_CHECK(shown->last_error.find("other.example") != std::string::npos);
  CAF_CHECK(shown->last_error_at == clock.time);
  examine(hook_info(our_address));
  CAF_CHECK_EQUAL(shown->problem, "");
}

CAF_TEST(CHN-10: deliveries that fail are shown in the words of the platform) {
  examine(hook_info(our_address, 3, "Connection refused"));
  CAF_REQUIRE(shown.has_value());
  CAF_CHECK_EQUAL(shown->problem, "unreachable");
  CAF_CHECK_EQUAL(shown->last_error, "Connection refused");
}

CAF_TEST(CHN-10: what only waits at the platform and old failures are no problem) {
  examine(hook_info(our_address, 40));
  examine(hook_info(our_address, 0, "Connection refused"));
  CAF_CHECK(!shown || shown->problem.empty());
}

CAF_TEST(CHN-10: a platform that does not answer the doctor does not break the channel) {
  pass(61s);
  lose("getMe");
  CAF_CHECK(!shown || shown->state == storage::channel_state::connected);
  examine(hook_info("https://other.example/hook"));
  CAF_CHECK_EQUAL(problem(), "webhook_lost");
  pass(61s);
  answer("getMe", me);
  lose("getWebhookInfo");
  CAF_CHECK_EQUAL(problem(), "webhook_lost");
}

CAF_TEST(CHN-10: a token that the doctor finds revoked stops the channel) {
  pass(61s);
  answer("getMe", R"({"ok":false,"error_code":401,"description":"Unauthorized"})", 401);
  CAF_CHECK_EQUAL(problem(), "token_revoked");
  CAF_CHECK(shown->state == storage::channel_state::broken);
  pass(10min);
  CAF_CHECK(!wire.has("getMe"));
}

CAF_TEST(CHN-10: what a platform says of the account is shown and kept and outlives a healthy webhook) {
  auto slip = hear(event_of("", "n1", protocols::account_notice{"policy_warning", "spam"}), "raw");
  auto units = writer.commit_all();
  CAF_CHECK_EQUAL(problem(), "policy_warning");
  CAF_CHECK_EQUAL(shown->last_error, "spam");
  auto* claim = find_change<storage::claim_event>(units);
  CAF_CHECK(claim && claim->key == "n1" && claim->bytes == "raw");
  auto* health = find_change<storage::set_channel_health>(units);
  CAF_CHECK(health != nullptr);
  CAF_CHECK(slip.ok());
  examine(hook_info(our_address));
  CAF_CHECK_EQUAL(shown->problem, "policy_warning");
  hear(event_of("", "n2", protocols::account_notice{"", ""}));
  CAF_CHECK_EQUAL(problem(), "");
}

CAF_TEST(CHN-10: when something came in last is shown and stored but not for every message) {
  hear(event_of("", "1", protocols::not_understood{"x"}));
  listen();
  CAF_CHECK(shown && shown->last_inbound_at == clock.time);
  shown.reset();
  clock.time += 9s;
  hear(event_of("", "2", protocols::not_understood{"x"}));
  listen();
  CAF_CHECK(!shown.has_value());
  clock.time += 1s;
  hear(event_of("", "3", protocols::not_understood{"x"}));
  listen();
  CAF_CHECK(shown && shown->last_inbound_at == clock.time);
}

CAF_TEST_FIXTURE_SCOPE_END()
