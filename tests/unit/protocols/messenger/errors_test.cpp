#include "protocols/messenger/refusals.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <algorithm>
#include <array>
#include <string>

#define CAF_SUITE messenger_errors
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using messenger_test::delivered;
using messenger_test::page;
using messenger_test::page_messenger;
using messenger_test::says_no;
using test::in_words;

namespace {

struct expectation {
  int code;
  int subcode;
  const char* outcome;
};

/// Every row of the platform's table; 0 = the error has no subcode.
constexpr std::array expected{
    expectation{1, 99, "later"},
    expectation{1, 0, "later"},
    expectation{2, 0, "later"},
    expectation{1200, 0, "later"},
    expectation{4, 0, "wait 60"},
    expectation{4, 2018022, "wait 60"},
    expectation{17, 0, "wait 60"},
    expectation{32, 0, "wait 60"},
    expectation{613, 0, "wait 60"},
    expectation{80006, 0, "wait 60"},
    expectation{4, 2018354, "wait_client 60"},
    expectation{9, 2018352, "wait_client 60"},
    expectation{10, 0, "broken no_permission"},
    expectation{200, 0, "broken no_permission"},
    expectation{230, 0, "broken no_permission"},
    expectation{3, 0, "broken no_permission"},
    expectation{10, 2018278, "refused window_closed"},
    expectation{10, 2018065, "refused window_closed"},
    expectation{10, 2018108, "left"},
    expectation{200, 1545041, "left"},
    expectation{551, 0, "left"},
    expectation{551, 1545041, "left"},
    expectation{10, 1893063, "wait 3600"},
    expectation{10, 4242, "refused not_permitted"},
    expectation{100, 2018001, "left"},
    expectation{100, 33, "broken page_gone"},
    expectation{100, 2018109, "refused file_too_big"},
    expectation{100, 2018008, "refused file_unusable"},
    expectation{100, 2018047, "refused file_unusable"},
    expectation{100, 2018074, "refused file_unusable"},
    expectation{100, 2018294, "refused file_unusable"},
    expectation{100, 2018034, "refused message_empty"},
    expectation{100, 0, "refused malformed"},
    expectation{100, 4242, "refused malformed"},
    expectation{190, 0, "broken token_revoked"},
    expectation{190, 458, "broken token_revoked"},
    expectation{190, 459, "broken token_revoked"},
    expectation{190, 460, "broken token_revoked"},
    expectation{190, 463, "broken token_revoked"},
    expectation{190, 464, "broken token_revoked"},
    expectation{190, 467, "broken token_revoked"},
    expectation{190, 492, "broken token_revoked"},
    expectation{200, 2018028, "broken app_not_approved"},
    expectation{368, 0, "broken blocked"},
    expectation{10303, 0, "refused account_linking"},
    expectation{2018344, 0, "broken terms_not_accepted"},
    expectation{2, 2018344, "broken terms_not_accepted"},
    expectation{4242, 0, "refused refused"},
};

} // namespace

CAF_TEST(OUT-1: every error of the platform has its treatment) {
  for (const auto& [code, subcode, outcome] : expected) {
    CAF_MESSAGE("error " << code << "/" << subcode);
    CAF_CHECK_EQUAL(in_words(delivered(says_no(code, subcode))), outcome);
  }
}

CAF_TEST(OUT-1: every row of the table is tried above) {
  using namespace facebook;
  for (const auto& row : refusals()) {
    const bool tried =
        std::any_of(expected.begin(), expected.end(), [&row](const expectation& one) {
          return (row.code == any_code || row.code == one.code) &&
                 (row.subcode == any_subcode || row.subcode == one.subcode);
        });
    CAF_MESSAGE("row " << row.code << "/" << row.subcode);
    CAF_CHECK(tried);
  }
}

