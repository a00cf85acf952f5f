#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/invariants.hpp"

#include <cstddef>
#include <cstdint>
#include <variant>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& telegram = messenger_of(platform::telegram);
  http_response answer;
  answer.body.assign(reinterpret_cast<const char*>(data), size);
  for (const int status : {200, 401, 409, 429, 500}) {
    answer.status = status;
    const auto outcome = telegram.read_poll(answer);
    test::hold(test::broken_promise(outcome));
    const auto* batch = std::get_if<poll_batch>(&outcome);
    if (batch == nullptr) continue;
    for (const auto& [event, bytes] : batch->events) {
      const auto again = telegram.parse(bytes);
      if (again.key != event.key || again.what.index() != event.what.index())
        test::hold("an event of a batch is the event of its bytes");
    }
  }
  return 0;
}
