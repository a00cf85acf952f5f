#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto events = viber_test::bot().parse(bytes);
  test::hold(test::broken_promise(events));
  const auto again = viber_test::parse(bytes);
  if (again.key != events.front().event.key ||
      again.what.index() != events.front().event.what.index())
    test::hold("the same bytes are the same event");
  hook_keys keys;
  keys.token = "viber-test-token-0001";
  keys.welcome = "Hi";
  const auto answer = viber_test::bot().accepted({again}, keys);
  if (answer.status != 200 || answer.body.size() > 30'000) test::hold("an answer fits");
  const hook_call call{"POST", bytes, bytes, {}};
  if (viber_test::bot().verify(call, keys)) test::hold("a signature was guessed");
  return 0;
}
