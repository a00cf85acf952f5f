#pragma once

#include "protocols/json.hpp"
#include "protocols/messenger/answer.hpp"

#include <string>
#include <string_view>

/// The two halves of a delivery: the app's address and the page's subscription.
namespace switchboard::protocols::facebook {

/// The app's address for events of pages.
struct app_hook {
  /// Empty = none was set.
  std::string url;
  bool active = false;
};
app_hook read_app_hook(const json::object& subscriptions);

/// Whether the page's events go to the app, and which of the needed kinds do not.
struct page_hook {
  bool subscribed = false;
  /// "a, b"; empty = all that is needed.
  std::string missing;
};
/// With an empty id any app counts: the page's token sees its own app alone.
page_hook read_page_hook(const json::object& subscribed_apps, std::string_view app_id);

} // namespace switchboard::protocols::facebook
