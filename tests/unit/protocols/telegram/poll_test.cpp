#include "tests/unit/protocols/telegram/support.hpp"

#include <string>

#define CAF_SUITE telegram_poll
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using telegram_test::corpus;
using telegram_test::says_no;
using telegram_test::telegram;
using test::reply;

namespace {

/// The cursor of the poll before this one.
const std::string before = "7";

poll_outcome polled(const http_response& answer) {
  auto outcome = test::talk(telegram().poll(telegram_test::bot(), before, {}), {answer}).outcome;
  CAF_CHECK_EQUAL(test::broken_promise(*outcome), "");
  return std::move(*outcome);
}

poll_batch batch_of(const std::string& body) {
  auto outcome = polled(reply(200, body));
  auto* batch = std::get_if<poll_batch>(&outcome);
  CAF_CHECK(batch != nullptr);
  return batch ? std::move(*batch) : poll_batch{};
}

std::string failure(const http_response& answer) {
  const auto outcome = polled(answer);
  const auto* failed = std::get_if<delivery>(&outcome);
  return failed == nullptr ? "a batch" : test::in_words(*failed);
}

} // namespace

CAF_TEST(CHN-13: a poll that brought nothing confirms nothing) {
  const auto batch = batch_of(corpus("poll_empty"));
  CAF_CHECK(batch.events.empty());
  CAF_CHECK_EQUAL(batch.next, before);
}

CAF_TEST(CHN-13: a polled event is the event a webhook would bring) {
  const auto batch = batch_of(corpus("poll_several"));
  CAF_CHECK_EQUAL(batch.events.size(), 6u);
  for (const auto& [event, bytes] : batch.events) {
    const auto again = telegram_test::parse(bytes);
    CAF_CHECK_EQUAL(again.key, event.key);
    CAF_CHECK_EQUAL(again.kind, event.kind);
    CAF_CHECK_EQUAL(again.client, event.client);
    CAF_CHECK(again.what.index() == event.what.index() && again.keep_bytes == event.keep_bytes);
  }
  if (batch.events.size() != 6) return;
  CAF_CHECK(test::carries(batch.events[0].event, content::text, "Hello https://example.com"));
  CAF_CHECK(test::carries(batch.events[1].event, content::photo, "my order"));
  CAF_CHECK(test::carries(batch.events[2].event, content::button, "Yes"));
}

CAF_TEST(CHN-13: a batch is confirmed by the id after its highest) {
  CAF_CHECK_EQUAL(batch_of(corpus("poll_one")).next, "5002");
  const auto batch = batch_of(R"({"ok":true,"result":[{"update_id":9},{"update_id":12},
                                                      {"update_id":10}]})");
  CAF_CHECK_EQUAL(batch.next, "13");
  CAF_CHECK_EQUAL(batch_of(R"({"ok":true,"result":[{"update_id":4294967296}]})").next,
                  "4294967297");
}

CAF_TEST(CHN-13: one update that makes no sense does not hold back the others) {
  const auto batch = batch_of(corpus("poll_odd"));
  CAF_CHECK_EQUAL(batch.events.size(), 7u);
  CAF_CHECK_EQUAL(batch.next, "7101");
}

CAF_TEST(CHN-13: updates that cannot be confirmed are not asked for again at once) {
  CAF_CHECK_EQUAL(failure(reply(200, corpus("poll_no_ids"))), "later");
}

CAF_TEST(CHN-13: a poll that fails is repeated) {
  CAF_CHECK_EQUAL(failure(test::lost(http_response::reach::no_answer)), "later");
  CAF_CHECK_EQUAL(failure(test::lost(http_response::reach::not_sent)), "later");
  CAF_CHECK_EQUAL(failure(says_no(500, "Internal Server Error: restart")), "later");
  CAF_CHECK_EQUAL(failure(reply(502, corpus("answer_page"))), "later");
  CAF_CHECK_EQUAL(failure(says_no(400, "Bad Request: limit is invalid")), "later");
  CAF_CHECK_EQUAL(failure(says_no(403, "Forbidden: bot was blocked by the user")), "later");
  CAF_CHECK_EQUAL(failure(reply(200, corpus("poll_not_a_list"))), "later");
  CAF_CHECK_EQUAL(failure(reply(200, R"({"ok":true})")), "later");
  CAF_CHECK_EQUAL(failure(reply(200, "")), "later");
}

CAF_TEST(CHN-13: a poll waits as long as the platform says) {
  CAF_CHECK_EQUAL(failure(reply(429, corpus("answer_too_many"))), "wait 14");
  CAF_CHECK_EQUAL(failure(reply(429, corpus("answer_too_many_bare"))), "wait 1");
}

CAF_TEST(CHN-10: a poll that can never succeed breaks the channel) {
  CAF_CHECK_EQUAL(failure(reply(401, corpus("answer_unauthorized"))), "broken token_revoked");
  CAF_CHECK_EQUAL(failure(reply(404, corpus("answer_not_found"))), "broken token_revoked");
  CAF_CHECK_EQUAL(failure(reply(409, corpus("answer_conflict"))), "broken conflict");
}
