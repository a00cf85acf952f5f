#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/vk/promises.hpp"

#include <cstddef>
#include <cstdint>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  test::hold(vk_test::broken_event(bytes));
  if (vk_test::vkontakte().verify(vk_test::callback(bytes),
                                  {.secret = "never in the corpus", .account = "555"}))
    test::hold("a secret was guessed");
  return 0;
}
