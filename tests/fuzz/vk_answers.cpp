#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/vk/promises.hpp"

#include <cstddef>
#include <cstdint>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const int status : {200, 429}) test::hold(vk_test::broken_answer(bytes, status));
  return 0;
}
