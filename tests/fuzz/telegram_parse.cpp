#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/invariants.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto& telegram = messenger_of(platform::telegram);
  const auto event = telegram.parse(bytes);
  test::hold(test::broken_promise(event));
  const auto again = telegram.parse(bytes);
  if (again.key != event.key || again.what.index() != event.what.index())
    test::hold("the same bytes are the same event");
  return 0;
}
