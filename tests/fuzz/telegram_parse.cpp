#include "tests/fuzz/parsed_twice.hpp"
#include "tests/unit/protocols/telegram/support.hpp"

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = test::text_of(data, size);
  test::hold_parsing(platform::telegram, bytes);
  test::hold(telegram_test::broken_promise(telegram_test::parse(bytes)));
  return 0;
}
