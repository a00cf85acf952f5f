#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/telegram/support.hpp"

#include <cstddef>
#include <cstdint>
#include <variant>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  http_response answer;
  answer.body.assign(reinterpret_cast<const char*>(data), size);
  for (const int status : {200, 401, 409, 429, 500}) {
    answer.status = status;
    const auto outcome =
        *test::talk_alike(telegram_test::telegram().poll(telegram_test::bot(), "7", {}), answer);
    test::hold(test::broken_promise(outcome));
    const auto* batch = std::get_if<poll_batch>(&outcome);
    if (batch == nullptr) continue;
    for (const auto& [event, bytes] : batch->events) {
      const auto again = telegram_test::parse(bytes);
      if (again.key != event.key || again.what.index() != event.what.index())
        test::hold("an event of a batch is the event of its bytes");
    }
  }
  return 0;
}
