#include "protocols/messenger/page.hpp"

#include "protocols/messenger/fields.hpp"

namespace switchboard::protocols::facebook {

result<identity> read_page(const answer& from) {
  auto id = from.ok() ? id_at(*from.body(), "id") : std::string{};
  if (id.empty()) return failure_of(from, errc::token_refused);
  return identity{.external_id = std::move(id),
                  .name = clean_text(*from.body(), "name"),
                  .username = {},
                  .photo = picture_of(*from.body())};
}

std::string picture_of(const json::object& page) {
  const auto* picture = object_at(page, "picture");
  const auto* data = picture != nullptr ? object_at(*picture, "data") : nullptr;
  return data != nullptr ? address_at(*data, "url") : std::string{};
}

} // namespace switchboard::protocols::facebook
