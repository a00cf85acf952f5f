#include "tests/fuzz/parsed_twice.hpp"
#include "tests/unit/protocols/webchat/support.hpp"

#include "protocols/webchat/token.hpp"

using namespace switchboard;
using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = test::text_of(data, size);
  test::hold(webchat_test::broken_promise(std::string{bytes}));
  // Nobody can guess a signature.
  const timestamp now{std::chrono::seconds{1'700'000'000}};
  if (webchat::read_visitor_token("a key of this installation", "shop-1", bytes, now))
    test::hold("a token that we did not make is refused");
  return 0;
}
