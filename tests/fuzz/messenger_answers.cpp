#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace switchboard::protocols;

namespace {

/// Who comes back from signing in chooses among accounts that have ids.
void hold_login(const http_response& answer) {
  const login_app app{.oauth_url = "https://www.facebook.com",
                      .api_url = "https://graph.facebook.com",
                      .app_id = "1",
                      .app_secret = "s",
                      .redirect_uri = "https://h/x"};
  const auto& login = *messenger_of(platform::messenger).oauth();
  const auto pages = *test::talk_alike(login.choices(app, {{"code", "c"}}, ""), answer);
  if (!pages) {
    if (pages.error().detail.empty()) test::hold("a failure is told in words");
    return;
  }
  for (const auto& page : *pages)
    if (!test::is_number_id(page.external_id) || !test::can_be_stored(page.name + page.photo))
      test::hold("a page has an id and can be stored");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  test::hold(messenger_test::broken_promise(bytes));
  for (const int status : {0, 200, 403, 500}) hold_login(test::reply(status, bytes));
  return 0;
}
