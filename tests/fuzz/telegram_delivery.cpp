#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/invariants.hpp"

#include <cstddef>
#include <cstdint>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& telegram = messenger_of(platform::telegram);
  http_response answer;
  answer.body.assign(reinterpret_cast<const char*>(data), size);
  for (const int status : {0, 200, 302, 400, 401, 403, 404, 409, 413, 429, 500, 502}) {
    answer.status = status;
    test::hold(test::broken_promise(telegram.read_delivery(answer)));
    const auto bot = telegram.read_identity(answer);
    if (bot && !test::is_id(bot->external_id)) test::hold("a bot has an id");
    const auto state = telegram.read_webhook(answer);
    if (state && !test::can_be_stored(state->url + state->last_error))
      test::hold("the state of a webhook can be stored");
    const auto done = telegram.read_acknowledgement(answer);
    if (!done && done.error().detail.empty()) test::hold("a failure is told in words");
  }
  return 0;
}
