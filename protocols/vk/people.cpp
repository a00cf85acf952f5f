#include "protocols/vk/people.hpp"

#include "protocols/json.hpp"
#include "protocols/vk/answer.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// VK numbers countries; these are the ones its people come from.
constexpr std::array<std::string_view, 18> countries{"RU", "UA", "BY", "KZ", "AZ", "AM",
                                                     "GE", "IL", "US", "CA", "KG", "LV",
                                                     "LT", "EE", "MD", "TJ", "TM", "UZ"};

std::string country_of(const json::object& user) {
  const auto* country = object_at(user, "country");
  const auto number = country != nullptr ? whole_at(*country, "id").value_or(0) : 0;
  if (number < 1 || number > static_cast<std::int64_t>(countries.size())) return {};
  return std::string{countries[static_cast<std::size_t>(number - 1)]};
}

/// VK gives everybody a picture; these are of people who have none.
bool is_nobody(std::string_view photo) {
  return photo.find("/images/camera_") != photo.npos ||
         photo.find("/images/deactivated_") != photo.npos;
}

std::string photo_of(const json::object& user) {
  for (const std::string_view size : {"photo_200", "photo_max"}) {
    auto photo = clean_at(user, size);
    if (photo.starts_with("http") && !is_nobody(photo)) return photo;
  }
  return {};
}

client_profile read_user(const json::object& user, std::string id) {
  client_profile found{.client = std::move(id),
                       .who = {.first_name = clean_at(user, "first_name"),
                               .last_name = clean_at(user, "last_name"),
                               .username = clean_at(user, "screen_name"),
                               .country = country_of(user)}};
  found.gone = !text_at(user, "deactivated").empty();
  if (!found.gone) found.who.photo = photo_of(user);
  return found;
}

http_request ask_users(const access& to, const std::vector<std::string>& clients) {
  std::string ids;
  std::size_t count = 0;
  for (const auto& client : clients) {
    const bool number = !client.empty() && std::all_of(client.begin(), client.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!number || count == users_of_a_question) continue;
    if (!ids.empty()) ids += ',';
    ids += client;
    ++count;
  }
  return call(
      to, "users.get",
      {{"user_ids", std::move(ids)}, {"fields", "photo_200,photo_max,screen_name,country"}});
}

} // namespace

conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients) {
  std::vector<client_profile> found;
  const answer read(co_await ask{ask_users(to, clients)});
  const auto* list = read.response_list();
  if (list == nullptr) co_return found;
  for (const auto& one : *list) {
    const auto* user = one.if_object();
    auto id = user != nullptr ? id_at(*user, "id") : std::string{};
    const bool asked = std::find(clients.begin(), clients.end(), id) != clients.end();
    if (asked && !id.empty()) found.push_back(read_user(*user, std::move(id)));
  }
  co_return found;
}

conversation<result<http_request>> locate(std::string source) {
  if (!source.starts_with("https://") && !source.starts_with("http://"))
    co_return fail(errc::bad_request, "not an address of a file");
  co_return get(std::move(source));
}

} // namespace switchboard::protocols::vk
