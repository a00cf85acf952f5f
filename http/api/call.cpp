#include "http/api/call.hpp"

#include "http/api/codec.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http {

namespace json = boost::json;

std::string call::text(std::string_view name) const {
  return optional_text(name).value_or(std::string{});
}

std::optional<std::string> call::optional_text(std::string_view name) const {
  const auto* found = params.if_contains(name);
  if (!found || !found->is_string()) return std::nullopt;
  const auto& text = found->get_string();
  return std::string{text.data(), text.size()};
}

std::vector<std::string> call::texts(std::string_view name) const {
  std::vector<std::string> out;
  const auto* value = params.if_contains(name);
  const auto* list = value != nullptr ? value->if_array() : nullptr;
  if (list == nullptr) return out;
  for (const auto& one : *list)
    if (const auto* text = one.if_string()) out.emplace_back(text->data(), text->size());
  return out;
}

std::int64_t call::integer(std::string_view name, std::int64_t otherwise) const {
  const auto* found = params.if_contains(name);
  return found && found->is_int64() ? found->get_int64() : otherwise;
}

bool call::flag(std::string_view name) const {
  const auto* found = params.if_contains(name);
  return found && found->is_bool() && found->get_bool();
}

result<std::int64_t> cursor_of(const call& c) {
  const auto text = c.optional_text("cursor");
  if (!text) return std::int64_t{0};
  if (const auto place = read_cursor(*text)) return *place;
  return fail(errc::bad_request, "is not a cursor of ours", "/cursor");
}

json::value page(json::array items, std::optional<std::int64_t> next) {
  json::object out;
  out["items"] = std::move(items);
  out["next_cursor"] = next ? json::value(json::string_view{make_cursor(*next)}) : json::value{};
  return out;
}

result<json::value> page_of(const call& c, std::vector<std::pair<std::int64_t, json::object>> all) {
  const auto after = cursor_of(c);
  if (!after) return after.error();
  std::sort(all.begin(), all.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  const auto limit = static_cast<std::size_t>(c.integer("limit", default_page));
  json::array items;
  std::int64_t last = 0;
  for (auto& [id, item] : all) {
    if (id <= *after) continue;
    if (items.size() == limit) return page(std::move(items), last);
    items.push_back(std::move(item));
    last = id;
  }
  return page(std::move(items), std::nullopt);
}

} // namespace switchboard::http
