#include "protocols/messenger/webhook.hpp"

#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/rules.hpp"

#include <algorithm>

namespace switchboard::protocols::facebook {

namespace {

/// A field is a name, or an object with a name and a version.
bool is_field(const json::value& one, std::string_view name) {
  if (const auto* text = one.if_string()) return std::string_view(*text) == name;
  const auto* fields = one.if_object();
  return fields != nullptr && text_at(*fields, "name") == name;
}

std::string missing_from(const json::array& fields) {
  std::string missing;
  for (const auto name : subscribed_fields) {
    const bool there = std::any_of(fields.begin(), fields.end(),
                                   [name](const auto& one) { return is_field(one, name); });
    if (!there) missing.append(missing.empty() ? "" : ", ").append(name);
  }
  return missing;
}

} // namespace

app_hook read_app_hook(const json::object& subscriptions) {
  const auto* list = array_at(subscriptions, "data");
  if (list == nullptr) return {};
  for (const auto& one : *list) {
    const auto* fields = one.if_object();
    if (fields == nullptr || text_at(*fields, "object") != "page") continue;
    return {clean_text(*fields, "callback_url"), boolean_at(*fields, "active").value_or(true)};
  }
  return {};
}

page_hook read_page_hook(const json::object& subscribed_apps, std::string_view app_id) {
  const auto* list = array_at(subscribed_apps, "data");
  if (list == nullptr) return {};
  for (const auto& one : *list) {
    const auto* fields = one.if_object();
    if (fields == nullptr || (!app_id.empty() && id_at(*fields, "id") != app_id)) continue;
    const auto* kinds = array_at(*fields, "subscribed_fields");
    return {true, kinds != nullptr ? missing_from(*kinds) : std::string{}};
  }
  return {};
}

} // namespace switchboard::protocols::facebook
