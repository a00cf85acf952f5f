#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/telegram/support.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace switchboard;
using namespace switchboard::protocols;

namespace {

const messenger& telegram() { return messenger_of(platform::telegram); }
const protocols::access& bot() { return telegram_test::bot(); }

void hold_delivery(conversation<delivery> what, const http_response& answer) {
  test::hold(telegram_test::broken_promise(*test::talk_alike(std::move(what), answer)));
}

/// A failure is told in words, and what is found can be stored.
void hold_connecting(const http_response& answer) {
  const auto bot_found = *test::talk_alike(telegram().identify(bot()), answer);
  if (bot_found && !test::is_number_id(bot_found->external_id)) test::hold("a bot has an id");
  const auto state = *test::talk_alike(telegram().ask_webhook(bot(), {}), answer);
  if (state && !test::can_be_stored(state->url + state->last_error))
    test::hold("the state of a webhook can be stored");
  const auto done = *test::talk_alike(telegram().set_webhook(bot(), {"https://h/x", "s"}), answer);
  if (!done && done.error().detail.empty()) test::hold("a failure is told in words");
  const auto page = *test::talk_alike(telegram().read_bot_profile(bot()), answer);
  if (page && !test::can_be_stored(page->name + page->description + page->about))
    test::hold("the page of a bot can be stored");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  http_response answer;
  answer.body.assign(reinterpret_cast<const char*>(data), size);
  test::hold(telegram_test::broken_promise(answer.body));
  outgoing picture{.key = "1", .client = "42", .text = "x"};
  picture.files.push_back({.kind = content::photo, .name = "a.jpg", .mime = "", .path = "/a"});
  for (const int status : {0, 200, 302, 400, 401, 403, 404, 409, 413, 429, 500, 502}) {
    answer.status = status;
    hold_delivery(telegram().send(bot(), picture), answer);
    hold_delivery(telegram().edit(bot(), "42", "7", "x", false), answer);
    hold_connecting(answer);
  }
  return 0;
}
