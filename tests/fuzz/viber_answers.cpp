#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <cstddef>
#include <cstdint>

using namespace switchboard::protocols;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace viber_test;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const int status : {0, 200, 302, 400, 403, 429, 500, 502}) {
    const auto answer = test::reply(status, bytes);
    test::hold(test::broken_promise(delivered(answer)));
    const auto who = *test::talk_alike(bot().identify(account()), answer);
    if (who && !test::is_id(who->external_id)) test::hold("an account has an id");
    const auto state = *test::talk_alike(bot().ask_webhook(account(), {}), answer);
    if (state && !test::can_be_stored(state->url)) test::hold("an address can be stored");
    const auto done = *test::talk_alike(bot().set_webhook(account(), {hook_url, ""}), answer);
    if (!done && done.error().detail.empty()) test::hold("a failure is told in words");
    const auto gone = *test::talk_alike(bot().clear_webhook(account(), {hook_url, ""}), answer);
    if (!gone && gone.error().detail.empty()) test::hold("a failure is told in words");
    const auto looked = *test::talk_alike(bot().examine(account(), {hook_url, ""}), answer);
    for (const auto& found : looked)
      if (found.check.empty() || !test::can_be_stored(found.detail))
        test::hold("a finding has a name and can be stored");
  }
  return 0;
}
