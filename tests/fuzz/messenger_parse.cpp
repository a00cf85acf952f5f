#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto& messenger = messenger_of(platform::messenger);
  const auto events = messenger.parse(bytes);
  test::hold(test::broken_promise(events));
  for (const auto& one : events) test::hold(messenger_test::broken_promise(one));
  const auto again = messenger.parse(bytes);
  if (again.size() != events.size()) test::hold("the same bytes are the same events");
  for (std::size_t at = 0; at < events.size(); ++at)
    if (again[at].event.key != events[at].event.key) test::hold("an event keeps its key");
  return 0;
}
