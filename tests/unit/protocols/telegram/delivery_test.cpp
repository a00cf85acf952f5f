#include "tests/unit/protocols/telegram/support.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#define CAF_SUITE telegram_delivery
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace std::chrono_literals;
using telegram_test::says_no;
using test::reply;

namespace {

std::string outcome(const http_response& answer) {
  const auto delivery = telegram_test::delivered(answer);
  CAF_CHECK_EQUAL(telegram_test::broken_promise(delivery), "");
  return test::in_words(delivery);
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

struct row {
  int code;
  const char* description;
  const char* expected;
};

constexpr std::array rows{
    row{400, "Bad Request: chat not found", "refused chat_not_found"},
    row{400, "Bad Request: message is too long", "refused message_too_long"},
    row{400, "Bad Request: message caption is too long", "refused message_too_long"},
    row{400, "Bad Request: message text is empty", "refused message_empty"},
    row{400, "Bad Request: can't parse entities: Unsupported start tag", "refused bad_markup"},
    row{400, "Bad Request: message is not modified: specified new", "sent "},
    row{400, "Bad Request: message to edit not found", "refused edit_refused"},
    row{400, "Bad Request: message can't be edited", "refused edit_refused"},
    row{400, "Bad Request: message to delete not found", "refused edit_refused"},
    row{400, "Bad Request: wrong file identifier/HTTP URL specified", "forget"},
    row{400, "Bad Request: wrong remote file identifier specified: x", "forget"},
    row{400, "Bad Request: wrong file_id or the file is temporarily unavailable", "forget"},
    row{400, "Bad Request: Wrong HTTP URL specified", "refused file_unreachable"},
    row{400, "Bad Request: failed to get HTTP URL content", "refused file_unreachable"},
    row{400, "Bad Request: wrong type of the web page content", "refused file_unreachable"},
    row{400, "Bad Request: file is too big", "refused file_too_big"},
    row{400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "refused photo_unusable"},
    row{400, "Bad Request: IMAGE_PROCESS_FAILED", "refused photo_unusable"},
    row{400, "Bad Request: PHOTO_SAVE_FILE_INVALID", "refused photo_unusable"},
    row{400, "Bad Request: BUTTON_DATA_INVALID", "refused button_invalid"},
    row{400, "Bad Request: BUTTON_URL_INVALID", "refused button_invalid"},
    row{400, "Bad Request: inline keyboard button URL 'x' is invalid", "refused button_invalid"},
    row{400, "Bad Request: group chat was upgraded to a supergroup chat", "refused chat_moved"},
    row{400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "refused voice_forbidden"},
    row{400, "Bad Request: something new", "refused refused"},
    row{400, "Bad Request", "refused refused"},
    row{401, "Unauthorized", "broken token_revoked"},
    row{401, "Unauthorized: invalid token specified", "broken token_revoked"},
    row{403, "Forbidden: bot was blocked by the user", "left"},
    row{403, "Forbidden: user is deactivated", "left"},
    row{403, "Forbidden: bot can't initiate conversation with a user", "refused not_started"},
    row{403, "Forbidden: bot was kicked from the group chat", "refused group_gone"},
    row{403, "Forbidden: bot is not a member of the channel chat", "refused group_gone"},
    row{403, "Forbidden: the group chat was deleted", "refused group_gone"},
    row{403, "Forbidden: for another reason", "refused refused"},
    row{404, "Not Found", "broken token_revoked"},
    row{404, "Not Found: method not found", "refused method_not_found"},
    row{404, "Not Found: something else", "refused refused"},
    row{409, "Conflict: terminated by other getUpdates request", "broken conflict"},
    row{413, "Request Entity Too Large", "refused too_large"},
    row{429, "Too Many Requests: retry after 5", "wait 1"},
    row{500, "Internal Server Error", "later"},
    row{500, "Internal Server Error: restart", "later"},
    row{502, "Bad Gateway", "later"},
    row{504, "Gateway Timeout", "later"},
};

} // namespace

CAF_TEST(CHT-7: every refusal of the platform has its treatment) {
  for (const auto& row : rows) {
    CAF_MESSAGE(row.code << ' ' << row.description);
    CAF_CHECK_EQUAL(outcome(says_no(row.code, row.description)), row.expected);
  }
}

CAF_TEST(CHT-7: the case of the words does not matter) {
  for (const auto& row : rows)
    CAF_CHECK_EQUAL(outcome(says_no(row.code, upper(row.description))), row.expected);
}

CAF_TEST(CHT-7: a refusal is told in the words of the platform) {
  const auto delivery = telegram_test::delivered(says_no(400, "Bad Request: chat not found"));
  const auto* no = std::get_if<refused>(&delivery);
  CAF_CHECK(no != nullptr && no->reason == "Bad Request: chat not found");
}

CAF_TEST(CHT-7: a sent message has the id of the platform) {
  CAF_CHECK_EQUAL(outcome(reply(200, telegram_test::corpus("answer_sent"))), "sent 17");
  CAF_CHECK_EQUAL(outcome(reply(200, R"({"ok":1,"result":{"message_id":18}})")), "sent 18");
}

CAF_TEST(CHT-7: what the platform took is sent even if it does not say its id) {
  for (const auto* body :
       {R"({"ok":true})", R"({"ok":true,"result":true})",
        R"({"ok":true,"result":{"message_id":"17"}})", R"({"ok":true,"result":{"message_id":0}})"})
    CAF_CHECK_EQUAL(outcome(reply(200, body)), "sent ");
}

CAF_TEST(CHT-7: the wait of the platform is kept exactly within bounds) {
  const auto pause = [](const std::string& parameters) {
    return outcome(says_no(429, "Too Many Requests: retry after 14", parameters));
  };
  CAF_CHECK_EQUAL(pause(R"({"retry_after":14})"), "wait 14");
  CAF_CHECK_EQUAL(pause(R"({"retry_after":1})"), "wait 1");
  CAF_CHECK_EQUAL(pause(R"({"retry_after":3600})"), "wait 3600");
  CAF_CHECK_EQUAL(pause(R"({"retry_after":3601})"), "wait 3600");
  CAF_CHECK_EQUAL(pause(R"({"retry_after":9223372036854775807})"), "wait 3600");
  for (const auto* none : {"{}", "5", "[]", R"({"retry_after":0})", R"({"retry_after":-5})",
                           R"({"retry_after":"14"})", R"({"retry_after":null})"})
    CAF_CHECK_EQUAL(pause(none), "wait 1");
}

CAF_TEST(CHT-7: the code in the body counts and without it the status) {
  CAF_CHECK_EQUAL(outcome(reply(200, R"({"ok":false,"error_code":401,"description":"x"})")),
                  "broken token_revoked");
  CAF_CHECK_EQUAL(outcome(reply(429, R"({"ok":false,"parameters":{"retry_after":3}})")), "wait 3");
  CAF_CHECK_EQUAL(outcome(reply(500, R"({"ok":false,"error_code":"x"})")), "later");
  CAF_CHECK_EQUAL(outcome(reply(503, R"({"ok":false,"error_code":70000})")), "later");
  CAF_CHECK_EQUAL(outcome(reply(200, R"({"ok":false})")), "refused refused");
}

CAF_TEST(CHT-7: without an answer of the platform the outcome is not known) {
  for (const int status : {200, 302, 400, 403, 404, 500, 502, 504}) {
    for (const auto* body : {"", "<html>502 Bad Gateway</html>", "{", "[]", "{}", "true",
                             R"({"ok":"yes"})", R"({"ok":2,"error_code":403})"})
      CAF_CHECK_EQUAL(outcome(reply(status, body)), "unknown");
  }
}

CAF_TEST(CHT-7: a proxy that throttles or finds it too large did not pass it on) {
  CAF_CHECK_EQUAL(outcome(reply(429, "<html>slow down</html>")), "wait 1");
  CAF_CHECK_EQUAL(outcome(reply(413, "<html>too large</html>")), "refused too_large");
  auto told = reply(429, "<html>slow down</html>");
  told.retry_after_s = 9;
  CAF_CHECK_EQUAL(outcome(told), "wait 9");
}

CAF_TEST(CHT-7: what never left is sent later and what may have arrived is not known) {
  CAF_CHECK_EQUAL(outcome(test::lost(http_response::reach::not_sent)), "later");
  CAF_CHECK_EQUAL(outcome(test::lost(http_response::reach::no_answer)), "unknown");
  const auto delivery = telegram_test::delivered(test::lost(http_response::reach::no_answer));
  const auto* unknown = std::get_if<unknown_outcome>(&delivery);
  CAF_CHECK(unknown != nullptr && unknown->reason == "timed out");
}

CAF_TEST(CHT-7: a body that comes with a failed call is not believed) {
  auto answer = reply(200, telegram_test::corpus("answer_sent"));
  answer.reach = http_response::reach::no_answer;
  CAF_CHECK_EQUAL(outcome(answer), "unknown");
}
