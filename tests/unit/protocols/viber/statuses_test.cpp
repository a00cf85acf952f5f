#include "protocols/viber/refusals.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <array>
#include <string>

#define CAF_SUITE viber_statuses
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using test::in_words;
using viber_test::delivered;
using viber_test::says;

namespace {

struct expectation {
  std::int64_t status;
  const char* outcome;
};

constexpr std::array expected{
    expectation{1, "refused invalid_url"},
    expectation{2, "broken token_revoked"},
    expectation{3, "refused bad_data"},
    expectation{4, "refused missing_data"},
    expectation{5, "left"},
    expectation{6, "left"},
    expectation{7, "broken blocked"},
    expectation{8, "broken token_revoked"},
    expectation{9, "broken blocked"},
    expectation{10, "mend"},
    expectation{11, "refused no_suitable_device"},
    expectation{12, "wait_client 60"},
    expectation{13, "refused old_client"},
    expectation{14, "refused old_client"},
    expectation{15, "broken no_permission"},
    expectation{16, "refused reply_not_allowed"},
    expectation{17, "refused not_inline"},
    expectation{18, "wait 3600"},
    expectation{19, "refused broadcast_refused"},
    expectation{20, "refused broadcast_refused"},
    expectation{21, "refused unsupported_country"},
    expectation{22, "refused payment_unsupported"},
    expectation{23, "wait 3600"},
    expectation{24, "wait 3600"},
};

} // namespace

CAF_TEST(CHT-7: every status of the platform has its treatment) {
  CAF_CHECK_EQUAL(viber::status_rows().size(), expected.size());
  for (const auto& [status, outcome] : expected) {
    CAF_MESSAGE("status " << status);
    CAF_CHECK_EQUAL(in_words(delivered(says(status))), outcome);
  }
}

CAF_TEST(CHT-7: a status that nobody documented is tried five times) {
  for (const std::int64_t status : {25, 99, 1000, -1, -7}) {
    const auto outcome = delivered(says(status));
    const auto* later = std::get_if<try_later>(&outcome);
    CAF_CHECK(later != nullptr && later->attempts == 5);
    CAF_CHECK(later != nullptr && later->reason == "words of the platform");
  }
}

CAF_TEST(CHT-7: a quota that is used up is shown as such) {
  for (const int status : {23, 24}) {
    const auto outcome = delivered(says(status));
    CAF_CHECK_EQUAL(std::get<wait>(outcome).problem, "quota");
    CAF_CHECK_EQUAL(std::get<wait>(outcome).reason, "words of the platform");
  }
  const auto outcome = delivered(says(18));
  CAF_CHECK_EQUAL(std::get<wait>(outcome).problem, "not_published");
}

CAF_TEST(CHT-7: a message that went out has the id that the platform gave it) {
  CAF_CHECK_EQUAL(in_words(delivered(viber_test::says_ok())), "sent 5741311803571721087");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(200, viber_test::corpus("answer_ok_text_token")))),
                  "sent 5741311803571721087");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(200, R"({"status":0})"))), "sent ");
}

CAF_TEST(CHT-7: a lost answer is not sent again by itself) {
  using enum http_response::reach;
  CAF_CHECK_EQUAL(in_words(delivered(test::lost(not_sent))), "later");
  CAF_CHECK_EQUAL(in_words(delivered(test::lost(no_answer))), "unknown");
  for (const int status : {201, 204, 302, 400, 401, 403, 404, 413, 500, 502, 503, 504})
    CAF_CHECK_EQUAL(in_words(delivered(test::reply(status, "<html>Bad Gateway</html>"))),
                    "unknown");
  for (const auto* body : {"", "{}", "[]", "null", "{\"status\":null}", "{\"status\":\"x\"}",
                           "{\"status\":1.5}", "{\"status\":0", "<html>"})
    CAF_CHECK_EQUAL(in_words(delivered(test::reply(200, body))), "unknown");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(502, R"({"status":0,"message_token":1})"))),
                  "unknown");
}

CAF_TEST(CHT-7: a no of the platform itself counts whatever HTTP says beside it) {
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(400, R"({"status":6,"status_message":"x"})"))),
                  "left");
}

CAF_TEST(CHT-7: a gateway that is asked too much is waited for) {
  auto answer = test::reply(429, "slow down");
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 1");
  answer.retry_after_s = 14;
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 14");
  answer.retry_after_s = 1'000'000;
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 3600");
}
