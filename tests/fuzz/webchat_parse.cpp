#include "tests/fuzz/parsed_twice.hpp"

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test::hold_parsing(platform::webchat, test::text_of(data, size));
  return 0;
}
