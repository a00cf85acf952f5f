#include "tests/unit/protocols/support.hpp"

#include <string>

#define CAF_SUITE messenger
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

CAF_TEST(CHN-1: a platform is found by its name and by its number) {
  const auto* found = find_messenger("telegram");
  CAF_CHECK(found != nullptr && found == &messenger_of(platform::telegram));
  CAF_CHECK(found != nullptr && found->platform() == platform::telegram);
  CAF_CHECK_EQUAL(messenger_of(platform::telegram).name(), "telegram");
}

CAF_TEST(CHN-1: a name we do not have is nothing) {
  for (const auto* name : {"", "Telegram", "telegram ", "icq", "tele"})
    CAF_CHECK(find_messenger(name) == nullptr);
}