CAF_TEST(OUT-1: what is temporary is tried three times) {
  for (const int code : {1, 2, 1200}) {
    const auto outcome = delivered(says_no(code, 0, 500));
    const auto* later = std::get_if<try_later>(&outcome);
    CAF_REQUIRE(later != nullptr);
    CAF_CHECK_EQUAL(later->attempts, 3);
    CAF_CHECK_EQUAL(later->reason, "words of the platform");
  }
}

CAF_TEST(OUT-1: a limit waits as long as the platform says within bounds) {
  auto answer = says_no(613, 0, 403);
  answer.retry_after_s = 14;
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 14");
  answer.retry_after_s = 1'000'000;
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 3600");
  const auto outcome = delivered(says_no(4));
  CAF_CHECK_EQUAL(std::get<wait>(outcome).problem, "quota");
  CAF_CHECK_EQUAL(std::get<wait>(outcome).reason, "words of the platform");
  const auto stopped = delivered(says_no(10, 1893063));
  CAF_CHECK_EQUAL(std::get<wait>(stopped).problem, "restricted");
}

CAF_TEST(CHN-5: an invalid parameter beside a tag is a tag that is no longer taken) {
  const auto with_form = [](const char* form, int subcode) {
    return in_words(
        *test::talk(page_messenger().send(page(), messenger_test::text_to_client("x", form)),
                    {says_no(100, subcode)})
             .outcome);
  };
  CAF_CHECK_EQUAL(with_form("ACCOUNT_UPDATE", 0), "refused tag_retired");
  CAF_CHECK_EQUAL(with_form("HUMAN_AGENT", 0), "refused tag_retired");
  CAF_CHECK_EQUAL(with_form("HUMAN_AGENT", 2018001), "left");
  CAF_CHECK_EQUAL(with_form("RESPONSE", 0), "refused malformed");
  CAF_CHECK_EQUAL(with_form("UPDATE", 0), "refused malformed");
}

CAF_TEST(OUT-1: codes count as numbers and as text) {
  const auto answer =
      test::reply(400, R"({"error":{"message":"m","code":"10","error_subcode":"2018278"}})");
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "refused window_closed");
}

CAF_TEST(OUT-1: an error of 200 is an error and one without words says its numbers) {
  const auto answer = test::reply(200, R"({"error":{"code":190,"error_subcode":460}})");
  const auto outcome = delivered(answer);
  CAF_CHECK_EQUAL(in_words(outcome), "broken token_revoked");
  CAF_CHECK_EQUAL(std::get<channel_broken>(outcome).reason, "error 190/460");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(400, R"({"error":{}})"))), "refused refused");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(500, R"({"error":{}})"))), "later");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(429, R"({"error":{}})"))), "wait 60");
}

CAF_TEST(OUT-1: without words of the platform it is not known whether it went out) {
  using enum http_response::reach;
  CAF_CHECK_EQUAL(in_words(delivered(test::lost(not_sent))), "later");
  CAF_CHECK_EQUAL(in_words(delivered(test::lost(no_answer))), "unknown");
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 500, 502, 503, 504})
    for (const auto* body : {"", "<html>Bad Gateway</html>", "{}", "[]", "null", "{\"error\":5}",
                             "{\"message\":\"upstream\"}", "{\"message_id\":"})
      CAF_CHECK_EQUAL(in_words(delivered(test::reply(status, body))), "unknown");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(502, R"({"message_id":"m_1"})"))), "unknown");
}

CAF_TEST(OUT-1: a gateway that is asked too much is waited for) {
  auto answer = test::reply(429, "slow down");
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 60");
  answer.retry_after_s = 5;
  CAF_CHECK_EQUAL(in_words(delivered(answer)), "wait 5");
  CAF_CHECK_EQUAL(in_words(delivered(test::reply(413, "too large"))), "refused file_too_big");
}

CAF_TEST(OUT-1: an answer with an id is a message that went out) {
  CAF_CHECK_EQUAL(in_words(delivered(messenger_test::says("sent"))), "sent m_AbCd");
  CAF_CHECK_EQUAL(page_messenger().rules().echo_wait.count(), 20);
}
